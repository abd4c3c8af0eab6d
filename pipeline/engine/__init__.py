"""Engines (计算引擎): on what the questions of scoring are answered, and where many units' documents are made.

``accepted``  accepted records read where they lie (``[records] accepted``)
``parts``     the parts of a table by which its daily sums are kept
``rollups``   daily sums of accepted records, kept so that a province is scored again in seconds
``spark``     an Apache Spark cluster (``[engine] name = "spark"``), imported only when it is asked for

A question is the same text for every engine (`pipeline.records.asking`), so nobody's marks depend on the engine.
"""

from __future__ import annotations

from pipeline.diagnostics import Diagnostic


class CannotRunError(Exception):
    """What is asked for cannot be had on this machine: nothing is wrong with anybody's data."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic
