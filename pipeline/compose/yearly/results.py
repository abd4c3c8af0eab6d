"""三、取得成效: the year's marks, beside last year's and month by month, and what the records prove besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from pipeline.compose.content import Passage
from pipeline.compose.scene import Scene
from pipeline.compose.sections.indicators import by_level
from pipeline.compose.sections.overview import by_part, missing_marks, resting_on, set_aside
from pipeline.compose.sections.rectification import to_rectify
from pipeline.compose.wording import in_series, listed, month_name, name_of
from pipeline.model.comparison import lost, movements, rate
from pipeline.model.ledger import Ticket
from pipeline.model.marks import format_full, format_percent
from pipeline.model.scorecard import Scorecard
from pipeline.model.standard import Method, Standard
from pipeline.records.schema import LEVELS

_NAMED = 5
_DISSATISFIED = ("不满意", "非常不满意")


def results(scene: Scene) -> Passage:
    """Compose the section."""
    paragraphs = (
        _total(scene),
        by_part(scene) + missing_marks(scene),
        _last_year(scene),
        _by_month(scene),
        resting_on(scene) + set_aside(scene),
    )
    told = [(subject, text) for subject, tell in SUBJECTS if (text := tell(scene))]
    return Passage.of(tuple(text for text in paragraphs if text), told)


def months_of(scene: Scene) -> tuple[Scorecard, ...]:
    """Give the scorecards of the months, without the year's own."""
    return tuple(card for card in scene.material.series if card.period.is_month)


def _total(scene: Scene) -> str:
    card, total = scene.card, scene.card.total
    if total.mark is None:
        return f"{scene.until}，各项指标均未取得评价结果，暂无年度得分。"
    evaluated = "" if total.evaluated_full == card.full else f"，已评满分{format_full(total.evaluated_full)}分"
    full = f"（总分值{format_full(card.full)}分）"
    perfect = "" if lost(total) else "，未失分"
    marks = f"{scene.unit}{card.period.chinese}得分{scene.marks(total.mark)}"
    return f"{marks}{evaluated}{full}，得分率{rate(total)}%{perfect}。"


def _last_year(scene: Scene) -> str:
    """Compare with last year by 得分率, since what was evaluated may differ; or say that it cannot be done."""
    earlier, now = scene.material.last_year, rate(scene.card.total)
    if now is None:
        return ""
    then = rate(earlier.total) if earlier else None
    if earlier is None or then is None:
        return f"因无{scene.year - 1}年度得分资料，未作年度比较。"
    base = earlier.period.chinese
    marks = f"{base}得分{scene.marks(earlier.total.mark)}（已评满分{format_full(earlier.total.evaluated_full)}分）"
    return f"{marks}，得分率{then}%；{_points(now - then, base)}。{_moved(scene, earlier)}"


def _points(difference: Decimal, base: str) -> str:
    if not difference:
        return f"得分率与{base}持平"
    return f"与{base}相比，得分率{'提高' if difference > 0 else '下降'}{abs(difference)}个百分点"


def _moved(scene: Scene, earlier: Scorecard) -> str:
    alike = {(mark.indicator.code, mark.indicator.full) for mark in earlier.leaves}
    evaluated = movements(scene.card, earlier)
    moved = [m for m in evaluated if (m.mark.indicator.code, m.mark.indicator.full) in alike]
    up = [(m.mark, m.difference) for m in moved if m.difference > 0]
    down = [(m.mark, -m.difference) for m in reversed(moved) if m.difference < 0]
    said = []
    for verb, some in (("提高", up), ("下降", down)):
        names = [f"{name_of(mark.indicator)}（{scene.marks(by)}）" for mark, by in some]
        if names:
            said.append(f"得分{verb}的有{listed(names, _NAMED)}")
    changed = _rules(earlier.standard) != _rules(scene.card.standard)
    rule = "两年执行的评价标准不同，得分增减含标准调整因素。" if changed else ""
    basis = "两年均评价的指标中" if len(moved) == len(evaluated) else "两年均评价、分值未变的指标中"
    return f"{basis}，{'；'.join(said)}。{rule}" if said else rule


def _rules(standard: Standard) -> tuple[object, ...]:
    """Give what a standard judges by; another date or number alone makes no other rule."""
    indicators = {(i.code, i.full, i.method, i.selector) for i in standard.indicators}
    return indicators, {(c.code, c.per_item) for c in standard.clauses}, set(standard.schemes)


