"""Spells a state of the graph as a plain statement."""

from __future__ import annotations

import attrs

from flowc.graph.flow import State
from flowc.language import PROPERTY, RAW, SPLIT_TYPE
from flowc.spell.exits import spell_exits
from flowc.spell.json_text import spell_any
from flowc.spell.manner import Manner
from flowc.spell.names import is_word, spell_key
from flowc.spell.options import Words
from flowc.spell.read_back import reads_as
from flowc.spell.spelled import Spelled
from flowc.spell.splits import spell_split
from flowc.spell.steps import spell_step
from flowc.syntax.strings import encode
from flowc.vocabulary.types import Kind, Type
from flowc.vocabulary.widget import Json, Option


def spell(state: State, manner: Manner, after: str | None = None) -> Spelled:
    """The statement that compiles to a state, with its name as the label and arrows for its exits.

    `after` is what the statement goes on with when it runs out: main exits which lead there are not
    written. Every state has a spelling; what none can say is named in its `lost`.
    """
    split = spell_split(manner, state) if state.type == SPLIT_TYPE else None
    if split is not None:
        return split
    values = {one.name: one.value for one in state.properties}
    found = spell_step(manner, state.widget, values) if state.widget is not None else None
    leads = spell_exits(state, after)
    plain = Spelled(state.name, "", Words(), leads.lines, leads.arrow, leads.lost)
    if found is not None:
        verb, words = found
        return attrs.evolve(plain, head=verb, words=words)
    type_ = state.type if is_word(state.type) else encode(state.type)
    lines = tuple(f"{PROPERTY} {spell_key(name)} = {spell_any(value)}" for name, value in values.items())
    lost = tuple(f"the property `{name}`" for name, value in values.items() if not _is_said(manner, state, name, value))
    return attrs.evolve(plain, head=f"{RAW} {type_}", words=Words(lines=lines), lost=(*lost, *leads.lost))


def _is_said(manner: Manner, state: State, name: str, value: Json) -> bool:
    """Whether a value can be written at all: in texts, compiling replaces `{{param.x}}` and `{{const.x}}`."""
    anything = Option(name, name, Type(Kind.ANY), state.span)
    return bool(name) and reads_as(manner, anything, spell_any(value), value)
