"""Arrows as other languages draw them, and the dashes of their lists."""

from __future__ import annotations

from flowc.diagnostics import Fix
from flowc.syntax.findings import error, place_of
from flowc.syntax.grammar import STRAY
from flowc.syntax.recovery.stream import BEFORE_STATEMENT, Repair, Stream, absorbed, joined

_PAIRS = {("EQUALS", ">"), (STRAY, ">"), (STRAY, "->")}
_SINGLE = frozenset("→⇒➔➜⟶")


def foreign_arrow(stream: Stream) -> Repair | None:
    """`=>`, `-->`, `- >` or `→`: read as `->`."""
    first, second = stream.peek(), stream.peek(1)
    count = 0
    if first.type == STRAY and first.text in _SINGLE:
        count = 1
    elif first.text in ("=", "-") and (first.type, second.text) in _PAIRS and second.type in (STRAY, "ARROW"):
        count = 2
    if not count or not stream.fits("ARROW"):
        return None
    arrow = joined("ARROW", stream.ahead(0, count))
    place = place_of(stream.source, arrow)
    problem = error(
        "FLW001",
        f"`{arrow.text}` is no arrow",
        place,
        label="expected `->`",
        help="write `->`, for example `failed -> sorry`",
        fixes=(Fix("write `->`", place, "->"),),
    )
    return Repair(problem, count, (arrow,))


def dash_before_statement(stream: Stream) -> Repair | None:
    """`- say "Hello"`, as in a list of YAML: the dash is left out."""
    dash = stream.peek()
    if dash.type != STRAY or dash.text != "-" or stream.last() not in BEFORE_STATEMENT or not stream.peek(1).leading:
        return None
    problem = error(
        "FLW009",
        "a `-` before a statement",
        place_of(stream.source, dash),
        label="means nothing here",
        help='a statement begins with its verb, for example `say "Hello"`',
    )
    return Repair(problem, 2, (absorbed([dash], stream.peek(1)),))
