"""A run: the flow, the database, who is called, which worker gets a webhook, and what goes wrong. A seed chooses it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

import attrs
from tests.faults.fault import (
    ANSWERS,
    DELIVERIES,
    MOMENTS,
    SHOP,
    WAYS,
    Delivered,
    Fault,
    Kill,
    Outage,
    Rest,
    Shop,
    Way,
    fault_of,
    word_of,
)
from tests.faults.kinds import ALONE, KINDS, Kind

DATABASES = ("sqlite", "postgresql")
# To which of two workers a webhook goes: to the first that lives, to each in turn, or to any.
ROUTES = ("first", "turns", "chance")


@attrs.frozen
class Plan:
    """A run. Printed, it is the command line by which it is run again."""

    flow: str
    database: str
    seed: int = 0
    route: str = "first"
    contact: str = ""
    contacts: int = 1
    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, seed: int, flows: Sequence[str] = ALONE) -> Plan:
        """The plan of a seed, for one of some flows."""
        chance = random.Random(seed)
        kind = KINDS[chance.choice(flows)]
        database, route = chance.choice(DATABASES), chance.choice(ROUTES)
        contacts = list(kind.contacts)
        return cls(
            flow=kind.name,
            database=database,
            seed=seed,
            route=route,
            # The first goes the whole way, which is where most can go wrong.
            contact=contacts[0] if chance.random() < 0.5 else chance.choice(contacts),
            contacts=chance.choice([1, 1, 2, 3]),
            faults=tuple(_faults(kind, route, chance)),
        )

    @classmethod
    def read(cls, words: list[str]) -> Plan:
        """The plan that was printed so.

        Raises:
            ValueError: where the words are none.
        """
        flow, database, *rest = words
        named = dict(word.split("=", 1) for word in rest if "=" in word)
        faults = tuple(fault_of(word) for word in rest if "=" not in word)
        return cls(
            flow=flow,
            database=database,
            seed=int(named["seed"]),
            route=named["route"],
            contact=named["contact"],
            contacts=int(named["contacts"]),
            faults=faults,
        )

    def __str__(self) -> str:
        named = [f"{name}={getattr(self, name)}" for name in ("seed", "route", "contact", "contacts")]
        return " ".join([self.flow, self.database, *named, *map(word_of, self.faults)])

    def have(self, kind: type[Fault]) -> list[Fault]:
        """The faults of a class, in order."""
        return [fault for fault in self.faults if isinstance(fault, kind)]

    def smaller(self) -> Iterator[Plan]:
        """Plans in which a little less goes wrong, or happens at all: each may fail in the same way."""
        for number in range(len(self.faults)):
            yield attrs.evolve(self, faults=self.faults[:number] + self.faults[number + 1 :])
        if self.contacts > 1:
            yield attrs.evolve(self, contacts=1)
        if self.route != "first":
            yield attrs.evolve(self, route="first")
        for number, fault in enumerate(self.faults):
            if isinstance(fault, Rest | Shop | Way) and fault.times > 1:
                fewer = attrs.evolve(fault, times=1)
                yield attrs.evolve(self, faults=(*self.faults[:number], fewer, *self.faults[number + 1 :]))


def _faults(kind: Kind, route: str, chance: random.Random) -> Iterator[Fault]:
    """Some faults; most runs have one or two, some have none of a class and some all."""
    if chance.random() < _LIKELY["kill"]:
        yield from _kills(kind, route, chance)
    if chance.random() < _LIKELY["outage"]:
        yield Outage(chance.randrange(300), chance.choice([100, 400, 1500, 4000]))
    for likely, choose in _CHOICES.items():
        for _ in range(2):
            if chance.random() < _LIKELY[likely]:
                yield from choose(kind, chance)


def _kills(kind: Kind, route: str, chance: random.Random) -> Iterator[Kill]:
    """One worker dies; if it comes back, it or the other may die again."""
    for again in (0.3, 0.0):
        moment = chance.choice(list(MOMENTS))
        returns = chance.random() < 0.6
        # Most calls of functions are soon over.
        nth = int(10 ** chance.uniform(1, 4.7)) if moment == "call" else chance.randint(1, MOMENTS[moment])
        # Where all goes to the first worker, the other only sees what is due.
        worker = int(chance.random() < (0.1 if route == "first" else 0.5))
        # Behind the two of the flow stand those of the other bundle.
        worker += 2 if kind.elsewhere is not None and chance.random() < 0.5 else 0
        yield Kill(worker, moment, nth, returns)
        if not returns or chance.random() > again:
            return


def _rest(kind: Kind, chance: random.Random) -> Iterator[Fault]:
    if kind.requests:
        yield Rest(chance.choice(kind.requests), chance.choice(list(ANSWERS)), chance.choice([1, 1, 9]))


def _shop(kind: Kind, chance: random.Random) -> Iterator[Fault]:
    if kind.asks_the_shop:
        yield Shop(chance.choice(SHOP), chance.choice([1, 1, 9]))


def _way(kind: Kind, chance: random.Random) -> Iterator[Fault]:
    if kind.elsewhere is not None:
        yield Way(chance.choice(WAYS), chance.choice([1, 1, 3]))


def _webhooks(kind: Kind, chance: random.Random) -> Iterator[Fault]:
    if kind.webhooks:
        webhook = chance.choice(kind.webhooks)
        ways = [way for way in DELIVERIES if webhook not in {"voice", "message"} or way != "late"]
        yield Delivered(webhook, chance.choice(ways))


_LIKELY: Mapping[str, float] = MappingProxyType(
    {"kill": 0.7, "outage": 0.25, "rest": 0.3, "shop": 0.2, "way": 0.3, "webhooks": 0.3}
)
_CHOICES: Mapping[str, Callable[[Kind, random.Random], Iterator[Fault]]] = MappingProxyType(
    {"rest": _rest, "shop": _shop, "webhooks": _webhooks, "way": _way}
)
