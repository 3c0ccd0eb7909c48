"""What can go wrong in a run: each fault is a value, and a word that can be typed and read back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs
from tests.twilio.stand_in import Delivery
from tests.twilio.stand_in import Fault as RestFault

# Points of the life of a webhook at which a worker can die, and two moments that know nothing of them: a call of a
# function, in Python or in C, so that a death can come between any two system calls; and an instant, in milliseconds.
MOMENTS: Mapping[str, int] = MappingProxyType(
    {
        "received": 3,
        "committed": 6,
        "request-sent": 2,
        "request-answered": 2,
        "answered": 3,
        "call": 60_000,
        "instant": 300,
    }
)
# What each request of the runtime's to Twilio is called here.
REQUESTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "start": ("POST", r"/Recordings\.json$"),
        "stop": ("POST", r"/Recordings/RE[0-9a-f]+\.json$"),
        "list": ("GET", r"/Recordings\.json$"),
        "dial": ("POST", r"/Calls\.json$"),
        "text": ("POST", r"/Messages\.json$"),
    }
)
ANSWERS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "late": {"delay": 0.4, "effect": True},
        "429": {"status": 429},
        "500": {"status": 500},
        "500-done": {"status": 500, "effect": True},
        "garbage": {"garbage": b"<html>busy</html>"},
        "garbage-done": {"garbage": b"{", "effect": True},
        "reset": {"reset": True},
        "reset-done": {"reset": True, "effect": True},
        "nothing": {"silence": True},
        "nothing-done": {"silence": True, "effect": True},
        "told-before": {"callbacks_first": True, "effect": True},
    }
)
# What the shop's server can do, which always hears what it is sent.
SHOP = ("late", "429", "500", "garbage", "reset", "nothing")
# What can become of what a bundle asks of another one; behind `-done` the other has heard it.
WAYS = ("late", "twice", "500", "500-done", "garbage-done", "reset", "reset-done", "nothing")
DELIVERIES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "twice": {"copies": 2},
        "at-once": {"copies": 3, "together": True},
        "again-later": {"copies": 2, "apart": 6.0},
        "answer-lost": {"copies": 2, "lost": True},
        # Of what Twilio waits for nothing can overtake it.
        "late": {"delay": 5.0},
    }
)
_MANY = 99


@attrs.frozen
class Kill:
    """`kill -9` of a worker when it passes a moment for the nth time; it may be started again at once."""

    worker: int
    moment: str
    nth: int
    returns: bool


@attrs.frozen
class Outage:
    """So many milliseconds after the run began the database goes away for so many more.

    PostgreSQL is stopped in its immediate mode and started again; SQLite's file is locked by somebody else.
    """

    after: int
    lasts: int


@attrs.frozen
class Rest:
    """The next requests of a kind to Twilio's REST API are answered wrongly, or late."""

    request: str
    answer: str
    times: int

    def ordered(self) -> RestFault:
        """The same as the stand-in takes it."""
        method, path = REQUESTS[self.request]
        return RestFault(method, path, times=self.times, **ANSWERS[self.answer])


@attrs.frozen
class Shop:
    """The next requests to the customer's server are answered wrongly, or late."""

    answer: str
    times: int


@attrs.frozen
class Way:
    """The next requests of a bundle to the one that has its subflow go wrong so."""

    how: str
    times: int


@attrs.frozen
class Delivered:
    """All webhooks of a kind come in another way than once and at once."""

    kind: str
    way: str

    def ordered(self) -> Delivery:
        """The same as the stand-in takes it."""
        return Delivery(self.kind, times=_MANY, **DELIVERIES[self.way])


Fault = Kill | Outage | Rest | Shop | Way | Delivered
_CLASSES: Mapping[str, type[Fault]] = MappingProxyType(
    {"kill": Kill, "outage": Outage, "rest": Rest, "shop": Shop, "way": Way, "webhooks": Delivered}
)
_NAMES: Mapping[type[Fault], str] = MappingProxyType({fault: name for name, fault in _CLASSES.items()})


def word_of(fault: Fault) -> str:
    """A fault as a word: `kill:0:committed:2:True`."""
    values = attrs.astuple(fault)
    return ":".join([_NAMES[type(fault)], *map(str, values)])


def fault_of(word: str) -> Fault:
    """The fault that a word means.

    Raises:
        ValueError: where it means none.
    """
    name, *values = word.split(":")
    if name not in _CLASSES:
        raise ValueError(f"`{name}` is none of {', '.join(_CLASSES)}")
    found = _CLASSES[name]
    fields = attrs.fields(found)
    if len(fields) != len(values):
        raise ValueError(f"`{word}` is not `{':'.join([name, *(field.name for field in fields)])}`")
    return found(*(_READ[field.type](value) for field, value in zip(fields, values, strict=True)))


# The types of fields are texts, since annotations are not evaluated in this module.
_READ: Mapping[Any, Any] = MappingProxyType({"int": int, "str": str, "bool": lambda value: value == "True"})
