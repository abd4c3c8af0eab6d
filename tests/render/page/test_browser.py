"""The page in a real browser: it reads as the scorecard says, opens by keyboard, and reaches nothing outside itself."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from pipeline.model.marks import format_full, format_mark
from pipeline.model.material import Material

pytestmark = pytest.mark.xdist_group("page")
"""One worker takes them all: what they look at is made once."""


@pytest.fixture
def page(browser: Chrome, page_file: Path) -> Chrome:
    browser.get("about:blank")
    for log in ("performance", "browser"):  # what the browser's own first page wanted
        browser.get_log(log)
    browser.get(page_file.as_uri())
    return browser


def press(page: Chrome, *keys: str) -> None:
    ActionChains(page).send_keys(*keys).perform()


def focused(page: Chrome) -> str:
    said: str = page.execute_script("return document.activeElement.innerText")
    return said


def is_open(page: Chrome, code: str) -> bool:
    return page.find_element(By.ID, f"i-{code}").get_attribute("open") is not None


def test_every_mark_reads_as_the_scorecard_says(page, material: Material):
    summaries = page.find_elements(By.CSS_SELECTOR, "details.indicator > summary")
    read = [[part.text for part in one.find_elements(By.XPATH, "./span")] for one in summaries]
    assert [(line[0].split()[0], line[1].split()[-1], line[2].split()[-1]) for line in read] == [
        (mark.indicator.code, format_mark(mark.to_date.mark), format_full(mark.indicator.full))
        for mark in material.scorecard.marks
    ]
    figures = [one.text for one in page.find_elements(By.CSS_SELECTOR, ".headline dd")]
    assert figures[0] == format_mark(material.scorecard.total.mark)
    assert figures[3] == f"{material.scorecard.rate}%"


def test_it_opens_without_a_fault_and_asks_for_nothing_but_itself(page, page_file):
    asked = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    urls = {one["params"]["request"]["url"] for one in asked if one["method"] == "Network.requestWillBeSent"}
    assert urls == {page_file.as_uri()}
    assert page.get_log("browser") == []


class Door(BaseHTTPRequestHandler):
    """Counts who knocks."""

    knocks: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.knocks.append(self.path)
        self.send_response(204)
        self.end_headers()

    do_POST = do_GET  # noqa: N815 - the server's own name for it

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def door() -> Iterator[tuple[str, list[str]]]:
    """A server of our own on this machine, and the list of what was asked of it."""
    Door.knocks = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", Door.knocks
        server.shutdown()
        thread.join()


SMUGGLED = {
    "an image": "const i = new Image(); i.onerror = () => done('refused'); i.onload = () => done('came'); i.src = url",
    "a fetch": "fetch(url, {mode: 'no-cors'}).then(() => done('came'), () => done('refused'))",
    "a beacon": "addEventListener('securitypolicyviolation', () => done('refused')); navigator.sendBeacon(url, 'x')",
    "a script": "const s = document.createElement('script'); s.onerror = () => done('refused');"
    " s.onload = () => done('came'); s.src = url; document.head.append(s)",
    "a style": "const s = document.createElement('link'); s.rel = 'stylesheet'; s.onerror = () => done('refused');"
    " s.onload = () => done('came'); s.href = url; document.head.append(s)",
    "a frame": "addEventListener('securitypolicyviolation', () => done('refused'));"
    " const f = document.createElement('iframe'); f.src = url; document.body.append(f)",
    "a form": "addEventListener('securitypolicyviolation', () => done('refused'));"
    " const f = document.createElement('form'); f.action = url; document.body.append(f); f.submit()",
}


@pytest.mark.parametrize("way", SMUGGLED)
def test_even_a_smuggled_script_could_send_nothing_out(way, page, door):
    address, knocks = door
    page.set_script_timeout(10)
    script = f"const [url, done] = arguments; {SMUGGLED[way]}"
    assert page.execute_async_script(script, f"{address}/x") == "refused"
    assert knocks == []


def test_the_door_does_open_to_a_page_without_a_policy(browser, door, tmp_path):
    """Or the test above would prove nothing."""
    (tmp_path / "open.html").write_text("<!DOCTYPE html><title>x</title>", encoding="utf-8")
    browser.get((tmp_path / "open.html").as_uri())
    address, knocks = door
    script = f"const [url, done] = arguments; {SMUGGLED['an image']}"
    assert browser.execute_async_script(script, f"{address}/x") in ("came", "refused")
    assert knocks == ["/x"]


def test_the_keyboard_reaches_every_figure_and_opens_it(page):
    press(page, Keys.TAB)
    assert focused(page) == "跳到正文"
    press(page, Keys.ENTER)
    for _ in range(60):
        press(page, Keys.TAB)
        if "1.2.1 " in focused(page):
            break
    assert not is_open(page, "1.2.1")
    press(page, Keys.ENTER)
    assert is_open(page, "1.2.1")
    press(page, Keys.TAB, Keys.SPACE)
    group = page.find_element(By.CSS_SELECTOR, "#i-1\\.2\\.1 details.group")
    assert group.get_attribute("open") is not None
    assert "2×1＝扣2分" in group.text
    assert "<script>alert('未进驻')</script> & “窗口”" in group.text
    press(page, Keys.SPACE)
    assert group.get_attribute("open") is None


def test_what_has_the_focus_is_seen_to_have_it(page):
    press(page, Keys.TAB, Keys.TAB)
    outline = "return getComputedStyle(document.activeElement).outline"
    assert "solid 3px" in page.execute_script(outline)


def test_a_figure_opens_down_to_clause_arithmetic_and_row(page):
    page.find_element(By.CSS_SELECTOR, "#i-1\\.2\\.1 > summary").click()
    page.find_element(By.CSS_SELECTOR, "#i-1\\.2\\.1 details.group > summary").click()
    said = page.find_element(By.ID, "i-1.2.1").text
    assert "1.2.1-1 未进驻窗口：每事项扣1分（2018-03-01起施行）" in said
    assert "应扣4分，封顶3分" in said
    assert "2018/样例.xlsx" in said
    assert "第2行" in said
    assert "核查中：核查中暂不扣分" in said


def test_many_ratings_open_down_to_their_rows(page):
    page.find_element(By.CSS_SELECTOR, "#i-1\\.1\\.2 > summary").click()
    page.find_element(By.CSS_SELECTOR, "#i-1\\.1\\.2 details.places > summary").click()
    cells = page.find_elements(By.CSS_SELECTOR, "#i-1\\.1\\.2 details.places[open] tbody tr:first-child > *")
    assert cells[0].text == "2018-03/评价明细_2018-03.csv"
    assert cells[3].text.startswith(("2–", "2、", "3", "4", "5"))


def test_a_link_to_a_loss_opens_it(page):
    link = page.find_element(By.CSS_SELECTOR, ".losses a")
    code = str(link.get_attribute("href")).rpartition("#i-")[2]
    assert not is_open(page, code)
    link.send_keys(Keys.ENTER)
    assert is_open(page, code)
    assert focused(page).startswith(code)


def test_all_opens_and_closes_at_once(page):
    every, closed = "#tree details", "#tree details:not([open])"
    opener, closer = page.find_elements(By.CSS_SELECTOR, ".tools button")
    opener.click()
    assert page.find_elements(By.CSS_SELECTOR, closed) == []
    closer.click()
    assert len(page.find_elements(By.CSS_SELECTOR, closed)) == len(page.find_elements(By.CSS_SELECTOR, every))


def test_without_scripts_it_reads_and_opens_as_well(page, page_file):
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.get(page_file.as_uri())
        assert not page.find_element(By.CSS_SELECTOR, ".tools").is_displayed()
        page.find_element(By.CSS_SELECTOR, "#i-1\\.2\\.1 > summary").click()
        assert "应扣4分" in page.find_element(By.ID, "i-1.2.1").text
    finally:
        page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_shows_what_was_closed_but_for_the_long_lists_of_rows(scripts, page, page_file):
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
    try:
        page.get(page_file.as_uri())
        printed = page.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    finally:
        page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    with pymupdf.open(stream=base64.b64decode(printed["data"])) as pdf:
        text = "".join("".join(sheet.get_text().split()) for sheet in pdf)
        assert (round(pdf[0].rect.width), round(pdf[0].rect.height)) == (595, 842)
        assert len(pdf) < 60
    assert "每事项扣1分" in text
    assert "应扣4分，封顶3分" in text
    assert "2×1＝扣2分" in text
    assert "（所在行见网页）" in text
    assert "全部展开" not in text


@pytest.mark.parametrize("width", [360, 500, 768, 1280])
def test_nothing_runs_out_of_the_window(width, page):
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    )
    try:
        page.execute_script("document.querySelectorAll('details').forEach(one => one.open = true)")
        overflow = page.execute_script("return document.documentElement.scrollWidth - innerWidth")
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert overflow <= 0


CONTRAST = """
const light = ([r, g, b]) => [r, g, b].map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
const parts = colour => colour.match(/[\\d.]+/g).map(Number);
const ground = one => { for (; one; one = one.parentElement) {
  const found = parts(getComputedStyle(one).backgroundColor); if (found.length < 4 || found[3] > 0) return found; }
  return [255, 255, 255]; };
