"""版记 on a page: which lines are its words, which strokes its rules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.check import gb9704
from pipeline.check.measured import MM, Box, Line, Page, Stroke, is_red, spans
from pipeline.check.recognise.wording import COPIED, IMPRINT, level_of


def imprint_words(flow: Sequence[Line], page: Page) -> list[Line]:
    """Give the lines with 抄送 or 印发 that stand at the foot, or between rules of their own further up."""
    said = (line for line in flow if IMPRINT.search(line.text))
    placed = (line for line in said if line.top > page.height / 2 or _is_ruled(line, page))
    return [line for line in placed if not _runs_on(line, flow, page)]


def _runs_on(line: Line, flow: Sequence[Line], page: Page) -> bool:
    """Tell whether a line is one of a paragraph's or a heading: words of a record may come to stand at its edge."""
    if level_of(line.text.strip()):
        return True
    at = flow.index(line)
    above, below = flow[max(at - 1, 0) : at], flow[at + 1 : at + 2]
    pairs = [(one, line) for one in above] + [(line, one) for one in below if not COPIED.match(line.text)]
    return any(_is_broken(first, second, flow, page) for first, second in pairs)


def _is_broken(first: Line, second: Line, flow: Sequence[Line], page: Page) -> bool:
    """Tell whether a paragraph goes on from a full line to one that begins at the left edge, with no rule between."""
    word = second.size * MM
    left, right = min(line.x0 for line in flow), max(line.x1 for line in flow)
    if abs(first.size - second.size) > gb9704.GOES_ON or second.baseline - first.baseline > gb9704.PITCHES * word:
        return False
    ruled = any(
        s.is_horizontal and s.width > gb9704.RULE_ACROSS and first.baseline < s.y < second.baseline
        for s in page.strokes
    )
    return not ruled and right - first.x1 < gb9704.SHORT * word and second.x0 - left < word


def imprint_rules(page: Page, words: Sequence[Line], tables: Sequence[Box]) -> tuple[Stroke, ...]:
    """版记's lines: long, lying, not red, outside tables, around the lines with 抄送 or 印发."""
    if not words:
        return ()
    long = [
        s
        for s in page.strokes
        if s.is_horizontal
        and s.width > gb9704.RULE_ACROSS
        and not is_red(s.colour)
        and not any(_inside(s, box) for box in tables)
    ]
    near = (
        s for s in long if words[0].baseline - gb9704.IMPRINT_ABOVE < s.y < words[-1].baseline + gb9704.IMPRINT_BELOW
    )
    return tuple(sorted(near, key=lambda s: s.y))


def _is_ruled(line: Line, page: Page) -> bool:
    """Tell whether 抄送 or 印发 stands at a rule across the page: 版记 that was not brought down to the foot."""
    if not re.search(rf"^{COPIED.pattern}|印发\s*$", line.text):
        return False
    across = (s for s in page.strokes if s.is_horizontal and s.width > gb9704.RULE_ACROSS and not is_red(s.colour))
    return any(abs(s.y - line.baseline) < gb9704.IMPRINT_NEAR for s in across)


def _inside(stroke: Stroke, box: Box) -> bool:
    return spans(box.y0, stroke.y, box.y1)
