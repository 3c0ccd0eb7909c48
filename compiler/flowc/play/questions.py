"""What a run asks of the contact and of the outside world, and the answers that it takes.

This is the whole border between a flow and who plays it: a scripted caller, a person at a terminal and chance
answer the same questions, and another player of flows than `Run` can ask them too.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs


class Asks(Enum):
    """Whom a question is for, and what may be answered."""

    LISTEN = "listen"  # the contact hears something: Listened or HangUp
    INPUT = "input"  # Keys, Words, Silence or HangUp
    RECORDING = "recording"  # Recorded, Silence or HangUp
    REPLY = "reply"  # Reply, Silence, or an Outcome
    OUTSIDE = "outside"  # an Outcome, or HangUp where the contact is on the line


@attrs.frozen
class Listened:
    """The contact heard it to its end."""


@attrs.frozen
class Keys:
    """The contact pressed keys."""

    digits: str


@attrs.frozen
class Words:
    """The contact said something, which was recognised with this confidence."""

    text: str
    confidence: float = 0.9


@attrs.frozen
class Silence:
    """The contact did nothing for as long as the flow waits."""


@attrs.frozen
class HangUp:
    """The contact hung up."""


@attrs.frozen
class Recorded:
    """The contact spoke for some seconds into a recording, and may have ended it by a key."""

    seconds: int
    key: str = ""


@attrs.frozen
class Reply:
    """The contact wrote back."""

    body: str
    media: tuple[str, ...] = ()


@attrs.frozen
class Outcome:
    """What came of a request to the outside: an event of the widget, and the variables that come with it.

    An empty event leaves it to the widget to tell the event from the values, as from a status code.
    """

    event: str = ""
    values: Mapping[str, Any] = attrs.field(factory=dict)


Answer = Listened | Keys | Words | Silence | HangUp | Recorded | Reply | Outcome


@attrs.frozen
class Question:
    """A question of a step.

    `events` are those that an Outcome may name. `usual` are outcomes that happen, the best first; where `must_be_told`
    none of them says what the flow needs to know. `on_call` says that the contact may hang up.
    """

    asks: Asks
    step: str
    events: tuple[str, ...] = ()
    usual: tuple[Outcome, ...] = ()
    must_be_told: bool = False
    on_call: bool = False


# The event that tells that the contact is gone.
HANGUP = "hangup"

HANGS_UP = HangUp()
LISTENED = Listened()
SILENCE = Silence()
