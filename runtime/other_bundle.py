"""What two bundles tell each other of a subflow that one runs and the other holds: how it begins, how it ends.

Both belong to one account, and know its auth token: a request is signed as Twilio signs its webhooks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import cast, get_args
from urllib.parse import urlencode

import attrs

from runtime.http_client import Answer, HttpError
from runtime.session import FLOW_ENDED, HUNG_UP, NO_CALL, Line, Session
from runtime.subflow import PARENT, handed_over
from runtime.values import Json, JsonObject, read_json
from runtime.world import World

# The route of a bundle under which its flow is run by others.
ROUTE = "/subflow"
# How a subflow has ended: as Run Subflow is left, or since its caller is gone, which ends the parent as well.
COMPLETED, FAILED, OVER = "completed", "failed", "over"
_FORM = "application/x-www-form-urlencoded"
_LINES = get_args(Line)
# As many as a run may have taken and one more, with room: the number is read from outside.
_DIGITS = 6


class AwayError(Exception):
    """The other bundle gave no answer to go by, and may have heard: it can be asked again."""


class RefusedError(Exception):
    """The other bundle said no, or what nobody can read."""


@attrs.frozen(kw_only=True)
class Beginning:
    """What a subflow begins with: its key, where its call goes back to, and what it shares with its parent."""

    key: str
    returns: str
    contact: str
    address: str
    trigger: JsonObject
    taken: int = 0
    call_sid: str | None = None
    line: Line = "none"
    conversation: str | None = None
    service: str | None = None
    recording: str | None = None

    def form(self) -> dict[str, str]:
        """As it is posted; what is None is left out."""
        values = {name: value for name, value in attrs.asdict(self, recurse=False).items() if value is not None}
        return {**{name: str(value) for name, value in values.items()}, "trigger": json.dumps(self.trigger)}

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Beginning:
        """The beginning that a form tells. Raises ValueError for one that tells none."""
        trigger, taken = read_json(form.get("trigger", "")), form.get("taken", "")
        needed = [form.get(name, "") for name in ("key", "returns", "contact", "address")]
        if not (isinstance(trigger, dict) and isinstance(trigger.get(PARENT), dict) and all(needed)):
            raise ValueError("no subflow")
        if not (taken.isascii() and taken.isdigit() and len(taken) <= _DIGITS) or form.get("line") not in _LINES:
            raise ValueError("no subflow of a run")
        names = {field.name for field in attrs.fields(cls)}
        texts = {name: value for name, value in form.items() if name in names}
        return cls(**{**texts, "trigger": trigger, "taken": int(taken)})  # type: ignore[arg-type]  # each was looked at


@attrs.frozen(kw_only=True)
class Progress:
    """What has become of a subflow: how it ended, None while it runs, and what its parent takes over then.

    `address` is where its call is answered, `hears` where it waits for a message, or is about to.
    """

    event: str | None
    address: str
    variables: JsonObject
    taken: int
    call_sid: str | None
    line: Line
    recording: str | None
    hears: str | None = None

    @classmethod
    def of_session(cls, session: Session, address: str) -> Progress:
        """That of a run whose present step is answered at an address."""
        return cls(
            event=None if session.end is None else _event(session),
            address=address,
            variables=handed_over(session.variables) if session.end == FLOW_ENDED else {},
            taken=session.taken,
            call_sid=session.call_sid,
            line=session.line,
            recording=session.recording,
            hears=session.hears,
        )

    @classmethod
    def of(cls, value: Json) -> Progress:
        """The progress that a JSON value tells. Raises RefusedError for one that tells none."""
        if not isinstance(value, dict):
            raise RefusedError("no progress")
        event, address, variables, taken, line = map(value.get, ("event", "address", "variables", "taken", "line"))
        texts = [value.get(name) for name in ("call_sid", "recording", "hears")]
        if not (event in (None, COMPLETED, FAILED, OVER) and isinstance(address, str) and isinstance(variables, dict)):
            raise RefusedError("no progress of a subflow")
        if (
            type(taken) is not int
            or taken < 0
            or line not in _LINES
            or not all(isinstance(one, str | None) for one in texts)
        ):
            raise RefusedError("no progress of a run")
        known = {field.name: value[field.name] for field in attrs.fields(cls) if field.name in value}
        return cls(**{"call_sid": None, "recording": None, **known, "variables": handed_over(variables)})  # type: ignore[arg-type]  # as above

    def told(self) -> JsonObject:
        """As it is told in JSON."""
        return cast("JsonObject", attrs.asdict(self, recurse=False))


async def ask(world: World, base: str, path: str, form: Mapping[str, str] | None, within: float) -> Progress:
    """What the bundle at an address answers to a form, or to a question where there is none.

    Raises AwayError or RefusedError.
    """
    url = base + path
    try:
        answer = await world.http.send(
            "GET" if form is None else "POST",
            url,
            within=within,
            content=None if form is None else urlencode(form).encode(),
            headers={"content-type": _FORM, **world.signatures.sign(url, form or {})},
            redirects=False,
        )
    except HttpError as error:
        raise AwayError(type(error).__name__) from None
    found = _read(answer)
    if not found.address.startswith(f"{base}/"):
        raise RefusedError("another bundle's address")
    return found


def _read(answer: Answer) -> Progress:
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise AwayError(str(answer.status))
    if not answer.is_good:
        raise RefusedError(str(answer.status))
    return Progress.of(read_json(answer.body))


def _event(session: Session) -> str:
    if session.line == "gone" and session.end in {HUNG_UP, NO_CALL}:
        return OVER
    return COMPLETED if session.end == FLOW_ENDED else FAILED
