"""The feedback flow from the first ring to the end, against the stand-in for Twilio."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import attrs
from tests.runtime.feedback.flow import flow
from tests.twilio.plain_http import plain_client
from tests.twilio.serving import App, Says, serving
from tests.twilio.stand_in import ACCOUNT_SID, AUTH_TOKEN, Delivery, Fault, HangUp, Speak, Twilio
from tests.twilio.web.listener import Listener

from runtime import Settings, create_app

PUBLIC = "https://flow.example.com"
FOLDER = Path(__file__).resolve().parents[1] / "feedback" / "twiml"


@attrs.frozen
class Stage:
    """Twilio, the application, and the server that is told of recordings."""

    twilio: Twilio
    url: str
    users: App

    async def call(self, *script: Speak | HangUp) -> list[str]:
        """What a caller hears."""
        call = await self.twilio.incoming_call(
            f"{PUBLIC}/voice", status_callback=f"{PUBLIC}/status", script=list(script)
        )
        transcript = await call.ended()
        await self.twilio.settled()
        return transcript.heard

    async def ended(self) -> str:
        """The lines of the metrics about sessions that have ended."""
        async with plain_client() as client:
            text = (await client.get(f"{self.url}/metrics")).text
        return "\n".join(line for line in text.splitlines() if line.startswith("flow_sessions_ended_total"))

    @property
    def starts(self) -> int:
        """How many recordings were begun by REST."""
        return len(
            [
                one
                for one in self.twilio.requests
                if one.request.path.endswith("/Recordings.json") and one.request.method == "POST"
            ]
        )


@asynccontextmanager
async def staged(database: str) -> AsyncIterator[Stage]:
    """The feedback flow on a socket, which Twilio reaches under its public address."""
    hosts: dict[str, str] = {}
    async with serving(recordings=Says()) as users, Twilio(hosts=hosts) as twilio:
        settings = Settings(
            account_sid=ACCOUNT_SID,
            auth_token=AUTH_TOKEN,
            public_url=PUBLIC,
            database_url=database,
            api_base=twilio.url,
        )
        app = create_app(flow, settings=settings, folder=FOLDER)
        listener = Listener(app)
        async with app.router.lifespan_context(app):
            await listener.open()
            hosts |= {PUBLIC: listener.url, "https://example.com": users.url}
            yield Stage(twilio, listener.url, users)
            await twilio.settled()
            await listener.close()


HELLO = "Hello! To improve our service, this call will be recorded."
QUESTION = "How was your experience with us? Press star when you are done."
THANKS = "Thank you, we heard: It was fine.. Goodbye!"
OFFLINE = "We can't take feedback right now. Please call again later. Goodbye."


async def test_a_call_is_recorded_and_answered(address: str) -> None:
    async with staged(address) as stage:
        heard = await stage.call(Speak("It was fine."))
        ended = await stage.ended()

    assert heard == [HELLO, QUESTION, THANKS]
    assert stage.starts == 1
    assert [got.form["RecordingStatus"] for got in stage.users.got] == ["in-progress", "completed"]
    assert 'reason="flow ended"} 1.0' in ended


async def test_a_recording_that_is_refused_takes_its_failure_exit(address: str) -> None:
    async with staged(address) as stage:
        stage.twilio.fault(Fault("POST", "Recordings", status=500, times=9))
        heard = await stage.call()

    assert heard == [HELLO, OFFLINE]


async def test_a_recording_whose_answer_was_lost_is_found_and_not_begun_again(address: str) -> None:
    async with staged(address) as stage:
        stage.twilio.fault(Fault("POST", "Recordings", effect=True, reset=True))
        heard = await stage.call(Speak("It was fine."))

    assert heard == [HELLO, QUESTION, THANKS]
    assert stage.starts == 1


async def test_webhooks_that_come_twice_at_once_record_once(address: str) -> None:
    async with staged(address) as stage:
        stage.twilio.deliver(Delivery("voice", copies=2, together=True, times=9))
        heard = await stage.call(Speak("It was fine."))
        sent = [answer.webhook.kind for answer in stage.twilio.webhooks]

    assert heard == [HELLO, QUESTION, THANKS]
    assert stage.starts == 1
    assert sent.count("voice") == 6


async def test_a_caller_who_hangs_up_ends_the_session(address: str) -> None:
    async with staged(address) as stage:
        heard = await stage.call(HangUp(during="Hello"))
        ended = ""
        for _ in range(100):
            ended = await stage.ended()
            if ended:
                break
            await asyncio.sleep(0.1)

    assert heard == [HELLO]
    assert 'reason="hung up"} 1.0' in ended