const faint = [];
for (const one of document.querySelectorAll('body *')) {
  if (![...one.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || one.closest('svg, script, style')) continue;
  const [a, b] = [light(parts(getComputedStyle(one).color)), light(ground(one))].sort((x, y) => y - x);
  if ((a + 0.05) / (b + 0.05) < 4.5) faint.push(one.outerHTML.slice(0, 80));
}
return faint;
"""


def test_every_word_stands_out_from_its_ground(page):
    assert page.execute_script(CONTRAST) == []


def test_those_who_hear_the_page_are_told_as_much(page, material):
    page.execute_script("document.querySelectorAll('details').forEach(one => one.open = true)")
    nodes = page.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    heard = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in nodes if not n.get("ignored")]
    roles = {role for role, _ in heard}
    assert {"banner", "main", "navigation", "contentinfo", "heading", "table", "columnheader", "rowheader"} <= roles
    named = {"image", "img", "link", "button", "DisclosureTriangle", "region", "navigation"}
    assert [(role, name) for role, name in heard if role in named and not name] == []
    (bars, lines) = [name for role, name in heard if role in ("image", "img")]
    assert "累计得分率：3月" in lines
    assert "%" in bars
    mark = format_mark(material.scorecard.mark("1.1.2").to_date.mark)
    (told,) = [name for role, name in heard if role == "DisclosureTriangle" and name.startswith("1.1.2 ")]
    assert told.startswith(f"1.1.2 办件手机短信评价 得分 {mark} 分值 7 得分率 ")


def test_headings_go_down_step_by_step(page):
    levels = page.execute_script(
        "return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => Number(one.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.execute_script("return document.documentElement.lang") == "zh-CN"