def _by_month(scene: Scene) -> str:
    """Tell the best and the worst month, and where 累计得分率 began and ended."""
    months = months_of(scene)
    rates = [(month_name(card.period, scene.year), rate(card.month_total)) for card in months]
    known = [value for _, value in rates if value is not None]
    ends = [(month_name(card.period, scene.year), value) for card in months if (value := rate(card.total)) is not None]
    if len(known) < 2:
        return ""
    text = f"各月当月得分率均为{known[0]}%"
    if min(known) != max(known):
        text = f"当月得分率最高的是{_months_at(rates, max(known))}，最低的是{_months_at(rates, min(known))}"
    (first, began), (last, ended) = ends[0], ends[-1]
    return f"分月份看，{text}；累计得分率{first}末为{began}%，{last}末为{ended}%，逐月对账见附件2。"


def _months_at(rates: Sequence[tuple[str, Decimal | None]], value: Decimal) -> str:
    return f"{month_runs([(month, known == value) for month, known in rates])}（{value}%）"


def month_runs(months: Sequence[tuple[str, bool]]) -> str:
    """Name the months that are meant, three and more in a row as 3月至5月."""
    runs: list[list[str]] = [[]]
    for month, meant in months:
        if meant:
            runs[-1].append(month)
        elif runs[-1]:
            runs.append([])
    names = [name for run in runs for name in ([f"{run[0]}至{run[-1]}"] if len(run) > 2 else run)]
    return listed(names, len(names))


def _ratings(scene: Scene) -> str:
    counts: Counter[str] = Counter()
    for leaf in scene.card.leaves:
        if leaf.indicator.method is Method.RATE:
            counts.update(dict(by_level(leaf.to_date.terms)))
    total = sum(counts.values())
    if not total:
        return ""
    levels = in_series([f"{level}{counts[level]}条" for level in LEVELS if counts[level]])
    bad = sum(counts[level] for level in _DISSATISFIED)
    if len(counts) == 1:
        return f"全年计入服务评价{total}条，{'均' if total > 1 else ''}为{next(iter(counts))}。"
    share = f"不满意和非常不满意共占{_share(bad, total)}" if bad else "没有不满意和非常不满意的评价"
    return f"全年计入服务评价{total}条，其中{levels}；{share}。"


def _appeals(scene: Scene) -> str:
    tickets = [t for t in scene.ledgers.tickets if t.received_at.date() in scene.ledgers.span]
    closed = [t for t in tickets if not t.is_open(scene.as_of)]
    if not closed:
        return ""
    text = f"受理诉求{len(tickets)}件，办结{len(closed)}件{_timely(scene, closed)}"
    asked = [t for t in closed if t.satisfied in {"是", "否"}]
    pleased = sum(1 for t in asked if t.satisfied == "是")
    return f"{text}；已回访{len(asked)}件，满意{pleased}件，占{_share(pleased, len(asked))}。" if asked else f"{text}。"


def _timely(scene: Scene, closed: Sequence[Ticket]) -> str:
    """Give the share closed in time, of those that had a limit."""
    limited = [t for t in closed if t.due_at]
    if not limited:
        return ""
    timely = sum(1 for t in limited if not t.is_late(scene.as_of))
    of = "" if len(limited) == len(closed) else f"定有时限的{len(limited)}件中，"
    return f"，{of}按时办结率{_share(timely, len(limited))}"


def _mended(scene: Scene) -> str:
    findings = to_rectify(scene)
    done = sum(1 for f in findings if not f.is_open(scene.as_of))
    if not done:
        return ""
    return f"登记经核实问题{len(findings)}条，已完成整改{done}条，整改完成率{_share(done, len(findings))}。"


def _timely_reports(scene: Scene) -> str:
    due = [s for s in scene.ledgers.submissions if s.due_at.date() <= scene.as_of]
    timely = sum(1 for s in due if not s.is_late(scene.as_of) and not s.is_missing(scene.as_of))
    return f"应报送数据材料{len(due)}次，按时报送{timely}次，按时率{_share(timely, len(due))}。" if timely else ""


def _full_marks(scene: Scene) -> str:
    evaluated = [leaf for leaf in scene.card.leaves if leaf.to_date.is_evaluated]
    perfect = [leaf for leaf in evaluated if not leaf.lost]
    if not perfect or len(perfect) == len(evaluated):
        return ""
    names = [name_of(leaf.indicator) for leaf in perfect]
    return f"{listed(names, len(names))}未失分。"


def _share(part: int, whole: int) -> str:
    return format_percent(Decimal(part), Decimal(whole))


SUBJECTS = (
    ("服务评价", _ratings),
    ("诉求办理", _appeals),
    ("问题整改", _mended),
    ("数据报送", _timely_reports),
    ("未失分指标", _full_marks),
)
