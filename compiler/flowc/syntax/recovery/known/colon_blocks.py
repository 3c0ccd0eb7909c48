"""A block made of a colon and indentation, as in Python and YAML."""

from __future__ import annotations

from flowc.syntax.findings import error, place_of
from flowc.syntax.reader import END
from flowc.syntax.recovery.stream import (
    BRACKETS,
    CLOSING_BRACKETS,
    COMMENTS,
    GAPS,
    Repair,
    Stream,
    added,
    retyped,
    width,
)

# More levels are no habit, but a text that is something else.
_DEEPEST = 8


def colon_and_indentation(stream: Stream) -> Repair | None:
    """`on call:` above deeper lines: the colon is read as `{`, and a `}` is added where they end."""
    colon = stream.peek()
    if colon.type != "COLON" or stream.brackets or len(stream.blocks) >= _DEEPEST:
        return None
    if stream.peek(stream.next_to(COMMENTS, 1)).type != "NEWLINE" or not stream.fits("LEFT_BRACE"):
        return None
    first = stream.next_to(GAPS, 1)
    indentation = stream.indentation
    begins_line = stream.peek(first - 1).type == "NEWLINE" and stream.peek(first).type != END
    if not begins_line or width(stream.peek(first)) <= indentation:
        return None
    if stream.at_statement and not _is_assignment(stream, first):
        return None  # a label
    end = _end_of_block(stream, first, indentation)
    problem = error(
        "FLW001",
        "a block begins with a `:`",
        place_of(stream.source, colon),
        label="expected `{`",
        help="a block stands between `{` and `}`; its indentation means nothing",
    )
    inside = stream.ahead(1, end)
    closing = added("RIGHT_BRACE", inside[-1].end)
    return Repair(problem, end, (retyped(colon, "LEFT_BRACE"), *inside, closing))


def _is_assignment(stream: Stream, distance: int) -> bool:
    return stream.peek(distance + 1).type in ("COLON", "EQUALS")


def _end_of_block(stream: Stream, first: int, indentation: int) -> int:
    """How far ahead the last token of the block stands, and one more."""
    distance, last, braces, brackets = first, first, 0, 0
    while stream.peek(distance).type != END:
        token = stream.peek(distance)
        braces += (token.type == "LEFT_BRACE") - (token.type == "RIGHT_BRACE")
        brackets += (token.type in BRACKETS) - (token.type in CLOSING_BRACKETS)
        if braces < 0:
            break
        if token.type not in GAPS:
            begins_line = stream.peek(distance - 1).type == "NEWLINE" and not (braces or brackets)
            if begins_line and width(token) <= indentation:
                break
            last = distance
        distance += 1
    return last + 1
