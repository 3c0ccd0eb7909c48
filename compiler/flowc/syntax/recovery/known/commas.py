"""Commas and backslashes where a line ends, and commas between the options of a block."""

from __future__ import annotations

from flowc.diagnostics import Diagnostic, Fix
from flowc.source import Span
from flowc.syntax.findings import error, place_of
from flowc.syntax.grammar import STRAY
from flowc.syntax.recovery.stream import GAPS, STATEMENT_ENDS, Repair, Stream, absorbed, retyped, width


def comma_at_line_end(stream: Stream) -> Repair | None:
    """`,` with nothing behind it: left out, together with the line end where the next line is indented deeper."""
    comma, after = stream.peek(), stream.peek(1)
    if comma.type != "COMMA" or stream.brackets or after.type not in STATEMENT_ENDS | {"LEFT_BRACE", "ARROW"}:
        return None
    place = place_of(stream.source, comma)
    distance = stream.next_to(GAPS, 1)
    below = stream.peek(distance)
    goes_on = (
        after.type in GAPS
        and stream.peek(distance - 1).type == "NEWLINE"
        and width(below) > stream.indentation
        and stream.fits("COMMA", below.type)
    )
    if goes_on:
        problem = None if _is_continued(stream) else _goes_on(place)
        return Repair(problem, distance + 1, (comma, absorbed(stream.ahead(1, distance), below)))
    problem = error(
        "FLW001",
        "a `,` with nothing behind it",
        place,
        label="expected one more value",
        help="remove it",
        fixes=(Fix("remove it", place, ""),),
    )
    return Repair(problem, 2, (absorbed([comma], after),))


def _goes_on(place: Span) -> Diagnostic:
    return error(
        "FLW001",
        "a statement goes on below its line",
        place,
        label="the statement ends with this line",
        help="write it on one line, or its options into a block: `record on { channels = dual }`",
    )


def _is_continued(stream: Stream) -> bool:
    """Whether this line was joined to the one above already, which has been said."""
    index = len(stream.behind) - 1
    while index >= 0 and stream.behind[index].type != "NEWLINE":
        if "\n" in stream.behind[index].leading or "\r" in stream.behind[index].leading:
            return True
        index -= 1
    return False


def comma_between_options(stream: Stream) -> Repair | None:
    """`{ a = 1, b = 2 }`: the comma is read as `;`."""
    comma = stream.peek()
    if comma.type != "COMMA" or stream.fits("COMMA") or not stream.fits("SEMICOLON", *stream.kinds(3)[1:]):
        return None
    if stream.peek(2).type not in ("EQUALS", "ARROW"):
        return None
    place = place_of(stream.source, comma)
    problem = error(
        "FLW001",
        "a `,` between the lines of a block",
        place,
        label="expected `;`",
        help="options stand on lines of their own, or with `;` between them: `{ voice = alice; loop = 2 }`",
        fixes=(Fix("write `;`", place, ";"),),
    )
    return Repair(problem, 1, (retyped(comma, "SEMICOLON"),))


def backslash_at_line_end(stream: Stream) -> Repair | None:
    """A backslash before a line end, as in a shell: the lines are joined."""
    sign, line_end = stream.peek(), stream.peek(1)
    if sign.type != STRAY or sign.text != "\\" or line_end.type != "NEWLINE":
        return None
    problem = error(
        "FLW009",
        "a backslash joins no lines here",
        place_of(stream.source, sign),
        label="the statement ends with this line",
        help="write it on one line, or its options into a block: `record on { channels = dual }`",
    )
    below = stream.peek(2)
    if below.type in STATEMENT_ENDS or not stream.fits(below.type):
        return Repair(problem, 2, (absorbed([sign], line_end),))
    return Repair(problem, 3, (absorbed([sign, line_end], below),))
