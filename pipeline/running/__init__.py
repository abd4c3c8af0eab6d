"""Running (运行): what one run is made of: what is asked, what passed the gate, units made one by one, what is kept."""

from __future__ import annotations
