"""Liquid and `${…}` outside of a string."""

from __future__ import annotations

from flowc.syntax.grammar import STRAY
from flowc.syntax.literals import unquoted
from flowc.syntax.reader import END
from flowc.syntax.recovery.stream import Repair, Stream, joined


def bare_template(stream: Stream) -> Repair | None:
    """`{{widgets.menu.Digits}}` or `${name}` without quotes: read as a text."""
    first, second = stream.peek(), stream.peek(1)
    if second.type != "LEFT_BRACE" or second.leading or not stream.fits("UNQUOTED"):
        return None
    if first.type != "LEFT_BRACE" and (first.type != STRAY or first.text != "$"):
        return None
    depth = distance = int(first.type == "LEFT_BRACE")
    while True:
        kind = stream.peek(distance).type
        if kind in ("NEWLINE", END):
            return None
        if distance:
            depth += (kind == "LEFT_BRACE") - (kind == "RIGHT_BRACE")
            if not depth:
                break
        distance += 1
    whole = joined("UNQUOTED", stream.ahead(0, distance + 1))
    return Repair(unquoted(stream.source, whole), distance + 1, (whole,))
