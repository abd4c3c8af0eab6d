"""The sample year (模拟数据): seeded exports of an office that does not exist in this form.

``python -m pipeline.sample --out DIR`` writes a whole ``inputs`` folder: reference workbooks and
``records/<period>/`` as an office's systems would export them. No record is of a real person.

Reading order: `year` (what happens to a unit, month by month) → one module per subject (`cases`,
`ratings`, `findings`, `grades`, `tickets`, `ledgers`: frames in the contract's field names) →
`exports` (how each system words and dates them) → `writing` (the files).
"""
