"""Gather Input On Call: keys or speech."""

from __future__ import annotations

from typing import ClassVar

import attrs

from runtime.run import Run
from runtime.step import Parameters, Speaks


@attrs.frozen(kw_only=True)
class GatherInputOnCall(Speaks):
    """Asks, and takes keys or speech. A caller who hangs up here ends the run: Studio has no exit for it."""

    speech: ClassVar[tuple[str, ...]] = ("say",)

    def answered(self, run: Run, parameters: Parameters) -> str:
        """`keypress` for keys, else `speech` for words, else `timeout`; every parameter is an output."""
        run.replace(self.name, parameters)
        if parameters.get("Digits"):
            return "keypress"
        return "speech" if parameters.get("SpeechResult") else "timeout"
