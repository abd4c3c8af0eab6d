"""What is imported late, or not at all: an import that nobody uses is time that somebody waits for."""

from __future__ import annotations

import sys


class _Unwanted:
    """A finder that does not find pandas."""

    def find_spec(self, name: str, *_: object) -> None:
        """Say that there is no pandas; of other modules nothing is said, and the next finder is asked."""
        if name == "pandas":
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)


def leave_out_pandas() -> None:
    """Let a process do without pandas, for good.

    At its first array pyarrow imports pandas if it is installed, in case the array is a Series; none is here, and a
    third of a second is saved. Only for a process that is ours alone.
    """
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, _Unwanted())
