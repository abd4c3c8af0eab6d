"""The rule of sampling, against hashlib by hand and against every order of the records (scoring.md, Sampling)."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.organization import Unit
from pipeline.model.sampling import Case, SampleKind, default_seed, fingerprint, quota, sampling_key, stratum

INSIDE = Unit("330301", "市区管理部", hall="中心内")
OUTSIDE = Unit("330302", "鹿城管理部", hall="中心外")
UNTOLD = Unit("330303", "龙湾管理部")

numbers = st.lists(st.text(min_size=1, max_size=12), max_size=40, unique=True)


def cases(names):
    return [Case(name) for name in names]


def test_the_worked_example_comes_out_as_by_hand():
    """Keys by ``printf '2018-330302-callback|LC-1' | sha256sum`` and so on; LC-1 is f384…, LC-3 f242…"""
    drawn = stratum("2018-06", cases(["LC-1", "LC-2", "LC-3", "LC-4"]), 2, "2018-330302-callback")
    assert [(one.case.number, one.key[:16]) for one in drawn.drawn] == [
        ("LC-2", "584ef7d9c1722606"),
        ("LC-4", "90a5f267d1420f44"),
    ]
    assert drawn.fingerprint == "27a07656db0e92d84268da75bdb4918f3b86aaddf64bde253223992c3cd8f6b3"
    assert drawn.size == 4


def test_a_key_is_sha_256_of_seed_bar_number_in_utf_8():
    assert sampling_key("种子", "LC-1") == hashlib.sha256("种子|LC-1".encode()).hexdigest()


def test_the_seed_names_year_unit_and_kind():
    assert default_seed(2018, OUTSIDE, SampleKind.CASE_FILES) == "2018-330302-casefile"


@pytest.mark.parametrize(
    ("kind", "size", "unit", "expected"),
    [
        (SampleKind.MESSAGES, 350, INSIDE, 350),
        (SampleKind.MESSAGES, 0, INSIDE, 0),
        (SampleKind.MESSAGES, 99, OUTSIDE, 99),
        (SampleKind.MESSAGES, 199, OUTSIDE, 199),
        (SampleKind.MESSAGES, 200, OUTSIDE, 100),
        (SampleKind.MESSAGES, 201, OUTSIDE, 100),
        (SampleKind.MESSAGES, 200, UNTOLD, 100),
        (SampleKind.CALLBACKS, 4000, INSIDE, 10),
        (SampleKind.CALLBACKS, 3, OUTSIDE, 10),
        (SampleKind.CASE_FILES, 900, OUTSIDE, 1),
    ],
)
def test_quotas_are_those_of_the_plan(kind, size, unit, expected):
    assert quota(kind, size, unit) == expected


@given(numbers, st.integers(0, 50), st.text(max_size=20), st.randoms())
def test_the_order_of_the_records_does_not_matter(names, wanted, seed, shuffler):
    shuffled = names.copy()
    shuffler.shuffle(shuffled)
    assert stratum("", cases(names), wanted, seed) == stratum("", cases(shuffled), wanted, seed)


@given(numbers, st.integers(0, 50), st.text(max_size=20))
def test_a_sample_is_the_smallest_keys_of_its_population(names, wanted, seed):
    drawn = stratum("", cases(names), wanted, seed).drawn
    chosen = {one.case.number for one in drawn}
    assert len(drawn) == len(chosen) == min(wanted, len(names))
    assert chosen <= set(names)
    keys = {name: hashlib.sha256(f"{seed}|{name}".encode()).hexdigest() for name in names}
    left = [keys[name] for name in names if name not in chosen]
    assert [one.key for one in drawn] == sorted(keys[name] for name in chosen)
    assert not left or not drawn or max(one.key for one in drawn) <= min(left)


@given(numbers, st.integers(0, 20), st.text(max_size=20))
def test_a_smaller_quota_gives_the_beginning_of_a_larger_one(names, wanted, seed):
    fewer, more = (stratum("", cases(names), count, seed).drawn for count in (wanted, wanted + 5))
    assert more[: len(fewer)] == fewer


@given(numbers)
def test_a_fingerprint_is_of_the_sorted_numbers_joined_by_line_ends(names):
    expected = hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()
    assert fingerprint(reversed(names)) == expected


def test_populations_that_differ_in_one_number_have_different_fingerprints():
    assert fingerprint(["A", "B"]) != fingerprint(["A", "C"])


def test_what_the_population_lacks_is_the_shortfall():
    assert stratum("", cases("ABCDEFGH"), 10, "s").shortfall == 2
    assert stratum("", cases("ABCDEFGHIJK"), 10, "s").shortfall == 0
