"""Zones (区): which lines of a page are its number, a table, the 版记, and which are running text."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.check import gb9704
from pipeline.check.measured import MM, Box, Line, Page, Stroke, is_red, lines_of, pieces_of, spans
from pipeline.check.pdf.imprint import imprint_rules, imprint_words
from pipeline.check.profile import Profile
from pipeline.check.subject import Grid, PageNumber

NUMBER_LINE = re.compile(r"[—–\-－―─一]*\s*(第?\s*\d+\s*页?(?:\s*[/／共]\s*\d+\s*页?)?)\s*[—–\-－―─一]*")


@dataclass(frozen=True)
class Zones:
    """A page's lines by what they are."""

    page: Page
    flow: tuple[Line, ...]
    tables: tuple[Box, ...]
    cells: tuple[Line, ...]
    imprint: tuple[Line, ...]
    imprint_lines: tuple[Stroke, ...]
    red_lines: tuple[Stroke, ...]
    number: PageNumber | None


def zones_of(page: Page, profile: Profile) -> Zones:
    """Part a page."""
    number = _number(page, profile)
    tables = tuple(_tables(page))
    lines = tuple(line for line in page.lines if number is None or line is not number.line)
    inside = [line for line in lines if any(box.holds(line) for box in tables)]
    flow = [line for line in lines if line not in inside]
    words = imprint_words(flow, page)
    imprint_lines = imprint_rules(page, words, tables)
    begins = min([line.y for line in imprint_lines] + [line.top for line in words], default=page.height)
    imprint = [line for line in flow if line.baseline > begins]
    return Zones(
        page=page,
        flow=tuple(line for line in flow if line not in imprint),
        tables=tables,
        cells=tuple(cell for line in inside for cell in _cells(line, page)),
        imprint=tuple(imprint),
        imprint_lines=imprint_lines,
        red_lines=tuple(
            s for s in page.strokes if s.is_horizontal and s.width > gb9704.RULE_ACROSS and is_red(s.colour)
        ),
        number=number,
    )


