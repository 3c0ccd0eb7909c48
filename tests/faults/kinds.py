"""The flows that are run, what people do in them, and what their words promise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import attrs
from tests.twilio.caller.script import Script
from tests.twilio.stand_in import Answers, Busy, Delivered, HangUp, NoAnswer, Press
from tests.twilio.switchboard import Phone

_FLOWS = Path(__file__).parent / "flows"
_EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
# A question may be asked more than once, by a document that Twilio got again.
_OFTEN = 30


@attrs.frozen
class Contact:
    """What somebody does: who calls has a script, who is called a phone, or several for several calls.

    Who is written to replies to the nth text with the nth reply, unless the texts are not `delivered`.
    """

    script: Script = ()
    phones: tuple[Phone, ...] = ()
    hangs_up: bool = False
    replies: tuple[str, ...] = ()
    delivered: Delivered = attrs.field(factory=Delivered)


@attrs.frozen(kw_only=True)
class Kind:
    """A flow with its contacts.

    `requests` are those that it makes of Twilio, `webhooks` those that it gets. `promises` are prompts that are only
    said where something was done: a path of the customer's server that was asked, or `recording`. The widget
    `question` asks by text. `elsewhere` is the flow of another bundle, which the flow runs.
    """

    name: str
    source: Path
    contacts: Mapping[str, Contact]
    incoming: bool
    requests: tuple[str, ...] = ()
    webhooks: tuple[str, ...] = ()
    asks_the_shop: bool = True
    promises: Mapping[str, str] = attrs.field(factory=dict)
    most_calls: int = 0
    chats: bool = False
    question: str = ""
    elsewhere: Path | None = None


def _presses(keys: str) -> tuple[Press, ...]:
    return (Press(keys),) * _OFTEN


_CALLERS = {"hangs-up": Contact((HangUp(),), hangs_up=True)}
RECORDED = Kind(
    name="recorded",
    source=_EXAMPLES / "feedback.flow",
    contacts={"stays": Contact(_presses("5*")), **_CALLERS},
    incoming=True,
    requests=("start", "stop", "list"),
    webhooks=("voice", "status"),
    asks_the_shop=False,
    promises={"Thank you for your answer. Goodbye!": "recording"},
)
ORDER = Kind(
    name="order",
    source=_FLOWS / "order.flow",
    contacts={"stays": Contact(_presses("1")), **_CALLERS},
    incoming=True,
    webhooks=("voice", "status"),
    promises={"Your owl is reserved.": "/reservations", "It is on its way. Goodbye.": "/orders"},
)
_TALKS = Answers(script=_presses("1"))
REMINDER = Kind(
    name="reminder",
    source=_FLOWS / "reminder.flow",
    contacts={
        "answers": Contact(phones=(_TALKS,)),
        "busy-first": Contact(phones=(Busy(), _TALKS)),
        "busy": Contact(phones=(Busy(),)),
        "away": Contact(phones=(NoAnswer(),)),
        "hangs-up": Contact(phones=(Answers(script=(HangUp(),)),), hangs_up=True),
    },
    incoming=False,
    requests=("dial",),
    webhooks=("voice", "status"),
    promises={"We wait for you. Goodbye.": "/today"},
    most_calls=2,
)
DELIVERY = Kind(name="delivery", source=_FLOWS / "delivery.flow", contacts={"nobody": Contact()}, incoming=False)
CHAT = Kind(
    name="chat",
    source=_FLOWS / "chat.flow",
    contacts={
        "replies": Contact(replies=("Ada",)),
        "silent": Contact(),
        "undelivered": Contact(delivered=Delivered(("sent", "undelivered"), error_code=30003)),
    },
    incoming=True,
    requests=("text",),
    webhooks=("message", "message-status"),
    promises={"Thank you, Ada.": "/named"},
    chats=True,
    question="name",
)
# The same flow, begun over REST.
SURVEY = attrs.evolve(CHAT, name="survey", incoming=False)
_PARENT, _SUBFLOW = _FLOWS / "parent.flow", _FLOWS / "subflow.flow"
LED = attrs.evolve(
    ORDER,
    name="led",
    promises={"Your owl is reserved.": "/reservations", "Owl 1 is on its way. Goodbye.": "/orders"},
    source=_PARENT,
    elsewhere=_SUBFLOW,
)
# A caller who is asked by text, and writes when the call is over.
TEXTED = attrs.evolve(
    LED,
    name="texted",
    contacts={"replies": Contact(_presses("3"), replies=("Ada",)), "silent": Contact(_presses("3"))},
    requests=("text",),
    webhooks=("voice", "status", "message", "message-status"),
    promises={"Thank you, Ada.": "/named"},
    question="name",
)
HANDED = attrs.evolve(CHAT, name="handed", source=_PARENT, elsewhere=_SUBFLOW)
PLACED = attrs.evolve(
    REMINDER,
    name="placed",
    contacts={name: REMINDER.contacts[name] for name in ("answers", "busy", "away", "hangs-up")},
    promises={"Your owl is reserved.": "/reservations", "Owl 1 waits for you. Goodbye.": "/reservations"},
    most_calls=1,
    source=_PARENT,
    elsewhere=_SUBFLOW,
)
_ALL = (RECORDED, ORDER, REMINDER, DELIVERY, CHAT, SURVEY, LED, TEXTED, HANDED, PLACED)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _ALL})
# The flows of one bundle alone, and those that need two.
ALONE = tuple(kind.name for kind in _ALL if kind.elsewhere is None)
TWO = tuple(kind.name for kind in _ALL if kind.elsewhere is not None)
