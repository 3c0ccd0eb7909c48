"""An application that is killed, once, at a point that its environment names: what `kill -9` does at that moment."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import attrs
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from tests.runtime.host.hosted import asks, flow_of, says, settings_for

from runtime import create_app
from runtime.run import Run
from runtime.step import Acts, Decides, Exit, Outcome
from runtime.values import JsonObject
from runtime.world import World

POINTS = ("received", "intended", "done", "told", "answered")

_FOLDER = Path(os.environ["FOLDER"])


def die_at(point: str) -> None:
    """Kills the process, if this is the point and it was not killed before."""
    mark = _FOLDER / "killed"
    if os.environ["POINT"] == point and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


class Passes(Decides):
    """Is passed in the transaction that commits the intent."""

    def decide(self, run: Run) -> Exit | None:  # noqa: ARG002 — the base class names it
        """On to the act."""
        die_at("received")
        return self.exit("next")


@attrs.frozen(kw_only=True)
class Writes(Acts):
    """Leaves a line in a file, which nobody can take back."""

    limit = 1.0

    def intend(self, run: Run) -> JsonObject:  # noqa: ARG002 — as above
        """Nothing is asked for."""
        return {}

    async def perform(self, request: JsonObject, world: World) -> Outcome:  # noqa: ARG002 — as above
        """One line."""
        die_at("intended")
        with (_FOLDER / "effects").open("a") as effects:
            effects.write("done\n")
        die_at("done")
        return Outcome("done")

    async def recover(self, request: JsonObject, world: World) -> Outcome:  # noqa: ARG002 — as above
        """Nobody can tell."""
        return Outcome("failed")

    def took(self, run: Run, outcome: Outcome) -> None:
        """Is called in the transaction that commits the outcome."""
        super().took(run, outcome)
        die_at("told")


def answering(app: ASGIApp) -> ASGIApp:
    """The application, killed when it begins to answer the second webhook."""

    async def dying(scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if b"turn=1" in scope.get("query_string", b""):
                die_at("answered")
            await send(message)

        await app(scope, receive, sending)

    return dying


_flow = flow_of()
_flow.add(asks("ask", "pass"))
_flow.add(Passes("pass", exits={"next": "write"}))
_flow.add(Writes("write", exits={"done": "bye", "failed": "sorry"}))
_flow.add(says("bye", None))
_flow.add(says("sorry", None))

app = answering(
    create_app(
        _flow,
        settings=settings_for(os.environ["DATABASE"], public_url=os.environ["PUBLIC"]),
        folder=_FOLDER / "twiml",
    )
)
