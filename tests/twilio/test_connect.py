"""`<Connect>`: something else has the call for a while."""

from __future__ import annotations

from tests.twilio.plain_http import plain_client
from tests.twilio.playing import play
from tests.twilio.serving import Says, serving
from tests.twilio.stand_in import Agent, HangUp, Situation, Twilio

AGENT = '<Connect action="/done"><VirtualAgent connectorName="bot"/></Connect><Say>After</Say>'
DONE = Says("<Say>Goodbye</Say>")


async def test_the_action_gets_what_the_agent_ended_with() -> None:
    played = await play(AGENT, script=[Agent({"VirtualAgentStatus": "live-agent-handoff"}, seconds=40)], done=DONE)

    assert played.app.at("/done")[0].form["VirtualAgentStatus"] == "live-agent-handoff"
    assert played.transcript.heard == ["Goodbye"]
    assert [event.at for event in played.transcript.events if "/done" in event.what] == [40.0]


async def test_without_an_action_the_document_goes_on() -> None:
    twiml = '<Connect><Stream url="wss://a.example"/></Connect><Say>After</Say>'
    played = await play(twiml, script=[Agent()])

    assert played.transcript.heard == ["After"]


async def test_a_caller_who_hangs_up_makes_no_request_but_the_status_callback() -> None:
    played = await play(AGENT, script=[HangUp()], done=DONE)

    assert [got.path for got in played.app.got] == ["/voice", "/status"]


async def test_a_call_that_a_relay_has_can_not_be_recorded() -> None:
    codes: list[int] = []
    relay = Says('<Connect><ConversationRelay url="wss://a.example"/></Connect>')
    async with serving(voice=relay) as app, Twilio() as twilio:

        async def start(sid: str) -> None:
            path = f"/2010-04-01/Accounts/{twilio.account_sid}/Calls/{sid}/Recordings.json"
            async with plain_client(auth=(twilio.account_sid, twilio.auth_token)) as client:
                codes.append((await client.post(twilio.url + path)).json()["code"])

        def script(situation: Situation) -> Agent:
            twilio.clock.later(5, lambda: start(situation.call_sid))
            return Agent(seconds=20)

        call = await twilio.incoming_call(app.url + "/voice", script=script)
        await call.ended()

    assert codes == [21220]
