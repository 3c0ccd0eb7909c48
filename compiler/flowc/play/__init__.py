"""Plays a compiled definition as Studio runs it; the contact and the outside world are asked for by questions."""

from flowc.play.clock import ManualClock
from flowc.play.definition import Definition, read_definition
from flowc.play.run import Run, Start

__all__ = ["Definition", "ManualClock", "Run", "Start", "read_definition"]
