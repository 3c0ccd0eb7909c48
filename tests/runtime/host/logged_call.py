"""A call, whose logs go to the standard output of a process of its own: structlog keeps its loggers for good."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.runtime.host.acts import Does, counted
from tests.runtime.host.hosted import CALL, action, asking, asks, documents, flow_of, hosted, says


async def call(database: str, folder: Path, *, mask: bool) -> None:
    """Plays a call with an answer, an act, what is told of it later, an address that is none, and no signature."""
    flow = flow_of()
    flow.add(asks("ask", "act"))
    flow.add(Does("act", do=counted([], outputs={"secret": "of the act"}), exits={"done": "bye"}))
    flow.add(says("bye", None))
    documents(folder, ask=asking("ask"), bye="<Say>bye</Say>")
    async with hosted(flow, database, folder, mask_numbers=mask) as host:
        first = await host.post("/voice")
        await host.post(action(first), Digits="47*11", SpeechResult="my card is 4111111111111111")
        await host.post("/recording", RecordingSid="RE1", RecordingStatus="completed")
        await host.post("/status", CallStatus="completed")
        await host.post("/voice/x/+15551234567?turn=1")
        await host.client.post("https://flow.example.com/ivr/voice", data={"CallSid": CALL})


if __name__ == "__main__":
    asyncio.run(call(sys.argv[1], Path(sys.argv[2]), mask=sys.argv[3] == "mask"))
