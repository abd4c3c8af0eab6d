"""Pingyi 评议: from raw service records to official documents that can be signed.

The stages, in order; each is a package of this name, and none imports another::

    inputs ─▶ ingest ─▶ validate ─▶ score ─▶ compose ─▶ render ─▶ check ─▶ outputs
              读取       校验        评分      成文        成品       核对

=============  =========================================================================
``ingest``     reads exports into columnar records, each row with file, sheet and row
``validate``   checks records against organization, standards and calendar; changes nothing
``score``      turns accepted records and a standard into a scorecard per unit
``ledgers``    turns accepted records into the ledgers that documents tell of
``draw``       draws whom to ask from accepted cases, and draws a list again to check it
``compose``    turns scorecards and ledgers into a document's words, tables and figures
``render``     fills the Word template, reads it back, prints it as PDF; writes workbooks
``check``      re-reads the finished files and measures them
=============  =========================================================================

Below them: ``model`` (what the numbers and documents are; no I/O), ``records`` (the tables and
their store), ``diagnostics`` (what is said to the person who owns the data), ``reference``
(organization, work plan and standards workbooks), ``fonts``, ``resources``, ``pdffile`` (reading
a finished PDF), ``seen`` (files known again without opening them), ``storing`` (writing the store's files).

Beside them: ``proof`` matches the numbers of finished files with what they came from; ``engine`` answers what scoring
asks: daily sums, accepted records where they lie, a Spark cluster.
Above them: ``run`` strings the stages together in one function; ``running`` is what it is made of (what is asked, the
gate, one unit's files, the crew that makes many, the manifest, what is ``kept``); ``undertakings`` are the other things
that are done: the program and its attachments, a rule change, units compared, proof. ``cli`` reads the clock, prints
and exits.
"""

from __future__ import annotations

__version__ = "0.1.0"
