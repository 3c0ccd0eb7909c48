"""What goes wrong in a run of the fault machine, all of it chosen by a seed."""

from __future__ import annotations

import random

import attrs
from tests.twilio.stand_in import Delivery, Fault, Options

# Points of the life of a webhook at which a process dies, and how many times each is passed at most in a call.
POINTS = {"nowhere": 1, "received": 3, "committed": 5, "rest sent": 2, "rest answered": 2, "answered": 3}
STARTS, STOPS = r"/Recordings\.json$", r"/Recordings/RE[0-9a-f]+\.json$"
REST = {
    "well": {},
    "late": {"delay": 0.4, "effect": True},
    "429": {"status": 429},
    "500": {"status": 500},
    "500 after the effect": {"status": 500, "effect": True},
    "garbage": {"garbage": b"<html>busy</html>"},
    "reset": {"reset": True},
    "reset after the effect": {"reset": True, "effect": True},
    "silence": {"silence": True},
    "silence after the effect": {"silence": True, "effect": True},
}


@attrs.frozen
class Plan:
    """A run: where the first process dies, whether it comes back, how REST answers, how often webhooks come."""

    seed: int
    database: str
    point: str
    nth: int
    returns: bool
    rest: str
    on: str
    times: int
    copies: int
    together: bool
    early_refusals: int

    @classmethod
    def of(cls, seed: int) -> Plan:
        """The plan of a seed."""
        chance = random.Random(seed)
        point = chance.choice(list(POINTS))
        return cls(
            seed=seed,
            database=chance.choice(["sqlite", "postgresql"]),
            point=point,
            nth=chance.randint(1, POINTS[point]),
            returns=chance.random() < 0.5,
            # A process that dies while a request is on its way needs one that takes its time.
            rest="late" if point == "rest sent" else chance.choice(list(REST)),
            on=chance.choice([STARTS, STOPS]),
            times=chance.choice([1, 1, 9]),
            copies=chance.choice([1, 1, 2, 3]),
            together=chance.random() < 0.5,
            early_refusals=chance.choice([0, 0, 0, 2]),
        )

    def fault(self) -> Fault:
        """What goes wrong with REST."""
        times = 99 if self.point == "rest sent" else self.times
        return Fault("POST", r"/Recordings" if self.point == "rest sent" else self.on, times=times, **REST[self.rest])  # type: ignore[arg-type]  # the names are those of the class

    def deliveries(self) -> list[Delivery]:
        """How the webhooks come."""
        return [Delivery("voice", copies=self.copies, together=self.together, token="a") for _ in range(5)]  # noqa: S106 - Twilio's name for it

    def options(self) -> Options:
        """How Twilio is."""
        return Options(early_refusals=self.early_refusals)

    def __str__(self) -> str:
        dies = "nobody dies" if self.point == "nowhere" else f"dies at {self.point}:{self.nth}"
        back = "and returns" if self.returns else "another goes on"
        return f"seed {self.seed}: {self.database}, {dies}, {back}; REST {self.rest} ({self.times}); x{self.copies}"
