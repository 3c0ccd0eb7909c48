"""What people and machines outside of Twilio do: the words in which a test writes what happens in a call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs


@attrs.frozen
class Press:
    """The caller presses keys; with `during`, as soon as a prompt with these words begins, else after the prompts."""

    keys: str
    during: str | None = None


@attrs.frozen
class Speak:
    """The caller speaks, to `<Gather>` or `<Record>`; `then` is the key (or `hangup`) that ends a recording."""

    text: str
    confidence: float | None = 0.9
    seconds: float | None = None
    during: str | None = None
    then: str = ""


@attrs.frozen
class Silence:
    """The caller does nothing until Twilio gives up."""


@attrs.frozen
class HangUp:
    """The caller hangs up: in a prompt with these words, in a verb such as `<Dial>`, or else where input is awaited.

    `after` is the number of seconds after the prompt or the verb began.
    """

    during: str | None = None
    after: float = 1.0


@attrs.frozen
class Answers:
    """The other party answers after some seconds of ringing, and talks for some seconds.

    `who` is the one of several that answers, as its text stands in the TwiML; the script is for what is asked
    of that one before (`url` of `<Number>`). With `star` the caller ends it by the star key. In a conference the
    caller is `alone` for some seconds before.
    """

    seconds: float = 30.0
    after: float = 3.0
    who: str | None = None
    script: Sequence[Action] = ()
    star: bool = False
    alone: float = 0.0
    answered_by: str = "human"


@attrs.frozen
class Busy:
    """The other party is busy."""

    after: float = 1.0


@attrs.frozen
class NoAnswer:
    """The other party lets it ring until Twilio gives up."""


@attrs.frozen
class Fails:
    """The call can't be placed."""

    after: float = 1.0
    code: int = 13224


@attrs.frozen
class Pays:
    """How a payment ends: the `Result`, and more parameters of the action such as `PaymentToken`."""

    result: str = "success"
    parameters: Mapping[str, str] = attrs.field(factory=dict)
    seconds: float = 20.0


@attrs.frozen
class Leaves:
    """How a caller comes out of a queue: the `QueueResult`, after so many seconds in it and so many bridged."""

    result: str = "bridged"
    after: float = 10.0
    talks: float = 30.0


@attrs.frozen
class Agent:
    """What a virtual agent or another connected service does: the parameters of the action, after so many seconds."""

    parameters: Mapping[str, str] = attrs.field(factory=dict)
    seconds: float = 20.0


Action = Press | Speak | Silence | HangUp | Answers | Busy | NoAnswer | Fails | Pays | Leaves | Agent
