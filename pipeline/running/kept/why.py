"""Why (缘由): for each document, why it was made again or could stay, in words for the person who runs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.running.kept.record import Grounds, Record

_NAMED = 5
"""At most so many files or clauses are named one by one."""

_MADE_WITH = {
    "template": "模板有变",
    "pages": "版式模板（templates/page/）有变",
    "fonts": "字体有变",
    "program": "程序（或系统的排版库）有变",
    "painter": "版式引擎有变",
    "profile": "核对依据（地方规范、--layout）有变",
}


def why(now: Record, before: Record | None, is_new: Mapping[str, bool], differing: Mapping[str, int]) -> Iterator[str]:
    """Say of each document that this run made or took from what is kept, in the order of their names.

    Args:
        now: this run's record.
        before: that of the run before, if it is known.
        is_new: the documents of this run, and whether they were made anew.
        differing: by unit, how many records of its evidence differ from those of the set that stood.
    """
    causes = list(_causes(now.grounds, before.grounds)) if before else []
    for name, new in sorted(is_new.items()):
        was = before.trails.get(name) if before else None
        unit = name.partition("/")[0]
        reasons = _reasons(now.trails[name], was, causes, differing.get(unit, 0))
        yield f"{name}　{_said(reasons, known=was is not None, new=new)}"


def nothing_changed(record: Record) -> Iterator[str]:
    """Say the same when there was nothing to do at all."""
    return (f"{name}　{_KEPT}" for name in sorted(record.trails))


_KEPT = "沿用：内容、模板、字体、程序都没有变"


def _said(reasons: list[str], *, known: bool, new: bool) -> str:
    if not new:
        return f"沿用留存的成品：与以前做过的完全相同（{'；'.join(reasons)}）" if known and reasons else _KEPT
    if not known:
        return "新做：没有以前的底账（第一次做，或 .pingyi 已清理）"
    return f"重做：{'；'.join(reasons) or '留存的成品已清理或损坏'}"


def _reasons(now: Mapping[str, str], was: Mapping[str, str] | None, causes: list[str], differing: int) -> list[str]:
    """Give what differs between what a document is made of and what it was made of."""
    if was is None:
        return []
    painted = now["painter"] != was.get("painter")  # with another painter go other page templates
    asked = ((part, words) for part, words in _MADE_WITH.items() if not (painted and part == "pages"))
    found = [words for part, words in asked if now[part] != was.get(part)]
    said = [f"评分依据有 {differing} 条记录不同"] if differing else []
    if now["content"] != was.get("content"):
        found.append(f"内容有变（{'；'.join([*causes, *said]) or '所替代的前一版不同'}）")
    elif now["enclosed"] != was.get("enclosed"):
        found.append(f"随附的评分依据有变（{'；'.join([*causes, *said]) or '工作簿的写法有变'}）")
    return found


def _causes(now: Grounds, was: Grounds) -> Iterator[str]:
    """Give what differs in what the whole set rests on."""
    changed = [_file(name, now, was) for name in _differing(now.inputs, was.inputs)]
    if changed:
        yield f"原始记录{_listed(changed)}"
    clauses = _differing(now.clauses, was.clauses)
    if clauses:
        yield f"评价标准的{_listed([_clause(name, now, was) for name in clauses])}"
    files = [name for name in _differing(now.reference, was.reference) if not _said_by(name, clauses)]
    if files:
        yield f"参考表{_listed([f'{name}有变' for name in files])}"
    if now.asked != was.asked:
        yield "运行的参数不同"


def _file(name: str, now: Grounds, was: Grounds) -> str:
    if name not in was.inputs:
        return f"{name}（新增，{now.rows.get(name, 0)} 行）"
    if name not in now.inputs:
        return f"{name}（已移走，原 {was.rows.get(name, 0)} 行）"
    return f"{name}（改动，原 {was.rows.get(name, 0)} 行，现 {now.rows.get(name, 0)} 行）"


def _clause(name: str, now: Grounds, was: Grounds) -> str:
    file, _, code = name.rpartition(" ")
    what = "改动" if name in now.clauses and name in was.clauses else "新增" if name in now.clauses else "删去"
    return f"{code}（{file}，{what}）"


def _said_by(file: str, clauses: list[str]) -> bool:
    return any(name.startswith(f"{file} ") for name in clauses)


def _differing(now: Mapping[str, str], was: Mapping[str, str]) -> list[str]:
    return [name for name in sorted({*now, *was}) if now.get(name) != was.get(name)]


def _listed(names: list[str]) -> str:
    more = f"等 {len(names)} 处" if len(names) > _NAMED else ""
    return f"{'、'.join(names[:_NAMED])}{more}"
