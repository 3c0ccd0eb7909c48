"""Steps of the tests' own, as a user could write them: one that acts as it is told, and a wait after an act."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

import attrs

from runtime.run import Run
from runtime.step import Acts, Outcome, Parameters
from runtime.values import JsonObject
from runtime.world import World

Doing = Callable[[JsonObject, World], Awaitable[Outcome]]


async def unknown(_request: JsonObject, _world: World) -> Outcome:
    """What a step says that cannot find out what became of it."""
    return Outcome("failed", {"looked": True})


@attrs.frozen(kw_only=True)
class Does(Acts):
    """Does what the test gives it; `look` is how it is recovered."""

    limit: ClassVar[float] = 2.0

    do: Doing
    look: Doing = unknown

    def intend(self, run: Run) -> JsonObject:
        """The number of the turn, for the test to see."""
        return {"turn": run.session.turn}

    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """As the test says."""
        return await self.do(request, world)

    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """As the test says."""
        return await self.look(request, world)


@attrs.frozen(kw_only=True)
class Rings(Does):
    """Places a call, as it were, and waits for it to be answered, or for its status."""

    def took(self, run: Run, outcome: Outcome) -> None:
        """The call is the session's."""
        run.replace(self.name, outcome.outputs)
        call_sid = outcome.outputs.get("CallSid")
        if isinstance(call_sid, str):
            run.session.call_sid, run.session.line = call_sid, "ringing"

    def answered(self, run: Run, parameters: Parameters) -> str:
        """The call is answered."""
        run.session.call_sid, run.session.line = parameters["CallSid"], "live"
        return "answered"

    def told(self, run: Run, parameters: Parameters) -> str | None:  # noqa: ARG002 — the base class names it
        """Nobody answered."""
        return "busy" if parameters.get("CallStatus") == "busy" else None

    def due(self, run: Run) -> float | None:  # noqa: ARG002 — the base class names it
        """A minute."""
        return 60

    def timed_out(self, run: Run) -> str:  # noqa: ARG002 — the base class names it
        """Nobody said anything."""
        return "noAnswer"


def counted(effects: list[str], event: str = "done", outputs: JsonObject | None = None) -> Doing:
    """Doing that leaves a mark in a list, and ends by an exit."""

    async def do(request: JsonObject, _world: World) -> Outcome:
        effects.append(f"turn {request['turn']}")
        return Outcome(event, outputs or {})

    return do
