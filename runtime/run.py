"""A session at work: what steps may ask of it while they pass."""

from __future__ import annotations

from functools import cached_property

import attrs

from runtime.liquid import Template
from runtime.session import Session
from runtime.values import Json, JsonObject


@attrs.define(slots=False)
class Run:
    """A session, and Liquid over what it knows. `account_sid` is the Twilio account's."""

    session: Session
    flow_sid: str

    def render(self, template: Template) -> str:
        """A template as Studio renders it; one that fails is empty (81018), and is logged."""
        return template.render(self.context)

    def set(self, name: str, value: Json) -> None:
        """Sets a variable of the flow."""
        self.session.variables[name] = value

    def put(self, step: str, outputs: JsonObject) -> None:
        """Keeps outputs of a step."""
        self.session.put(step, outputs)

    @cached_property
    def context(self) -> JsonObject:
        """The roots that Liquid sees. They hold the session's own values, so they stay true as it goes on."""
        session = self.session
        return {
            "trigger": session.trigger,
            "widgets": session.widgets,  # type: ignore[dict-item]  # a dict of objects is one
            "flow": {
                "sid": session.sid,
                "flow_sid": self.flow_sid,
                "variables": session.variables,
                "data": session.data,
                "channel": {"address": session.address},
            },
            "contact": {"channel": {"address": session.contact}},
        }
