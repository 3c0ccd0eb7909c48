"""A use of a block as the statements of its states, and the bodies of its exits behind them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from flowc.binding.program import Body, Use, destinations
from flowc.expand.bodies import has_widgets, moved_body
from flowc.expand.chunks import Chunk, chunks
from flowc.expand.pen import Pen
from flowc.expand.tokens import Tokens, begun, comments_in, made, moved
from flowc.graph.flow import State
from flowc.spell import Arrow, Manner
from flowc.spell.statement import spell
from flowc.syntax.nodes import Statement, first_token

# No widget has this name: what goes on elsewhere than to the next line says so.
_NOWHERE = ""


def expand_use(pen: Pen, item: Statement, use: Use, indent: str) -> Tokens:
    """The statements that a use of a block stands for."""
    known = pen.known
    states, after, first = known.made_by(use), known.after(use), known.first_of(use)
    lines = chunks(item.block.entries) if item.block else []
    bodies = _bodies(use)
    leads = _lines_of(use, lines)
    moving = {id(leads[id(body)]) for body in bodies}
    found = [[comment] for comment in comments_in(item.parts)]
    for chunk in lines:
        found += ([one] for one in ((*chunk.above, *chunk.behind) if id(chunk) in moving else chunk.comments()))
    # What stands before the use goes on with the line that is written first.
    if first != (states[0].name if states else _NOWHERE if bodies else after):
        found.append(made(Arrow(first).text))
    last = _NOWHERE if bodies else after
    found += spelled_states(states, known.plain.manner(use.span.start), last, indent)
    for body in bodies:
        found += moved_body(pen, body, leads[id(body)], Arrow(after), indent)
    if not found:
        return []
    return [*begun(found[0], first_token(item).leading), *pen.lines(found[1:], indent)]


def spelled_states(states: Sequence[State], manner: Manner, last: str | None, indent: str) -> list[Tokens]:
    """States as statements that stand behind one another; `last` is what the last one goes on with."""
    following = [*(state.name for state in states), last][1:]
    found = []
    for state, after in zip(states, following, strict=False):
        # A module of a module may have declared the type; in this file nothing does.
        own = attrs.evolve(state, widget=manner.vocabulary.types.get(state.type))
        found.append(moved(made(spell(own, manner, after).text()), len(indent)))
    return found


def _bodies(use: Use) -> list[Body]:
    """The bodies of the exits in which widgets stand, each once, in the order of the source."""
    found = {id(one): one for one in destinations(use) if isinstance(one, Body) and has_widgets(one)}
    return list(found.values())


def _lines_of(use: Use, lines: Sequence[Chunk]) -> dict[int, Chunk]:
    """The line that leads to a destination, by its `id`."""
    by_place = {
        chunk.item.head.start: chunk for chunk in lines if isinstance(chunk.item, Statement) and chunk.item.head
    }
    return {id(one.destination): by_place[one.span.start] for one in use.exits}
