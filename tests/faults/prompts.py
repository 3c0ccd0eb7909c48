"""Which words come after which, heard or sent by text: a flow's prompts in every order that its exits allow."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

_LIQUID = re.compile(r"\{\{.*?\}\}")
# Where a run ends; no widget is called so.
_END = ""


@attrs.frozen
class Prompts:
    """The prompts of a flow: a place is the trigger, or a widget whose words were just heard.

    `runs` are the widgets that run another flow, each with where it leads if that fails.
    """

    words: Mapping[str, re.Pattern[str] | None]
    leads: Mapping[str, tuple[str, ...]]
    trigger: str
    runs: Mapping[str, str] = attrs.field(factory=dict)

    @classmethod
    def of(cls, definition: str) -> Prompts:
        """The prompts of Studio's definition of a flow."""
        states = json.loads(definition)["states"]
        words = {state["name"]: _words(_says(state)) for state in states}
        leads = {
            state["name"]: tuple(
                exit_.get("next", _END)
                for exit_ in state["transitions"]
                # The events of a trigger that start nothing are none of the flow's ends.
                if "next" in exit_ or state["type"] != "trigger"
            )
            for state in states
        }
        runs = {state["name"]: _failed(state) for state in states if state["type"] == "run-subflow"}
        return cls(words, leads, json.loads(definition)["initial_state"], runs)

    def running(self, other: Prompts) -> Prompts:
        """The prompts of a flow that runs another one: from a widget that does so on they are those of the other.

        Where the other could not be run, or its result did not come, the widget has failed.
        """
        words, leads = dict(self.words), dict(self.leads)
        for name, failed in self.runs.items():
            places = {place: f"{name}/{place}" for place in other.words}
            words |= {places[place]: said for place, said in other.words.items()}
            for place, targets in other.leads.items():
                within = [places[target] for target in targets if target != _END]
                leads[places[place]] = (*within, *(self.leads[name] if _END in targets else ()))
            leads[name] = (failed, places[other.trigger])
        return Prompts(words, leads, self.trigger)

    @property
    def beginning(self) -> frozenset[str]:
        """Where a run is before anything is heard."""
        return frozenset({self.trigger})

    def after(self, places: Iterable[str], heard: str) -> frozenset[str]:
        """The places where a run can be that was at one of some, and then said this; none where it can't."""
        return frozenset(
            place
            for place in self._next(places)
            if place != _END and (known := self.words[place]) is not None and known.fullmatch(heard)
        )

    def may_end(self, places: Iterable[str]) -> bool:
        """Whether a run that is at one of these places can end without another word."""
        return _END in self._next(places)

    def _next(self, places: Iterable[str]) -> frozenset[str]:
        """Where a run can be next: at a widget that speaks, or at its end."""
        found: set[str] = set()
        left = [target for place in places for target in self.leads[place]]
        while left:
            place = left.pop()
            if place in found:
                continue
            found.add(place)
            if place != _END and self.words[place] is None:
                left.extend(self.leads[place])
        return frozenset(place for place in found if place == _END or self.words[place] is not None)


def _failed(state: Mapping[str, Any]) -> str:
    """Where a widget leads that has failed."""
    found: str = next((exit_.get("next", _END) for exit_ in state["transitions"] if exit_["event"] == "failed"), _END)
    return found


def _says(state: Mapping[str, Any]) -> str | None:
    """What a widget says, or sends to the contact."""
    sends = state["type"] in {"send-message", "send-and-wait-for-reply"}
    found: str | None = state["properties"].get("body" if sends else "say")
    return found


def _words(say: str | None) -> re.Pattern[str] | None:
    """What the words of a widget can be, whatever Liquid prints in them."""
    if say is None:
        return None
    return re.compile(".*".join(map(re.escape, _LIQUID.split(say))), re.DOTALL)


def in_order(prompts: Prompts, documents: Iterable[tuple[bool, tuple[str, ...]]]) -> frozenset[str]:
    """Where a run can be after all documents that a caller heard; nowhere where they stand in no order of the flow's.

    Each is told with whether Twilio had asked its fallback URL since the last: the runtime answers that with the
    last document again, whether the caller has heard it or not.
    """
    before, places, again = frozenset[str](), prompts.beginning, False
    for fell_back, heard in documents:
        again = again or fell_back
        if not heard:
            continue
        start = places | before if again else places
        before, places, again = start, start, False
        for words in heard:
            places = prompts.after(places, words)
    return places
