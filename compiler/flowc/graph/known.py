"""Marks functions of one state alone, whose results are kept with the state."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from flowc.graph.flow import State

Found = TypeVar("Found")
Further = ParamSpec("Further")


def of_state(work: Callable[Concatenate[State, Further], Found]) -> Callable[Concatenate[State, Further], Found]:
    """A function of a state that is worked out once, as long as its further arguments are equal.

    It may look at the state and at its statement in the source, and at nothing else of the flow; what it
    gives must not be changed. States are kept while a flow is edited, so that only what an edit touches is
    worked out again.
    """

    @wraps(work)
    def kept(state: State, *args: Further.args, **kwargs: Further.kwargs) -> Found:
        known = state.known.get(work)
        if known is not None and known[0] == args and not kwargs:
            return cast(Found, known[1])
        found = work(state, *args, **kwargs)
        if not kwargs:
            state.known[work] = (args, found)
        return found

    return cast("Callable[Concatenate[State, Further], Found]", kept)
