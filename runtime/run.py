"""A session at work: what steps may ask of it while they pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from runtime.liquid import Template
from runtime.session import Session
from runtime.values import Json, JsonObject


@attrs.define
class Run:
    """A session, and Liquid over what it knows. `address` gives the URL at which a session's step is answered."""

    session: Session
    flow_sid: str
    address: Callable[[Session], str]

    @property
    def answer(self) -> str:
        """The URL for the answer to the document that is being made: it begins the next turn."""
        return self.address(attrs.evolve(self.session, turn=self.session.turn + 1))

    def render(self, template: Template) -> str:
        """A template as Studio renders it; one that fails is empty (81018), and is logged."""
        return template.render(self.context)

    def speech(self, template: Template) -> str:
        """A template that is read aloud: Markup where its own text is SSML, else a text."""
        return template.speech(self.context)

    def set(self, name: str, value: Json) -> None:
        """Sets a variable of the flow."""
        self.session.variables[name] = value

    def put(self, step: str, outputs: JsonObject) -> None:
        """Keeps outputs of a step beside those it had."""
        self.session.put(step, outputs)

    def replace(self, step: str, outputs: Mapping[str, Json]) -> None:
        """Keeps outputs of a step in place of those it had."""
        self.session.widgets[step] = dict(outputs)

    def lose_call(self) -> None:
        """From now on there is no call to speak to."""
        self.session.line = "gone"

    @property
    def context(self) -> JsonObject:
        """The roots that Liquid sees, of the flow that the session is in."""
        session = self.session
        channel: JsonObject = {"address": session.address}
        if session.conversation is not None:
            channel["sid"] = session.conversation
        return {
            "trigger": session.trigger,
            "widgets": session.widgets,  # type: ignore[dict-item]  # a dict of objects is one
            "flow": {
                "sid": session.sid,
                "flow_sid": session.subflow or self.flow_sid,
                "variables": session.variables,
                "data": session.data,
                "channel": channel,
            },
            "contact": {"channel": {"address": session.contact}},
        }
