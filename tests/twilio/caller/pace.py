"""How long things take that people do and hear."""

from __future__ import annotations

import attrs


@attrs.frozen
class Pace:
    """Seconds for a spoken word, a played file, a key and a ring; the figures matter only for the order of things."""

    word: float = 0.4
    file: float = 4.0
    key: float = 0.5
    ring: float = 1.0

    def speech(self, text: str) -> float:
        """How long a text is spoken."""
        return round(self.word * max(len(text.split()), 1), 3)
