"""Small steps of each kind, as a user of the runtime would write them."""

from __future__ import annotations

from typing import ClassVar

import attrs

from runtime.run import Run
from runtime.step import Acts, Decides, Exit, Outcome, Parameters, Speaks
from runtime.values import JsonObject
from runtime.world import World


@attrs.frozen(kw_only=True)
class Goes(Decides):
    """Takes the exit of a name, or none."""

    event: str = "next"

    def decide(self, run: Run) -> Exit | None:
        return self.exit(self.event)


@attrs.frozen(kw_only=True)
class Says(Speaks):
    """Speaks and goes on."""

    leaves_by: ClassVar[str | None] = "done"


@attrs.frozen(kw_only=True)
class Asks(Speaks):
    """Speaks and waits; its answer names the exit. It waits so long, and has this exit for a hang-up."""

    patience: float | None = None
    on_hangup: str | None = None

    def answered(self, run: Run, parameters: Parameters) -> str:
        run.replace(self.name, parameters)
        return parameters["exit"]

    def hung_up(self, run: Run) -> str | None:
        return self.on_hangup

    def due(self, run: Run) -> float | None:
        return self.patience

    def timed_out(self, run: Run) -> str:
        return "late"


@attrs.frozen(kw_only=True)
class Does(Acts):
    """Acts, within so many seconds, and waits where its outcome has no exit."""

    limit: ClassVar[float] = 5.0

    on_hangup: str | None = None

    def intend(self, run: Run) -> JsonObject:
        return {"line": run.session.line}

    async def perform(self, request: JsonObject, world: World) -> Outcome:
        return Outcome("done", {"asked": request})

    async def recover(self, request: JsonObject, world: World) -> Outcome:
        return Outcome("failed")

    def answered(self, run: Run, parameters: Parameters) -> str:
        return "done"

    def told(self, run: Run, parameters: Parameters) -> str | None:
        return parameters.get("exit")

    def hung_up(self, run: Run) -> str | None:
        return self.on_hangup

    def due(self, run: Run) -> float | None:
        return 30.0

    def timed_out(self, run: Run) -> str:
        return "failed"
