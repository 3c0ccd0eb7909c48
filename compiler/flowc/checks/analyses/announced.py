"""Whether the caller has been told of what a widget does, along every path."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import partial

from flowc.checks.analyses.recording import Recording, switch_of
from flowc.checks.kept_facts import KeptFacts
from flowc.checks.notices import tells
from flowc.checks.walk import Walk, arrivals, shape
from flowc.graph.flow import Exit, Flow, State
from flowc.graph.known import of_state
from flowc.vocabulary.widget import Call, Widget


class Told(Enum):
    """What the caller of an incoming call knows; UNKNOWN where that cannot be said, and in other calls."""

    SILENCE = "nobody has spoken"
    NO = "nobody has told"
    YES = "somebody has told"
    UNKNOWN = "unknown"


def announced(flow: Flow, teller: Widget, words: Sequence[str], kept: KeptFacts | None = None) -> Walk[Told]:
    """The ways in which each state is reached, by what the caller knows of what `teller` does.

    Behind a start of it the caller counts as told, so that one mistake is found once.
    """
    following = partial(_following, teller, tuple(words))
    if kept is None:
        return Walk(flow, arrivals(flow, _first, following))
    said = [(shape(state), switch_of(state), _heard(state, teller, tuple(words))) for state in flow.states]
    found = kept.of(("announced", teller.type), (teller, words, said), lambda: arrivals(flow, _first, following))
    return Walk(flow, found)


def _first(trigger: State, exit_: Exit) -> Told:
    declared = trigger.widget.exit(exit_.event) if trigger.widget else None
    return Told.SILENCE if declared and declared.call is Call.INCOMING else Told.UNKNOWN


def _following(teller: Widget, words: tuple[str, ...], state: State, exit_: Exit, before: Told) -> Told:
    """What the caller knows behind an exit of a state."""
    if state.widget is None or state.widget.is_guess:
        return Told.UNKNOWN
    declared = state.widget.exit(exit_.event)
    if declared and declared.call:
        return Told.SILENCE if declared.call is Call.INCOMING else Told.UNKNOWN
    if before in (Told.YES, Told.UNKNOWN):
        return before
    if state.type == teller.type and switch_of(state) is Recording.ON:
        return Told.YES
    placement = state.widget.placement
    if placement.may_speak or (placement.answers and not placement.silent):
        return Told.UNKNOWN
    return _heard(state, teller, words) or before


@of_state
def _heard(state: State, teller: Widget, words: tuple[str, ...]) -> Told | None:
    """What the caller knows when a state has spoken; None where it says nothing."""
    if state.widget is None:
        return None
    if any(note.value in teller.placement.notice.marks for note in state.notes):
        return Told.YES
    texts = [state.value(option.property) for option in state.widget.all_options() if option.is_heard]
    spoken = [_judged(text, teller, words) for text in texts if isinstance(text, str) and text]
    if spoken:
        return next((one for one in (Told.YES, Told.UNKNOWN) if one in spoken), Told.NO)
    return Told.NO if state.type in teller.placement.after and _is_heard(state) else None


def _judged(text: str, teller: Widget, words: tuple[str, ...]) -> Told:
    """A text by itself. What Liquid or Terraform fills in may say anything."""
    if tells(text, teller.placement.notice, words):
        return Told.YES
    is_open = "{{" in text or "{%" in text or "${" in text
    return Told.UNKNOWN if is_open else Told.NO


def _is_heard(state: State) -> bool:
    needed = state.widget.placement.speaks_with if state.widget else ()
    return not needed or any(state.value(name) not in (None, "") for name in needed)
