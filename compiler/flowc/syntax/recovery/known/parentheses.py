"""Parentheses around the arguments of a verb: `say("Hello")`, `if (menu.Digits equal_to 1) {`."""

from __future__ import annotations

from flowc.syntax.findings import error, place_of
from flowc.syntax.recovery.stream import BEFORE_STATEMENT, BRACKETS, CLOSING_BRACKETS, GAPS, Repair, Stream, absorbed


def parentheses_behind_verb(stream: Stream) -> Repair | None:
    """`(` behind the first word of a statement: left out, together with its `)`."""
    opening = stream.peek()
    is_behind_verb = stream.head is not None and stream.behind[-1] is stream.head
    if opening.type != "LEFT_PAREN" or not is_behind_verb or stream.last(2) not in BEFORE_STATEMENT | {"COLON"}:
        return None
    distance = _closing(stream)
    if distance is None:
        return None
    verb = stream.behind[-1].text
    problem = error(
        "FLW001",
        f"parentheses behind `{verb}`",
        place_of(stream.source, opening),
        label="not wanted here",
        help='arguments stand behind the verb as they are, for example `say "Hello" loop=2`',
    )
    closing, after = stream.peek(distance), stream.peek(distance + 1)
    if distance == 1:
        return Repair(problem, 3, (absorbed([opening, closing], after),))
    first, *others = stream.ahead(1, distance)
    return Repair(problem, distance + 2, (absorbed([opening], first), *others, absorbed([closing], after)))


def _closing(stream: Stream) -> int | None:
    """How far ahead the `)` stands, if it stands on the same line."""
    depth, distance = 1, 0
    while depth:
        distance += 1
        kind = stream.peek(distance).type
        if kind in GAPS or kind == "$END":
            return None
        depth += (kind in BRACKETS) - (kind in CLOSING_BRACKETS)
    return distance
