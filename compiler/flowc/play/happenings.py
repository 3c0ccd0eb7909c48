"""What happens in a run: the lines of its transcript."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs

from flowc.play.questions import Answer, Asks


@attrs.frozen
class Entered:
    """The run came to a step; `inner` is one of a flow that it runs as its subflow."""

    step: str
    type: str
    inner: bool = False


@attrs.frozen
class Heard:
    """The contact on the call heard a text spoken, an audio file (`play`), or tones (`digits`)."""

    step: str
    how: str
    text: str
    fields: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Received:
    """A message went out, to the contact unless `to` is somebody else."""

    step: str
    body: str
    to: str
    to_contact: bool
    fields: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Did:
    """A request to the outside: `what` it was, and what it held."""

    step: str
    what: str
    fields: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Switched:
    """The call is recorded from now on, or no more."""

    step: str
    on: bool


@attrs.frozen
class Answered:
    """What the contact or the outside answered to a question of a kind."""

    step: str
    asks: Asks
    answer: Answer


@attrs.frozen
class Set:
    """A variable got a value; `name` is its path in Liquid."""

    step: str
    name: str
    value: Any


@attrs.frozen
class Missing:
    """A text printed a variable that nothing has set; `aloud` when the contact heard or read it."""

    step: str
    path: str
    aloud: bool


@attrs.frozen
class Warned:
    """Studio logs a warning or an error by its code."""

    step: str
    code: int
    message: str


@attrs.frozen
class Left:
    """A step was left by an event, to another step or to the end."""

    step: str
    event: str
    target: str | None
    number: int  # of the transition among those of its step; a split has several of one event
    inner: bool = False


class Ending(Enum):
    """Why a run is over."""

    ENDED = "ended"  # a transition leads nowhere
    HUNG_UP = "hung up"  # the contact hung up, and the flow says nothing of it
    GONE = "gone"  # a step needs the contact, who has hung up
    IGNORED = "ignored"  # an event came that has no transition: the run waits in vain
    STOPPED = "stopped"  # Studio stopped it at a limit


@attrs.frozen
class Ended:
    """The run is over."""

    step: str
    ending: Ending


Happening = Entered | Heard | Received | Did | Switched | Answered | Set | Missing | Warned | Left | Ended
