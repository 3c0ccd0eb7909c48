"""An application whose act takes a moment, and tells in files when it begins and when it has ended."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from tests.runtime.host.acts import Does
from tests.runtime.host.hosted import asks, flow_of, says, settings_for

from runtime import create_app
from runtime.step import Outcome
from runtime.values import JsonObject
from runtime.world import World

_FOLDER = Path(os.environ["FOLDER"])
_SECONDS = 1.0


async def _do(_request: JsonObject, _world: World) -> Outcome:
    """Takes a second, whatever happens meanwhile."""
    (_FOLDER / "begun").touch()
    await asyncio.sleep(_SECONDS)
    with (_FOLDER / "effects").open("a") as effects:
        effects.write("done\n")
    return Outcome("done")


_flow = flow_of()
_flow.starts["incomingRequest"] = "act"
_flow.add(asks("ask", "act"))
_flow.add(Does("act", do=_do, exits={"done": "bye"}))
_flow.add(says("bye", None))
app = create_app(
    _flow, settings=settings_for(os.environ["DATABASE"], public_url=os.environ["PUBLIC"]), folder=_FOLDER / "twiml"
)
