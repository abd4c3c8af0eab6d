"""Undertakings (专项任务): what is done besides a run: attachments, rule changes, units compared, proof."""

from __future__ import annotations
