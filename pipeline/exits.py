"""How the command ends (records.md, exit codes)."""

from __future__ import annotations

CLEAN, DATA_ERRORS, CANNOT_RUN = 0, 1, 2
"""All is well, warnings allowed; errors in the user's data; cannot run."""
