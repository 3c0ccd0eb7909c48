"""`else` on its own line, below the `}` of the `if` that it belongs behind."""

from __future__ import annotations

from flowc.diagnostics import Fix
from flowc.source import Span
from flowc.syntax.findings import error, place_of
from flowc.syntax.recovery.stream import GAPS, Repair, Stream, absorbed

# A case of a `split` may be called `else` and stand on a line of its own; what follows an `if` may not.
_TAKES_ELSE = "if"


def lonely_else(stream: Stream) -> Repair | None:
    """`}`, line ends, `else`: the `else` is read as if it stood behind the `}`."""
    if stream.last() != "RIGHT_BRACE" or stream.peek().type not in GAPS:
        return None
    if stream.head is None or stream.head.text != _TAKES_ELSE:
        return None
    distance = stream.next_to(GAPS)
    keyword = stream.peek(distance)
    if keyword.type != "ELSE":
        return None
    gap = stream.ahead(0, distance)
    joined = (absorbed(gap, keyword),)
    brace = stream.behind[-1]
    if not brace.text:  # that the `}` is missing has been said
        return Repair(None, distance + 1, joined)
    only_line_ends = all(token.type == "NEWLINE" for token in gap)
    between = Span(stream.source, brace.start, keyword.end)
    problem = error(
        "FLW001",
        "an `else` stands on its own line",
        place_of(stream.source, keyword),
        label="expected behind the `}`",
        help="write `} else` on one line",
        fixes=(Fix("write `} else` on one line", between, "} else"),) if only_line_ends else (),
    )
    return Repair(problem, distance + 1, joined)