def grid_of(zones: Sequence[Zones], profile: Profile) -> Grid | None:
    """Find the 版心 and the pitch that the running text keeps to; None when nothing is written.

    What too little running text cannot tell is taken from the profile: then there is nothing to blame.
    """
    upright = [zone for zone in zones if not zone.page.turned]
    if not any(zone.flow or zone.cells for zone in zones):
        return None
    size = _body_size(zones, profile)
    pitches = [gap for zone in upright for gap in _gaps(zone, size)]
    body = {
        zone.page.number: [line for line in zone.flow if abs(line.size - size) < gb9704.TEXT_ALIKE] for zone in upright
    }
    sides = [[line for number, lines in body.items() for line in lines if number % 2 == odd] for odd in (1, 0)]
    odd, even = (_edges(side, profile, _width(sides, profile)) for side in sides)
    others = [zone for zone in upright if not zone.page.number % 2]
    even = even or _ruled(others, profile)
    tops = sorted(zone.flow[0].top for zone in upright[1:] if _begins_with_text(zone, size))
    left, right = odd or even or (profile.binding.value, profile.right)
    turned = {zone.page.number: _turned_edges(zone.page, profile) for zone in zones if zone.page.turned}
    return Grid(
        left=left,
        right=right,
        top=tops[(len(tops) - 1) // 2] if tops else 0.0,
        pitch=median(pitches) if len(pitches) >= gb9704.ENOUGH_LINES else profile.pitch.value * MM,
        size=size,
        even=even or _margin_kept(others, profile),
        turned=turned,
    )


def _turned_edges(page: Page, profile: Profile) -> tuple[float, float]:
    """On a turned page the 天头 lies to the right and 版心's height runs across (clause 8)."""
    right = page.width - profile.top.value
    return right - profile.type_height.value, right


def _ruled(zones: Sequence[Zones], profile: Profile) -> tuple[float, float] | None:
    """Give the edges of the 版记's lines, where a page holds nothing else and they begin at a margin."""
    edges = ((line.x0, line.x1) for zone in zones for line in zone.imprint_lines)
    return next((both for both in edges if _is_margin(both[0], profile)), None)


def _margin_kept(zones: Sequence[Zones], profile: Profile) -> tuple[float, float] | None:
    """Give the edges that smaller text or a table keeps to, where that is one of the two margins."""
    tables = (
        (box.x0, box.x1)
        for zone in zones
        for box in zone.tables
        if box.x1 - box.x0 > gb9704.LONG_LINE * profile.type_width.value
    )
    edges = _edges([line for zone in zones for line in zone.flow], profile, profile.type_width.value) or next(
        tables, None
    )
    return edges if edges and _is_margin(edges[0], profile) else None


def _is_margin(left: float, profile: Profile) -> bool:
    margins = (profile.binding.value, profile.mirrored)
    return min(abs(left - margin) for margin in margins) <= profile.binding.tolerance


def _begins_with_text(zone: Zones, size: float) -> bool:
    """Tell whether a page's first line is running text, with nothing above it."""
    if not zone.flow or abs(zone.flow[0].size - size) > gb9704.TEXT_ALIKE:
        return False
    return not any(box.y0 < zone.flow[0].top for box in (*zone.tables, *zone.page.pictures))


def _body_size(zones: Sequence[Zones], profile: Profile) -> float:
    """The size of most running text; notes around tables are not running text."""
    weights: dict[float, int] = {}
    for line in (line for zone in zones for line in zone.flow):
        weights[line.size] = weights.get(line.size, 0) + len(line.glyphs)
    size = max(weights, key=lambda key: weights[key], default=profile.body_size.value)
    in_tables = sum(len(cell.glyphs) for zone in zones for cell in zone.cells)
    is_aside = abs(size - profile.body_size.value) > gb9704.ALIKE and weights.get(size, 0) < in_tables
    return profile.body_size.value if is_aside else size


def _width(sides: Sequence[Sequence[Line]], profile: Profile) -> float:
    """Give the width between the edges of the pages that have long lines enough to show both; else the 版心's."""
    standard = profile.type_width.value
    shown = (_edges(side, profile, standard) for side in sides if len(_long(side, profile)) >= gb9704.ENOUGH_LINES)
    return next((right - left for left, right in filter(None, shown)), standard)


def _long(lines: Sequence[Line], profile: Profile) -> list[Line]:
    return [line for line in lines if line.width > gb9704.LONG_LINE * profile.type_width.value]


def _edges(lines: Sequence[Line], profile: Profile, width: float) -> tuple[float, float] | None:
    """Give the left edge that several lines share, and the right edge that long lines share.

    A page may hold nothing but indented lines, or none that is long: then the text's width tells.
    """
    if not lines:
        return None
    if not _long(lines, profile):
        return _kept(lines, profile)
    lefts = sorted(round(line.left_edge(profile.binding.value), 1) for line in lines)
    left = lefts[len(lefts) // 20]
    if not _is_margin(left, profile):
        step = gb9704.PARAGRAPH_INDENT.value * profile.character
        left -= step * _is_margin(left - step, profile)
    right = left + width
    long = sorted(line.right_edge(right) for line in _long(lines, profile))
    return left, long[len(long) * 2 // 3] if len(long) >= gb9704.ENOUGH_LINES else right


def _kept(lines: Sequence[Line], profile: Profile) -> tuple[float, float] | None:
    """Give the edges that lines keep to of which none is full: a closing alone begins where its names make it begin."""
    offsets: dict[float, list[float]] = {}
    for margin in (profile.binding.value, profile.mirrored):
        for start in (margin, margin + gb9704.PARAGRAPH_INDENT.value * profile.character):
            found = (line.left_edge(start) - start for line in lines)
            offsets.setdefault(margin, []).extend(gap for gap in found if abs(gap) <= profile.binding.tolerance)
    margin = max(offsets, key=lambda one: len(offsets[one]))
    if not offsets[margin]:
        return None
    left = margin + median(offsets[margin])
    return left, left + profile.type_width.value


def _gaps(zone: Zones, size: float) -> Iterator[float]:
    """Give the distances between the baselines of neighbouring body lines."""
    for first, second in zip(zone.flow, zone.flow[1:], strict=False):
        gap = second.baseline - first.baseline
        if (
            abs(first.size - size) < gb9704.TEXT_ALIKE
            and abs(second.size - size) < gb9704.TEXT_ALIKE
            and gap < gb9704.LEADING * size * MM
        ):
            yield gap


def _number(page: Page, profile: Profile) -> PageNumber | None:
    """The line with the page's number: at the foot, on the sheet as it is bound."""
    height = page.width if page.turned else page.height
    begins = min(profile.bottom - profile.type_height.tolerance, height - gb9704.NUMBER_WITHIN)
    foot = [line for line in page.upright_lines if line.top > begins]
    for line in reversed(foot):
        if NUMBER_LINE.fullmatch(line.text.strip()):
            return PageNumber(page.number, line)
    if page.turned:
        astray = next((line for line in reversed(page.lines) if NUMBER_LINE.fullmatch(line.text.strip())), None)
        if astray and astray.top > page.height - gb9704.ASTRAY_WITHIN:
            return PageNumber(page.number, astray)
    return None


def _tables(page: Page) -> Iterator[Box]:
    """Tables with vertical rules: regions, from top to bottom, where such rules follow one another.

    A rule that nothing meets bounds no cell: it marks a change beside the table.
    """
    standing = (s for s in page.strokes if not s.is_horizontal and s.y1 - s.y0 > gb9704.UPRIGHT_LEAST)
    uprights = sorted((s for s in standing if _is_met(s, page)), key=lambda s: s.y0)
    group: list[Stroke] = []
    for stroke in uprights:
        if group and stroke.y0 > max(s.y1 for s in group) + gb9704.MEETING:
            yield from _table(group, page)
            group = []
        group.append(stroke)
    yield from _table(group, page)


def _is_met(upright: Stroke, page: Page) -> bool:
    """Tell whether a lying rule touches a standing one."""
    lying = (s for s in page.strokes if s.is_horizontal and spans(upright.y0, s.y, upright.y1))
    return any(spans(s.x0, upright.x0, s.x1) for s in lying)


def _table(uprights: Sequence[Stroke], page: Page) -> Iterator[Box]:
    if not uprights:
        return
    top, bottom = min(s.y0 for s in uprights), max(s.y1 for s in uprights)
    level = [s for s in page.strokes if s.is_horizontal and spans(top, s.y, bottom)]
    if len({round(s.x0) for s in uprights}) < 2 or not level:
        return
    every = (*uprights, *level)
    yield Box(min(s.x0 for s in every), max(s.x1 for s in every), top, bottom)


def _cells(line: Line, page: Page) -> Iterator[Line]:
    """Cut a table's line at its vertical rules, and where there is a wide gap."""
    walls = sorted({round(s.x0, 1) for s in page.strokes if not s.is_horizontal and spans(s.y0, line.baseline, s.y1)})
    edges = [-math.inf, *walls, math.inf]
    for left, right in itertools.pairwise(edges):
        inside = [g for g in line.glyphs if left <= (g.x0 + g.x1) / 2 < right]
        for cell in lines_of(inside, line.page):
            yield from pieces_of(cell, gb9704.CELL_GAP)
