"""The forecast spares layouts, and a wrong one does no harm."""

from __future__ import annotations

import pytest

from pipeline.render.pdf import painter
from pipeline.render.pdf.forecast import Flow, Forecaster
from pipeline.render.pdf.glyphs import Glyphs
from pipeline.render.pdf.painter import Painter
from pipeline.render.pdf.printing import print_pdf


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


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_one_layout_is_enough_for_a_report_with_attachments(
    rounds, make_report, two_attachments, fonts, page_templates, layouts
):
    Painter(Glyphs(fonts), page_templates).paint(make_report(rounds=rounds, attachments=two_attachments))
    assert len(layouts) == 1
    assert layouts[0].cuts


def test_a_wrong_forecast_is_mended_by_another_layout(
    make_report, two_attachments, fonts, page_templates, layouts, monkeypatch
):
    report = make_report(rounds=1, attachments=two_attachments)
    right, _ = print_pdf(report, fonts, page_templates)
    monkeypatch.setattr(Forecaster, "flow", lambda *_: Flow(0.0, page=1, cuts={"a1-1": frozenset({3})}))
    mended, faults = print_pdf(report, fonts, page_templates)
    assert len(layouts) == 3
    assert mended == right
    assert {fault.code for fault in faults} == {"FNT-RARE"}


def test_layouts_come_to_an_end_whatever_they_teach(make_report, fonts, page_templates, layouts, monkeypatch):
    monkeypatch.setattr(
        painter, "learned", lambda painted, _: painter.replace(painted.decisions, scale=1.0 + len(layouts))
    )
    Painter(Glyphs(fonts), page_templates).paint(make_report(rounds=1))
    assert len(layouts) == painter.PASSES + 1
