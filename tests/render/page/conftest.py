"""A page with 30,000 ratings behind it, and a real browser to open it in."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from pipeline.compose.page import score_page
from pipeline.fonts import FontSet, fontconfig_file
from pipeline.model.material import Material
from pipeline.model.period import Period
from pipeline.model.standard import Standards
from pipeline.render.page import render_page
from pipeline.resources import shared_root
from pipeline.score import evidence, reasoning, score
from tests.compose.scenes import SCENES
from tests.score.building import LUCHENG, plan_standard, store

TEMPLATES = shared_root() / "templates"
MONTHS = ("2018-03", "2018-04", "2018-05", "2018-06")
RATINGS = 30_000
LEVELS, WEIGHTS = ("非常满意", "满意", "基本满意", "不满意", "非常不满意", "未评价"), (60, 20, 6, 2, 1, 11)
FILES = ("月报.docx", "评分依据.xlsx")


def _ratings() -> Iterator[dict[str, Any]]:
    dice = random.Random(2018)
    for number in range(RATINGS):
        month = MONTHS[number * len(MONTHS) // RATINGS]
        yield {
            "level": dice.choices(LEVELS, WEIGHTS)[0],
            "channel": dice.choice(("窗口评价器", "短信")),
            "rated_at": f"{month}-{number % 28 + 1:02} 10:00:00",
            "file": f"inputs/records/{month}/评价明细_{month}.csv",
            "sheet": "",
            "row": number % (RATINGS // len(MONTHS)) + 2,
            "comment": "经办人很耐心，电话13812345678" if number % 5_000 == 0 else None,
        }


@pytest.fixture(scope="session")
def material() -> Material:
    """Ratings by the ten thousand, deductions beyond the cap, one pending, grades; parts of it not evaluated."""
    records = store(
        ratings=_ratings(),
        findings=[
            {"clause": "1.2.1-1", "count": 2, "description": "<script>alert('未进驻')</script> & “窗口”"},
            {"clause": "1.2.1-2", "count": 4, "found_on": "2018-05-08", "description": "市民王伟（13812345678）反映"},
            {"clause": "1.2.1-3", "verified": "核查中", "description": "正在核查"},
        ],
        grades=[{"indicator": "1.1.6", "period": "2018Q2", "score": 88, "scale": 100, "object": "AJ-7"}],
    )
    standards = Standards((plan_standard(),))
    cards = tuple(score(records, standards, Period.parse(month), [LUCHENG])[0][0] for month in MONTHS)
    return replace(
        SCENES["多"]().material(),
        scorecard=cards[-1],
        previous=cards[-2],
        series=cards,
        evidence=evidence(records, cards[-1], standards),
        reasoning=reasoning(cards[-1], standards),
    )


@pytest.fixture(scope="session")
def html(material: Material) -> bytes:
    page = score_page(material, FILES)
    written, faults = render_page(page, page.charts, TEMPLATES)
    assert faults == []
    return written


@pytest.fixture(scope="session")
def page_file(html: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("outputs") / "index.html"
    path.write_bytes(html)
    return path


@pytest.fixture(scope="module")
def browser(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Chromium without a window, told to keep quiet, with the fonts of the checkout; its requests are logged."""
    home = tmp_path_factory.mktemp("chromium")
    (home / "fonts.conf").write_text(fontconfig_file(fonts), encoding="utf-8")
    options = webdriver.ChromeOptions()
    options.binary_location = _program("chromium")
    for flag in (*_QUIET, f"--user-data-dir={home / 'profile'}", "--window-size=1280,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    surroundings = {"PATH": "/usr/bin:/bin", "HOME": str(home), "FONTCONFIG_FILE": str(home / "fonts.conf")}
    driver = webdriver.Chrome(options, Service(_program("chromedriver"), env=surroundings))
    yield driver
    driver.quit()


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is missing: scripts/install-system test"
    return found


_QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
)  # fmt: skip
