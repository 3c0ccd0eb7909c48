"""Voice turns: the steps that are always said one after another, and so stand in one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from flowc.graph.flow import Flow, State
from flowc.vocabulary.widget import Call

# Twilio refuses answers over 64 kB (error 11750). What stands in one document is sent as a whole.
MOST_BYTES = 24_000

Turn = tuple[State, ...]


def turns(flow: Flow, sizes: Mapping[str, int]) -> list[Turn]:
    """The turns of a flow, in the order of their first states; `sizes` has the bytes of each state that is TwiML.

    A state goes on to the next one where that is its only way on, and the only way to there.
    """
    ways = Counter(exit_.target for state in flow.states for exit_ in state.exits)
    after = {state.name: follower for state in flow.states if (follower := _follower(flow, state, sizes, ways))}
    continued = {follower.name for follower in after.values()}
    found: list[Turn] = []
    told: set[str] = set()
    spoken = [state for state in flow.states if state.name in sizes]
    # States of a loop that nothing leads into all continue one another: they come last.
    for first in sorted(spoken, key=lambda state: state.name in continued):
        at: State | None = first
        turn: list[State] = []
        size = 0
        while at is not None and at.name not in told:
            size += sizes[at.name]
            if turn and size > MOST_BYTES:
                found.append(tuple(turn))
                turn, size = [], sizes[at.name]
            turn.append(at)
            told.add(at.name)
            at = after.get(at.name)
        if turn:
            found.append(tuple(turn))
    order = {state.name: number for number, state in enumerate(flow.states)}
    return sorted(found, key=lambda turn: order[turn[0].name])


def _follower(flow: Flow, state: State, sizes: Mapping[str, int], ways: Counter[str | None]) -> State | None:
    """The state that is always said right behind another one, None where there is none."""
    widget = state.widget
    if widget is None or state.name not in sizes or widget.placement.waits:
        return None
    leaving = {exit_.event for exit_ in widget.main_exits}
    targets = [exit_.target for exit_ in state.exits if exit_.event in leaving]
    if len(targets) != 1 or targets[0] is None or targets[0] not in sizes:
        return None
    follower = flow.by_name[targets[0]]
    return follower if ways[follower.name] == 1 and not _goes_on_alone(follower) else None


def _goes_on_alone(state: State) -> bool:
    """Whether a state leads on when the caller hangs up.

    Twilio does not tell in which verb that was, so what is said before stands in a document of its own: who hangs
    up in that has not come to the state.
    """
    return any(exit_.target is not None and _tells_of_the_end(state, exit_.event) for exit_ in state.exits)


def _tells_of_the_end(state: State, event: str) -> bool:
    declared = None if state.widget is None else state.widget.exit(event)
    return declared is not None and declared.call is Call.GONE
