"""What vouches for numbers is told in the same order by every process."""

from __future__ import annotations

from decimal import Decimal

from pipeline.proof.vouchers import strings_in


def test_texts_come_in_an_order_that_no_hash_decides() -> None:
    numbers = tuple(Decimal(f"{number}.50") for number in range(30))
    expected = [text for number in range(30) for text in (f"{number}.50", f"{number}.5")]
    assert list(strings_in(numbers)) == expected
    assert list(strings_in(frozenset(expected))) == sorted(expected, key=repr)
