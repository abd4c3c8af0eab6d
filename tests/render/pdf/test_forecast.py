"""The forecast spares layouts, and a wrong one does no harm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.render.pdf import painter
from pipeline.render.pdf.forecast import Flow, Forecaster
from pipeline.render.pdf.glyphs import Glyphs
from pipeline.render.pdf.painter import Painter
from pipeline.render.pdf.setting import Memory


@pytest.fixture
def layouts(monkeypatch):
    """The decisions of every layout that is made."""
    made = []
    real = Painter._pass

    def counted(self, document, decisions):
        made.append(decisions)
        return real(self, document, decisions)

    monkeypatch.setattr(Painter, "_pass", counted)
    return made


@pytest.fixture
def painter_now(fonts, page_templates):
    return Painter(Memory(Glyphs(fonts)), page_templates)


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_one_layout_is_enough_for_a_report_with_attachments(rounds, make_report, two_attachments, painter_now, layouts):
    painter_now.paint(make_report(rounds=rounds, attachments=two_attachments))
    assert len(layouts) == 1
    assert layouts[0].cuts


def test_a_wrong_forecast_is_mended_by_another_layout(make_report, two_attachments, painter_now, layouts, monkeypatch):
    report = make_report(rounds=1, attachments=two_attachments[:1])
    right = painter_now.paint(report)
    monkeypatch.setattr(Forecaster, "flow", lambda *_: Flow(0.0, page=1, cuts={"a1-1": frozenset({3})}))
    mended = painter_now.paint(report)
    assert len(layouts) == 3
    assert mended.decisions == right.decisions
    assert mended.identifier == right.identifier


def test_layouts_come_to_an_end_whatever_they_teach(make_report, painter_now, layouts, monkeypatch):
    def restless(painted, *_):
        return replace(painted.decisions, scale=1.0 + len(layouts) / 1000)

    monkeypatch.setattr(painter, "learned", restless)
    painter_now.paint(make_report(rounds=1))
    assert len(layouts) == painter.PASSES + 1
