"""Whether the caller has been told of what a widget does, along every path."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import attrs

from flowc.checks.analyses.recording import Recording, switch_of
from flowc.checks.notices import tells
from flowc.checks.walk import Walk, arrivals
from flowc.graph.flow import Exit, Flow, State
from flowc.vocabulary.widget import Call, Widget


class Told(Enum):
    """What the caller of an incoming call knows; UNKNOWN where that cannot be said, and in other calls."""

    SILENCE = "nobody has spoken"
    NO = "nobody has told"
    YES = "somebody has told"
    UNKNOWN = "unknown"


def announced(flow: Flow, teller: Widget, words: Sequence[str]) -> Walk[Told]:
    """The ways in which each state is reached, by what the caller knows of what `teller` does.

    Behind a start of it the caller counts as told, so that one mistake is found once.
    """
    hearer = _Hearer(teller, words)
    return Walk(flow, arrivals(flow, _first, hearer.following))


def _first(trigger: State, exit_: Exit) -> Told:
    declared = trigger.widget.exit(exit_.event) if trigger.widget else None
    return Told.SILENCE if declared and declared.call is Call.INCOMING else Told.UNKNOWN


@attrs.frozen
class _Hearer:
    """Follows what the caller hears. Each text is judged once."""

    teller: Widget
    words: Sequence[str]
    judged: dict[str, Told] = attrs.field(factory=dict)

    def following(self, state: State, exit_: Exit, before: Told) -> Told:
        """What the caller knows behind an exit of a state."""
        if state.widget is None or state.widget.is_guess:
            return Told.UNKNOWN
        declared = state.widget.exit(exit_.event)
        if declared and declared.call:
            return Told.SILENCE if declared.call is Call.INCOMING else Told.UNKNOWN
        if before in (Told.YES, Told.UNKNOWN):
            return before
        if state.type == self.teller.type and switch_of(state) is Recording.ON:
            return Told.YES
        placement = state.widget.placement
        if placement.may_speak or (placement.answers and not placement.silent):
            return Told.UNKNOWN
        return self._heard(state, before)

    def _heard(self, state: State, before: Told) -> Told:
        """What the caller knows when a state has spoken, if it does."""
        assert state.widget is not None
        if any(note.value in self.teller.placement.notice.marks for note in state.notes):
            return Told.YES
        texts = [state.value(option.property) for option in state.widget.all_options() if option.is_heard]
        spoken = [self._judge(text) for text in texts if isinstance(text, str) and text]
        if spoken:
            return next((one for one in (Told.YES, Told.UNKNOWN) if one in spoken), Told.NO)
        return Told.NO if state.type in self.teller.placement.after and _is_heard(state) else before

    def _judge(self, text: str) -> Told:
        """A text by itself. What Liquid or Terraform fills in may say anything."""
        known = self.judged.get(text)
        if known is None:
            is_open = "{{" in text or "{%" in text or "${" in text
            tells_so = tells(text, self.teller.placement.notice, self.words)
            known = self.judged[text] = Told.YES if tells_so else Told.UNKNOWN if is_open else Told.NO
        return known


def _is_heard(state: State) -> bool:
    needed = state.widget.placement.speaks_with if state.widget else ()
    return not needed or any(state.value(name) not in (None, "") for name in needed)
