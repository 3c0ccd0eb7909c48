"""A sign or a line end between a statement and its block: `on call: {`, `parameters = {`, `timeout -> {`."""

from __future__ import annotations

from flowc.diagnostics import Fix
from flowc.syntax.findings import error, place_of
from flowc.syntax.recovery.stream import GAPS, Repair, Stream, absorbed

_SIGNS = {
    "COLON": ("a `:` before a block", "a block begins with `{` alone, for example `on call {`"),
    "EQUALS": ("an `=` before a block", "a block begins with `{` alone, for example `parameters { order = 5 }`"),
    "ARROW": (
        "an arrow before a block",
        "write `timeout { … }` for a block, or `timeout -> menu` to go on elsewhere",
    ),
}


def sign_before_block(stream: Stream) -> Repair | None:
    """`:`, `=` or `->` before `{`: left out."""
    sign = stream.peek()
    if sign.type not in _SIGNS:
        return None
    distance = stream.next_to(GAPS, 1)
    opening = stream.peek(distance)
    if opening.type != "LEFT_BRACE" or not stream.fits("LEFT_BRACE"):
        return None
    message, advice = _SIGNS[sign.type]
    place = place_of(stream.source, sign)
    problem = error(
        "FLW001", message, place, label="not wanted here", help=advice, fixes=(Fix("remove it", place, ""),)
    )
    return Repair(problem, distance + 1, (absorbed(stream.ahead(0, distance), opening),))


def block_on_its_own_line(stream: Stream) -> Repair | None:
    """`{` below its statement: read as if it stood behind it."""
    if stream.peek().type not in GAPS or stream.head is None:
        return None
    distance = stream.next_to(GAPS)
    opening = stream.peek(distance)
    if opening.type != "LEFT_BRACE" or not stream.fits("LEFT_BRACE"):
        return None
    problem = error(
        "FLW001",
        "a block begins below its statement",
        place_of(stream.source, opening),
        label="expected at the end of the line above",
        help="write `{` on the line of its statement, for example `on call {`",
    )
    return Repair(problem, distance + 1, (absorbed(stream.ahead(0, distance), opening),))
