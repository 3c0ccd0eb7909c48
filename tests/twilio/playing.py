"""Plays a document to a caller: an application, a stand-in and a call in one line, for the stand-in's own tests."""

from __future__ import annotations

from collections.abc import Collection

import attrs
from tests.twilio.caller.script import Script
from tests.twilio.serving import App, Page, Says, serving
from tests.twilio.stand_in import Options, Transcript, Twilio


@attrs.frozen
class Played:
    """What the application got, and what happened in the call."""

    app: App
    transcript: Transcript
    codes: list[int]


async def play(
    twiml: str | Says,
    *,
    script: Script = (),
    allow: Collection[int] = (),
    options: Options | None = None,
    **pages: Page,
) -> Played:
    """What comes of a call to a number with this document at `/voice`; `/status` is its status callback."""
    voice = twiml if isinstance(twiml, Says) else Says(twiml)
    async with serving(voice=voice, status=Says(), **pages) as app:
        async with Twilio(allow=allow, options=options or Options()) as twilio:
            call = await twilio.incoming_call(app.url + "/voice", status_callback=app.url + "/status", script=script)
            transcript = await call.ended()
            await twilio.settled()
        return Played(app, transcript, [problem.code for problem in call.line.problems.found])
