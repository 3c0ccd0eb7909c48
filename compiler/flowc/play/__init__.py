"""Plays a compiled definition as Studio runs it; the contact and the outside world are asked for by questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flowc.play.clock import ManualClock
    from flowc.play.definition import Definition, read_definition
    from flowc.play.run import Run
    from flowc.play.start import Start

__all__ = ["Definition", "ManualClock", "Run", "Start", "read_definition"]

_PLACES = {
    "ManualClock": "flowc.play.clock",
    "Definition": "flowc.play.definition",
    "read_definition": "flowc.play.definition",
    "Run": "flowc.play.run",
    "Start": "flowc.play.start",
}


def __getattr__(name: str) -> object:
    """What is offered here, imported when it is asked for: a check reads tests and plays none of them."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib  # noqa: PLC0415 - see above

    return getattr(importlib.import_module(_PLACES[name]), name)
