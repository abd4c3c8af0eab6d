"""The grid of 22 lines of 28 characters (5.2.3), measured in the finished file."""

from __future__ import annotations

from itertools import pairwise

import pytest

PITCH = 28.99 * 25.4 / 72
"""A line in millimetres."""
TOP, BOTTOM = 37, 297 - 35


def type_area(number: int) -> tuple[float, float]:
    """Give the 版心's left and right edges; margins are mirrored (5.2.1)."""
    return (28, 184) if number % 2 else (26, 182)


@pytest.fixture(scope="module")
def full_pages(printed_report):
    """Pages 2 to 5: nothing but body text."""
    return {number: printed_report.pages[number - 1][:-1] for number in range(2, 6)}


def test_every_full_page_holds_22_lines(full_pages):
    assert {number: len(lines) for number, lines in full_pages.items()} == dict.fromkeys(range(2, 6), 22)


def test_lines_stand_at_one_pitch_whatever_faces_are_in_them(full_pages):
    for lines in full_pages.values():
        assert all(b.baseline - a.baseline == pytest.approx(PITCH, abs=0.06) for a, b in pairwise(lines))
        assert lines[-1].baseline - lines[0].baseline == pytest.approx(21 * PITCH, abs=0.06)
    faces = frozenset().union(*(line.fonts for lines in full_pages.values() for line in lines))
    assert {"FandolFang-Regular", "FandolHei-Regular", "FandolKai-Regular", "NotoSerifCJKsc-Regular"} <= faces


def test_pages_begin_and_end_at_the_same_height(full_pages):
    assert len({lines[0].baseline for lines in full_pages.values()}) == 1
    assert len({lines[-1].baseline for lines in full_pages.values()}) == 1
    first, last = next(iter(full_pages.values()))[0], next(iter(full_pages.values()))[-1]
    assert first.baseline - TOP == pytest.approx(7.26, abs=0.1)
    assert BOTTOM - last.baseline == pytest.approx(2.97, abs=0.1)


def test_full_lines_end_within_half_a_point_of_the_edge(full_pages):
    for number, lines in full_pages.items():
        left, right = type_area(number)
        full = [a for a, b in pairwise(lines) if b.left < left + 5]
        assert len(full) > 12
        assert all(line.right == pytest.approx(right, abs=0.5 * 25.4 / 72) for line in full)
        assert all(min(abs(line.left - left), abs(line.left - left - 11.14)) < 0.1 for line in lines)


def test_a_line_of_chinese_alone_has_28_characters_give_or_take_one(full_pages):
    counts = [
        len(a.text)
        for number, lines in full_pages.items()
        for a, b in pairwise(lines)
        if b.left < type_area(number)[0] + 5
        and a.left < type_area(number)[0] + 5
        and not any(c.isascii() for c in a.text)
    ]
    assert set(counts) <= {26, 27, 28, 29}
    assert counts.count(28) > len(counts) / 2


def test_the_body_type_is_16_point(full_pages):
    assert {round(line.size, 1) for lines in full_pages.values() for line in lines} == {16}


def test_the_first_page_ends_on_the_grid_too(printed_report):
    assert printed_report.pages[0][-2].baseline == pytest.approx(printed_report.pages[1][21].baseline, abs=0.1)
