"""Compose (成文): scorecards, ledgers and 发文要素 become a document's words, tables and figures."""
