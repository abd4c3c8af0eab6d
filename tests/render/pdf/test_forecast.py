"""The forecast spares layouts, and a wrong one does no harm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.document import Attachment, Row, Table
from pipeline.render.pdf import painter
from pipeline.render.pdf.forecast import Flow, Forecaster
from pipeline.render.pdf.glyphs import Glyphs
from pipeline.render.pdf.painter import Painter
from pipeline.render.pdf.setting import Memory
from tests.render.pdf.conftest import cell, head_row


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


@pytest.mark.parametrize("before", [12, 13, 14])
def test_a_group_begins_where_its_label_has_room(before, make_report, painter_now, layouts):
    lone = [Row((cell(0, f"{n}"), cell(1, "事项"))) for n in range(before)]
    label = cell(0, "第三阶段：深入开展自查自纠、及时整改存在问题并回访服务对象", rows=3)
    group = [Row((label, cell(1, "事项"))), Row((cell(1, "事项"),)), Row((cell(1, "事项"),))]
    table = Table((20, 136), (head_row("阶段", "内容"), *lone, *group, *lone, *group))
    painter_now.paint(make_report(rounds=0, attachments=[Attachment((table,))]))
    assert len(layouts) == 1


@pytest.mark.parametrize("rows", [10, 22, 30])
def test_a_brief_is_shrunk_no_further_than_step_by_step(rows, make_brief, painter_now, layouts, monkeypatch):
    quick = painter_now.paint(make_brief(rows))
    count = len(layouts)
    monkeypatch.setattr(Forecaster, "least", lambda *_: 0.0)
    slow = painter_now.paint(make_brief(rows))
    assert quick.decisions == slow.decisions
    assert quick.identifier == slow.identifier
    assert count <= len(layouts) - count


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
