"""A draft of a source for an export that nobody knows: right table, honest confidence, and TOML that can be read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.ingest.cells import SheetCells, read_sheets
from pipeline.ingest.draft import SURE, draft_toml
from pipeline.ingest.files import InputFile
from pipeline.ingest.source import STANDARD_FORMS, Source
from pipeline.ingest.source_file import read_source
from pipeline.ingest.suggest import Suggestion, suggest
from pipeline.records.schema import TABLE
from tests.ingest.exports import SOURCES

SAMPLES = Path(__file__).parent / "samples"
BY_NAME = {source.name: source for source in SOURCES}
FOREIGN = sorted(path for path in SAMPLES.iterdir() if path.stem in BY_NAME and not BY_NAME[path.stem].is_standard_form)


def cells_of(name: str, content: bytes) -> SheetCells:
    read = read_sheets(InputFile(Path(name), name, content, ""))
    return max((one for one in read if isinstance(one, SheetCells)), key=lambda one: one.height)


def csv(*lines: str) -> SheetCells:
    return cells_of("x.csv", "\n".join(lines).encode())


def suggested(cells: SheetCells) -> Suggestion:
    found = suggest(cells, SOURCES)
    assert found is not None
    return found


def others(path: Path) -> list[Source]:
    return [source for source in SOURCES if source.name != path.stem]


def test_most_exports_are_told_for_what_they_are_without_the_source_that_was_written_for_them() -> None:
    found = {path: suggest(cells_of(path.name, path.read_bytes()), others(path), called=path.stem) for path in FOREIGN}
    wrong = [path.name for path, draft in found.items() if not draft or draft.table.name != BY_NAME[path.stem].table]
    assert len(wrong) <= 0.25 * len(FOREIGN), wrong


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.name)
def test_a_match_that_is_called_sure_is_right(path: Path) -> None:
    own = BY_NAME[path.stem]
    found = suggest(cells_of(path.name, path.read_bytes()), others(path), (own.schema,))
    assert found is not None
    meant = {header: name for name, headers in own.headers for header in headers}
    sure = [match for match in found.matches if match.confidence >= SURE]
    assert [m.header for m in sure if meant.get(m.header, m.field.name) != m.field.name] == []
    assert found.matches


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.name)
def test_a_draft_is_a_source_file_as_soon_as_what_is_missing_is_filled_in(path: Path) -> None:
    found = suggested(cells_of(path.name, path.read_bytes()))
    draft = draft_toml(found, path.stem)
    assert tomllib.loads(draft)["table"] == found.table.name
    for field in found.missing:
        value = field.choices[0] if field.choices else "某"
        draft = draft.replace(f'# {field.name} = ""', f'{field.name} = "{value}"')
    source, wrong = read_source("x.toml", draft.encode(), STANDARD_FORMS)
    assert wrong == []
    assert source is not None


def test_codes_that_are_seen_are_listed_and_unknown_ones_are_left_to_the_clerk() -> None:
    found = suggested(
        csv(
            "流水号,测评单位,评价等次,评价日期",
            "a-1,甲,5,2018-06-01",
            "a-2,甲,9,2018-06-01",
            "a-3,甲,非常满意的,2018-06-02",
        )
    )
    draft = draft_toml(found, "问卷")
    assert '# "9" = ""' in draft
    assert '"非常满意的" = "非常满意"' in draft
    assert '"5" = "非常满意"' in draft  # whether 5 is the best or the worst is for the clerk to see


def test_a_value_that_looks_personal_is_never_quoted() -> None:
    rows = (f"a-{at},甲,139{at:08d},2018-06-01" for at in range(10_000_000, 10_000_003))
    draft = draft_toml(suggested(csv("评价编号,单位,评价等级,评价时间", *rows)), "问卷")
    assert "13910000001" not in draft
    assert "个人信息" in draft


def test_a_header_in_whose_place_somebodys_data_stands_is_never_quoted() -> None:
    draft = draft_toml(
        suggested(csv("评价编号,单位,评价等级,评价时间13912345678,王小明,备用", "1,甲,5,2018-06-01,,")), "问卷"
    )
    assert [word for word in ("13912345678", "王小明") if word in draft] == []
    assert '# rated_at = ["评价时间139****5678"]' in draft
    assert 'ignored = ["备用"]' in draft
    assert "# 另有 1 列" in draft
    assert tomllib.loads(draft)["headers"].keys() == {"rating_id", "unit", "level"}


def test_what_is_like_nothing_gets_no_draft() -> None:
    assert suggest(csv("alpha,beta", "1,2"), SOURCES) is None


def test_a_header_that_would_break_the_toml_is_written_so_that_it_does_not() -> None:
    found = suggested(csv('"评价""编号\\",单位,评价时间', "1,甲,2018-06-01"))
    assert tomllib.loads(draft_toml(found, 'a"b\\c'))["title"] == 'a"b\\c'


TICKETS = "工单编号,承办单位,受理时间,标题,"


def tickets(header: str, *values: str) -> SheetCells:
    """A sheet of tickets with one column more, one ticket for each of its values."""
    return csv(f"{TICKETS}{header}", *(f"GD-{at},鹿城,2018-06-05,等候,{value}" for at, value in enumerate(values)))


def of_field(found: Suggestion, name: str) -> tuple[str, dict[str, str]] | None:
    """The header that was taken for a field, and the codes that the draft writes for it."""
    header = next((match.header for match in found.matches if match.field.name == name), None)
    written = tomllib.loads(draft_toml(found, "x")).get("codes", {}).get(name, {})
    return (header, written) if header else None


@pytest.mark.parametrize(
    ("header", "values", "field", "codes"),
    [
        ("是否匿名", ("是", "否"), "named", {"是": "否", "否": "是"}),
        ("匿名", ("1", "0"), "named", {"1": "否", "0": "是"}),
        ("匿名标志", ("Y", "N"), "named", {"Y": "否", "N": "是"}),
        (
            "是否匿名",
            ("匿名", "实名"),
            "named",
            {"匿名": "否", "实名": "是"},
        ),  # a word that says its side is not turned
        ("Anonymous", ("true", "false"), "named", {"true": "否", "false": "是"}),
        ("是否不属实", ("是", "否"), "verified", {"是": "否", "否": "是"}),
        ("是否纳入考核", ("是", "否"), "excluded", {"是": "否", "否": "是"}),
        ("是否署名", ("是", "否"), "named", {}),
        ("是否实名", ("是", "否"), "named", {}),
    ],
)
def test_a_header_that_asks_the_opposite_has_its_codes_turned(
    header: str, values: tuple[str, ...], field: str, codes: dict[str, str]
) -> None:
    found = suggested(tickets(header, *values))
    assert of_field(found, field) == (header, codes)
    (match,) = (one for one in found.matches if one.field.name == field)
    assert bool(codes) == (match.confidence < SURE)
    assert bool(codes) == ("已对调" in match.why)


@pytest.mark.parametrize("values", [("张三", "李四"), ("是", "因保密不便透露")])
def test_an_opposite_whose_answers_are_not_understood_is_not_matched(values: tuple[str, ...]) -> None:
    assert of_field(suggested(tickets("是否匿名", *values)), "named") is None


OWN = Source("自有", "", "tickets", (("reply", ("status",)), ("ticket_id", ("编号",)), ("title", ("处理方式",))))


def test_an_offices_own_source_does_not_outweigh_what_the_cells_are_like() -> None:
    rows = (f"{at},DOT,2018-06-05,Pothole,Closed,The pothole was repaired on day {at}" for at in range(9))
    cells = csv("SR Number,Department,Created Date,Subject,Status,ResolutionDescription", *rows)
    found = suggest(cells, (*SOURCES, OWN))
    assert found is not None
    assert of_field(found, "reply") == ("ResolutionDescription", {})
    assert "Status" in found.unused


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("归口", ("公积金鹿城", "龙湾管理部", "公积金鹿城"), "unit"),
        ("打给谁", ("13900000001", "13900000002", "13900000003"), "mobile"),
        ("票号", ("A-0001", "A-0002", "A-0003"), "rating_id"),
        ("票号", ("A-0001", "A-0001", "A-0003"), None),  # not one for each row: not the number of a rating
        ("序号", ("A-0001", "A-0002", "A-0003"), None),
        ("感受", ("非常满意", "满意", "不满意"), "level"),
        ("总体打分情况如何", ("5", "1", "9"), "level"),
        ("排队人数", ("5", "1", "9"), None),
        ("何时", ("2018-06-01", "2018-06-02", "2018-06-03"), "rated_at"),
    ],
)
def test_a_column_may_be_known_by_its_cells(header: str, values: tuple[str, ...], field: str | None) -> None:
    cells = csv(f"评价渠道,{header}", *(f"短信,{value}" for value in values))
    found = suggest(cells, SOURCES, (TABLE["ratings"],), units=("公积金鹿城", "龙湾管理部"))
    assert found is not None
    matched = {match.header: match for match in found.matches if match.header == header}
    assert [match.field.name for match in matched.values()] == ([field] if field else [])
    assert all(match.confidence < SURE for match in matched.values())


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("不太满意", "不满意"),
        ("不是很满意", ""),  # it holds 满意 and says the contrary
        ("很不满意", "非常不满意"),
        ("满意（首次）", "满意"),
        ("说不清", "未评价"),
        ("满意或基本满意", ""),
    ],
)
def test_a_level_in_other_words_is_understood_or_left_to_the_clerk(raw: str, meant: str) -> None:
    cells = csv("评价编号,单位,评价等级,评价时间", f"a-1,甲,{raw},2018-06-01", "a-2,甲,满意,2018-06-01")
    found = suggested(cells)
    codes = dict(found.codes)["level"]
    assert [code.meant for code in codes if code.raw == raw] == [meant]


BOSTON = Path(__file__).parent / "foreign/boston-311-2015.csv"


def test_an_export_of_another_city_is_told_by_the_words_it_uses() -> None:
    draft = draft_toml(suggested(cells_of("x.csv", BOSTON.read_bytes())), "x")
    assert 'table = "tickets"' in draft
    assert 'dates = "月日年"' in draft
    for line in ('ticket_id = ["CASE_ENQUIRY_ID"]', 'received_at = ["OPEN_DT"]', 'due_at = ["TARGET_DT"]'):
        assert line in draft


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (("06/05/2018", "06/25/2018"), 'dates = "月日年"'),
        (("05/06/2018", "25/06/2018"), 'dates = "日月年"'),
        (("05/06/2018", "06/06/2018"), '# dates = ""'),
        (("2018-06-05", "2018-06-25"), ""),
    ],
)
def test_the_order_of_dates_is_suggested_or_asked_for(days: tuple[str, str], line: str) -> None:
    rows = (f"GD-{day},鹿城,{day} 9:03,等候" for day in days)
    draft = draft_toml(suggested(csv("工单编号,承办单位,受理时间,标题", *rows)), "x")
    found = [one for one in draft.splitlines() if "dates" in one]
    assert [one.partition("  #")[0] for one in found] == ([line] if line else [])
