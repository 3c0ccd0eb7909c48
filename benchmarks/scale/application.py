"""The application whose processes are counted, made by a function for `uvicorn --factory`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

import attrs
from benchmarks.webhook.servers import ADDRESS, TOKEN
from starlette.applications import Starlette

from runtime import Flow, Settings, create_app
from runtime.run import Run
from runtime.step import Acts, Outcome
from runtime.steps import GatherInputOnCall, SayPlay, SetVariables, SplitBasedOn
from runtime.steps.split_based_on import When
from runtime.values import JsonObject
from runtime.world import World

TWIML = Path(__file__).parent / "twiml"
LAST_KEY = "9"


@attrs.frozen(kw_only=True)
class Waits(Acts):
    """A wait that nothing ends but time: what it does before is nothing."""

    limit: ClassVar[float] = 5.0
    seconds: float

    def intend(self, run: Run) -> JsonObject:
        """Nothing."""
        return {}

    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """Waits."""
        return Outcome(None)

    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """Waits: there was nothing to do."""
        return Outcome(None)

    def due(self, run: Run) -> float | None:
        """The seconds."""
        return self.seconds

    def timed_out(self, run: Run) -> str:
        """`timeout`."""
        return "timeout"


def flow() -> Flow:
    """A call that notes each key that is pressed until the last one; over REST a wait that notes that it ended."""
    flow = Flow("scale", version="1", starts={"incomingCall": "ask", "incomingRequest": "wait"})
    keys = {"keypress": "note", "speech": "note", "timeout": "ask"}
    flow.add(
        GatherInputOnCall("ask", document="ask.xml", liquid={"say": "So far: {{flow.variables.keys}}"}, exits=keys)
    )
    noted = "{{flow.variables.keys}}{{widgets.ask.Digits}}"
    flow.add(SetVariables("note", variables=[("keys", noted, "string")], exits={"next": "is_last"}))
    last = When("equal_to", "{{widgets.ask.Digits}}", LAST_KEY, to="bye")
    flow.add(SplitBasedOn("is_last", input="{{widgets.ask.Digits}}", cases=[last], exits={"noMatch": "ask"}))
    flow.add(SayPlay("bye", document="bye.xml", exits={"audioComplete": None}))
    flow.add(Waits("wait", seconds=60, exits={"timeout": "count"}))
    counted = ("ends", "{{flow.variables.ends}}I", "string")
    flow.add(SetVariables("count", variables=[counted], exits={"next": None}))
    return flow


def app() -> Starlette:
    """The application over the database of the environment."""
    settings = Settings(
        account_sid="AC" + "0" * 32, auth_token=TOKEN, public_url=ADDRESS, database_url=os.environ["DATABASE_URL"]
    )
    return create_app(flow(), settings=settings, folder=TWIML)
