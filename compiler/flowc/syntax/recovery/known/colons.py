"""Colons where a label has no statement behind it, or where an option wants `=`."""

from __future__ import annotations

from flowc.diagnostics import Fix
from flowc.syntax.findings import error, place_of
from flowc.syntax.recovery.stream import COMMENTS, GAPS, Repair, Stream, absorbed, retyped, width


def label_on_its_own_line(stream: Stream) -> Repair | None:
    """`greeting:` above its statement: read as if it stood before it."""
    if stream.peek().type != "COLON" or not stream.at_statement:
        return None
    if stream.peek(stream.next_to(COMMENTS, 1)).type != "NEWLINE":
        return None
    distance = stream.next_to(GAPS, 1)
    statement = stream.peek(distance)
    is_below = stream.peek(distance - 1).type == "NEWLINE" and width(statement) >= stream.indentation
    if not is_below or not stream.fits("COLON", statement.type):
        return None
    problem = error(
        "FLW001",
        "a label stands on its own line",
        place_of(stream.source, stream.behind[-1], stream.peek()),
        label="expected a statement behind it",
        help='write both on one line, for example `greeting: say "Hello"`',
    )
    return Repair(problem, distance + 1, (stream.peek(), absorbed(stream.ahead(1, distance), statement)))


def colon_for_equals(stream: Stream) -> Repair | None:
    """`timeout: 5s`, as in YAML and JSON: the colon is read as `=`."""
    colon, value = stream.peek(), stream.peek(1)
    if colon.type != "COLON" or stream.fits("COLON", value.type) or not stream.fits("EQUALS", value.type):
        return None
    place = place_of(stream.source, colon)
    problem = error(
        "FLW001",
        "an option with `:`",
        place,
        label="expected `=`",
        help="an option is `name = value`, for example `timeout = 5s`; `name:` is a label",
        fixes=(Fix("write `=`", place, " ="),),
    )
    return Repair(problem, 1, (retyped(colon, "EQUALS"),))
