"""Spells `split`: the value, and a case for each condition."""

from __future__ import annotations

from flowc.binding.predicates import EQUAL, PREDICATES
from flowc.binding.program import Condition as Written
from flowc.binding.texts import is_template, is_terraform
from flowc.graph.branches import condition as condition_of
from flowc.graph.flow import Condition, Exit, State
from flowc.language import CONDITION_ARGUMENT, CONDITION_NAME, ELSE, MATCH, NO_MATCH, PROPERTY, SPLIT, SPLIT_INPUT
from flowc.source import Source, Span
from flowc.spell.json_text import spell_any, spell_json, spell_line
from flowc.spell.manner import Manner
from flowc.spell.names import is_number, spell_key
from flowc.spell.options import Words
from flowc.spell.references import spell_reference
from flowc.spell.spelled import Arrow, ExitLine, Spelled

_NOWHERE = Span(Source("", ""), 0, 0)


def spell_split(manner: Manner, state: State) -> Spelled | None:
    """`split VALUE { case … else … }`; None for a state without a value to compare."""
    values = {one.name: one.value for one in state.properties}
    compared = values.pop(SPLIT_INPUT, None)
    if not isinstance(compared, str):
        return None
    lost: list[str] = []
    cases: list[ExitLine] = []
    otherwise: Exit | None = None
    for exit_ in state.exits:
        if exit_.event == NO_MATCH and not exit_.conditions and otherwise is None:
            otherwise = exit_
        elif (condition := _condition_of(exit_)) is not None:
            cases.append(ExitLine(spell_condition(manner, condition, compared), Arrow(exit_.target)))
        else:
            lost.append(f"an exit `{exit_.event}` that is no case")
    target = None if otherwise is None else otherwise.target
    # Where no case matches, the flow ends without a word; but a split has to have a line.
    if target is not None or not cases:
        cases.append(ExitLine(ELSE, Arrow(target)))
    further = tuple(f"{PROPERTY} {spell_key(name)} = {spell_any(value)}" for name, value in values.items())
    words = Words((spell_compared(manner, compared),), lines=further)
    return Spelled(state.name, SPLIT, words, tuple(cases), lost=tuple(lost))


def spell_condition(manner: Manner, condition: Condition, compared: str) -> str:
    """A condition of a split that compares a value, with its name and its argument where they are others than usual."""
    usual = condition_of(Written(condition.type, condition.value, _NOWHERE), compared)
    parts = [_comparison(manner, condition)]
    if condition.friendly_name != usual.friendly_name:
        parts.append(f"{CONDITION_NAME}={spell_line(condition.friendly_name)}")
    if condition.argument != usual.argument:
        parts.append(f"{CONDITION_ARGUMENT}={spell_compared(manner, condition.argument)}")
    return " ".join(parts)


def _condition_of(exit_: Exit) -> Condition | None:
    """The condition of a case; None where a case cannot say it."""
    if exit_.event != MATCH or len(exit_.conditions) != 1:
        return None
    condition = exit_.conditions[0]
    return condition if condition.type in PREDICATES else None


def _is_open(text: str) -> bool:
    """Whether a text stands for another one, of which nothing can be said."""
    return is_template(text) or is_terraform(text)


def _comparison(manner: Manner, condition: Condition) -> str:
    known = PREDICATES[condition.type]
    if known.fixed == condition.value:
        return condition.type
    reference = spell_reference(manner, condition.value)
    if reference is not None:
        return f"{condition.type} {reference}"
    if not known.fits(condition.value) and not _is_open(condition.value):
        return f"{condition.type} {spell_json(condition.value)}"
    if condition.type == EQUAL:
        return spell_line(condition.value)
    elements = condition.value.split(",")
    if known.lists and len(elements) > 1 and not _is_open(condition.value) and all(map(_is_element, elements)):
        spell = str if all(map(is_number, elements)) else spell_line
        return f"{condition.type} [{', '.join(map(spell, elements))}]"
    is_bare = is_number(condition.value) and not known.fits("x")
    return f"{condition.type} {condition.value if is_bare else spell_line(condition.value)}"


def _is_element(text: str) -> bool:
    return bool(text) and text == text.strip()


def spell_compared(manner: Manner, text: str) -> str:
    """The value that a split compares, or the argument of a condition."""
    return spell_reference(manner, text) or spell_line(text)
