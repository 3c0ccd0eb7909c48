"""An object of JSON where a block of options is wanted: `parameters: { "order": 5, "name": "x" }`."""

from __future__ import annotations

from flowc.syntax.findings import error, place_of
from flowc.syntax.nodes import Token
from flowc.syntax.reader import END
from flowc.syntax.recovery.stream import GAPS, Repair, Stream, absorbed, retyped

_SIGNS = frozenset({"COLON", "EQUALS"})


def json_members(stream: Stream) -> Repair | None:
    """`{ "key": value, … }`: its colons are read as `=` and its commas as `;`."""
    if stream.peek().type not in _SIGNS | {"LEFT_BRACE"}:
        return None
    skipped = stream.next_to(GAPS, 1) if stream.peek().type in _SIGNS else 0
    opening = stream.peek(skipped)
    if opening.type != "LEFT_BRACE" or not stream.fits("LEFT_BRACE"):
        return None
    key = stream.next_to(GAPS, skipped + 1)
    if stream.peek(key).type != "STRING" or stream.peek(key + 1).type != "COLON":
        return None
    end = _end(stream, skipped)
    problem = error(
        "FLW001",
        "an object of JSON in the place of a block",
        place_of(stream.source, stream.peek(key), stream.peek(key + 1)),
        label="expected `=` behind the name",
        help='options are `name = value`, with `;` or line ends between them: `parameters { order = 5; name = "x" }`',
    )
    inside = _members(stream.ahead(skipped + 1, end))
    return Repair(problem, end, (absorbed(stream.ahead(0, skipped), opening), *inside))


def _end(stream: Stream, distance: int) -> int:
    """How far ahead the `}` of a block stands."""
    depth = 0
    while stream.peek(distance).type != END:
        kind = stream.peek(distance).type
        depth += (kind == "LEFT_BRACE") - (kind == "RIGHT_BRACE")
        if not depth:
            break
        distance += 1
    return distance


def _members(tokens: list[Token]) -> list[Token]:
    """The members of an object, and of the objects within it, as lines of a block."""
    found: list[Token] = []
    brackets = 0
    for token in tokens:
        brackets += (token.type in ("LEFT_BRACKET", "LEFT_PAREN")) - (token.type in ("RIGHT_BRACKET", "RIGHT_PAREN"))
        if brackets:
            found.append(token)
        elif token.type == "LEFT_BRACE" and found and found[-1].type == "EQUALS":
            found.append(absorbed([found.pop()], token))
        elif token.type == "COLON":
            found.append(retyped(token, "EQUALS"))
        elif token.type == "COMMA":
            found.append(retyped(token, "SEMICOLON"))
        else:
            found.append(token)
    return found
