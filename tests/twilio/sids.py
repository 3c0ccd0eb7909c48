"""The names that Twilio gives to resources: two letters and 32 digits."""

from __future__ import annotations

import hashlib

import attrs


@attrs.define
class Sids:
    """Gives out names that are never the same, and always the same for the same seed."""

    seed: str
    _given: int = 0

    def new(self, prefix: str) -> str:
        """The next name with these two letters, such as `CA` for a call."""
        self._given += 1
        return prefix + hashlib.sha256(f"{self.seed} {self._given}".encode()).hexdigest()[:32]
