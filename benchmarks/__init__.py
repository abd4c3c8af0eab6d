"""Measured against peers in the same run: ``make bench`` writes ``benchmarks/results.md``."""
