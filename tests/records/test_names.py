from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.records.everyone import Everyone
from pipeline.records.masking import mask_text
from pipeline.records.names import is_word, names_in
from pipeline.records.people import people_of
from tests.validate.offices import Month, values

HERE = Path(__file__).parent / "names"
RECALL = 0.95
"""So many of the names in ``with.txt`` must be found by their shape alone: no list of names, no cue beside them."""


def sentences(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


NAMED = [(re.sub(r"[\[\]]", "", line), re.findall(r"\[([^\]]+)\]", line)) for line in sentences("with.txt")]


def is_hidden(text: str, name: str) -> bool:
    """Tell whether nothing of a name stays but its surname."""
    start = text.find(name)
    covered = {place for first, last in names_in(text) for place in range(first, last)}
    return covered.issuperset(range(start + 1, start + len(name)))


def test_nearly_all_names_are_found_without_a_cue() -> None:
    names = [(text, name) for text, found in NAMED for name in found]
    missed = [(text, name) for text, name in names if not is_hidden(text, name)]
    assert len(NAMED) >= 150
    assert 1 - len(missed) / len(names) >= RECALL, missed


def test_words_that_begin_like_a_name_stay() -> None:
    plain = sentences("without.txt")
    assert len(plain) >= 150
    assert {text: mask_text(text) for text in plain if mask_text(text) != text} == {}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("窗口的戴明杰说话很冲", "窗口的戴*说话很冲"),
        ("戴明杰态度恶劣", "戴*态度恶劣"),
        ("感谢陈晓燕的耐心解答", "感谢陈*的耐心解答"),
        ("工号005的李某", "工号005的李*"),
        ("请夏红琴同我联系", "请夏*同我联系"),  # the segmenter takes 请 for a part of the name
        ("李霞薇帮我复印", "李*帮我复印"),  # and 薇 for another word
        ("欧阳立辉接待", "欧阳*接待"),
        ("该职工为刘叶晓伟", "该职工为刘*"),  # the surnames of both parents
        ("买买提·艾力来办理", "买*来办理"),
        ("王某某投诉，陈XX也投诉", "王*投诉，陈*也投诉"),
        ("康宁医院、华峰集团", "康宁医院、华峰集团"),
    ],
)
def test_a_bare_name_is_masked(text: str, masked: str) -> None:
    assert mask_text(text) == masked


def test_who_is_known_is_masked_in_every_row() -> None:
    everyone = Everyone(["林则徐", "高兴", "黄龙", "江南皮革厂", "阿依·古丽", "江", ""])
    text = "与林则徐在黄龙争执，很高兴，阿依·古丽在江南皮革厂"
    assert mask_text(text, everyone=everyone) == "与林*在黄龙争执，很高兴，阿*在江南皮革厂"


def test_a_name_that_looks_like_no_name_is_masked_when_it_is_known() -> None:
    assert names_in("问万世国代办") == ()
    assert mask_text("问万世国代办", everyone=Everyone(["万世国"])) == "问万*代办"


def test_the_longest_known_name_is_taken() -> None:
    assert list(Everyone(["李明", "李明月"]).named_in("李明月")) == [(0, 3)]


def test_the_dictionary_is_loaded_only_for_a_text_that_may_name_somebody() -> None:
    program = (
        "import sys; from pipeline.records.masking import mask_text; mask_text('服务很好，13800578000'); "
        "assert 'rjieba' not in sys.modules; mask_text('感谢陈晓燕'); assert 'rjieba' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_long_text_is_read_whole() -> None:
    text = "排队时间太长。" * 4_000 + "戴明杰态度恶劣"
    assert mask_text(text).endswith("戴*态度恶劣")


def test_a_word_is_told_from_what_is_none() -> None:
    assert is_word("高效")
    assert not is_word("戴明杰")


def test_who_is_named_in_one_row_is_masked_in_every_other_and_where_a_name_of_a_thing_stands() -> None:
    month = Month()
    month.fill("cases", {"case_id": "L1", "applicant": "万世国", "window": "问万世国的窗口"})
    month.fill("ratings", {"rating_id": "P1", "comment": "问万世国代办"}, file="b.xlsx")
    month.validated()
    people = people_of(month.records, "330302")
    assert people.masked("问万世国代办") == "问万*代办"
    assert values(month.records, "cases", '"window"') == [("问万*的窗口",)]
