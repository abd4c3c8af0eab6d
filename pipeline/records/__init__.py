"""Records (原始记录) as columns: the declared tables, and the DuckDB store that holds them.

Shared by the stages from ingest to score; the contract is records.md.
"""
