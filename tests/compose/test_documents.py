"""Every kind of document for every shape of data, as text (beside, in golden/): read it aloud before committing it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.compose.brief import brief
from pipeline.compose.monthly import monthly_report
from tests.compose.listing import brief_text, report_text
from tests.compose.scenes import SCENES

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("scene", SCENES)
def test_the_monthly_report_reads_as_it_was_approved(scene: str, golden: Golden) -> None:
    report, faults = monthly_report(SCENES[scene]().material())
    said = "".join(f"\n{fault}" for fault in faults)
    golden(f"{report_text(report)}\n----{said}\n", f"月报-{scene}.txt")


@pytest.mark.parametrize("scene", SCENES)
def test_the_brief_reads_as_it_was_approved(scene: str, golden: Golden) -> None:
    page, faults = brief(SCENES[scene]().material())
    said = "".join(f"\n{fault}" for fault in faults)
    golden(f"{brief_text(page)}\n----{said}\n", f"摘要-{scene}.txt")
