"""What all calls and messages of an account share, and how calls come to be and tell of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from tests.twilio.caller.actions import Answers, Busy, Fails, NoAnswer
from tests.twilio.caller.pace import Pace
from tests.twilio.caller.script import Reader, Script
from tests.twilio.clock import Clock
from tests.twilio.conversations.conversation import Conversations
from tests.twilio.messaging.message import Messages
from tests.twilio.moments import iso8601, rfc2822
from tests.twilio.problems import Problem, Problems
from tests.twilio.recordings import Recordings
from tests.twilio.sids import Sids
from tests.twilio.tasks.task import Tasks
from tests.twilio.voice.call import Call, Hooks
from tests.twilio.web.courier import Courier
from tests.twilio.web.webhook import Answer, Webhook


@attrs.frozen
class Options:
    """What is not known of Twilio, or differs between accounts, so that a test can try both.

    - `refuse_second_recording`: a start while one runs is 16108, instead of a success without a new recording.
    - `early_refusals`: how many starts of a recording are refused (21220) after the call was answered.
    - `dial_action_after_hangup`: whether the action of `<Dial>` is requested when the caller hung up.
    """

    refuse_second_recording: bool = False
    early_refusals: int = 0
    dial_action_after_hangup: bool = True


Phone = Answers | Busy | NoAnswer | Fails


@attrs.define
class Switchboard:
    """The one place that calls, verbs and REST resources know each other by."""

    account_sid: str
    clock: Clock
    sids: Sids
    courier: Courier
    pace: Pace
    options: Options
    allowed: frozenset[int]
    problems: Problems
    recordings: Recordings = attrs.field(init=False)
    messages: Messages = attrs.field(init=False)
    conversations: Conversations = attrs.field(init=False)
    tasks: Tasks = attrs.field(init=False)
    interactions: dict[str, Mapping[str, Any]] = attrs.field(factory=dict)
    calls: dict[str, Call] = attrs.field(factory=dict)
    queues: dict[str, str] = attrs.field(factory=dict)
    phones: dict[str, list[Phone]] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.recordings = Recordings(self.account_sid, self.clock, self.sids, self.tell_about)
        self.messages = Messages(self.account_sid, self.clock, self.sids, self.tell)
        self.conversations = Conversations(self.account_sid, self.clock, self.sids, self.tell)
        self.tasks = Tasks(self.clock, self.sids)

    def new_call(
        self, from_: str, to: str, direction: str, hooks: Hooks, script: Script = (), parent: Call | None = None
    ) -> Call:
        """A call that nobody was told of yet; the leg that a call dials shares its transcript and its problems."""
        call = Call(
            sid=self.sids.new("CA"),
            account_sid=self.account_sid,
            from_=from_,
            to=to,
            direction=direction,
            hooks=hooks,
            reader=Reader(script),
            problems=Problems(self.allowed) if parent is None else parent.problems,
            clock=self.clock,
            parent_sid=None if parent is None else parent.sid,
            created=self.clock.now,
            refusals=self.options.early_refusals,
        )
        if parent is not None:
            call.transcript = parent.transcript
        self.calls[call.sid] = call
        return call

    async def answer(self, call: Call) -> None:
        """Makes the call be in progress."""
        call.status, call.answered_at = "in-progress", self.clock.now
        call.note("twilio", "answers")
        await self.report(call, "answered")

    async def end(self, call: Call, status: str, reason: str) -> None:
        """Makes the call be over: background services and recordings end, and the status callback tells.

        Of a call that was canceled while it was queued nothing is told.
        """
        queued = call.status == "queued"
        call.status, call.ended_at = status, self.clock.now
        call.note("twilio", "ends", f"{status}: {reason}")
        for kind, name in tuple(call.services):
            await self.stop_service(call, kind, name)
        self.recordings.stop_all(call)
        if not queued:
            await self.report(call, "completed")

    async def report(self, call: Call, event: str) -> None:
        """Sends the status callback, where it is wanted for `initiated`, `ringing`, `answered` or `completed`.

        Source: https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent
        """
        if call.hooks.status is None or event not in call.hooks.events:
            return
        number, call.sequence = call.sequence, call.sequence + 1
        parameters = {
            **call.parameters(),
            "CallbackSource": "call-progress-events",
            "Timestamp": rfc2822(self.clock.now),
            "SequenceNumber": str(number),
            **({"CallDuration": str(call.duration)} if call.over else {}),
            **({"AnsweredBy": call.answered_by} if call.answered_by else {}),
            **(self._recorded(call) if call.over else {}),
        }
        await self.tell_about(call, Webhook("status", call.hooks.status, parameters, call.hooks.status_method))

    def _recorded(self, call: Call) -> Mapping[str, str]:
        """What a status callback says of a recording that was asked for with the call (`Record=true`)."""
        for one in self.recordings.of(call.sid):
            if one.style.source == "OutboundAPI":
                url = self.recordings.url(one)
                return {"RecordingUrl": url, "RecordingSid": one.sid, "RecordingDuration": str(one.seconds)}
        return {}

    async def stop_service(self, call: Call, kind: str, name: str) -> None:
        """Ends a background service (`Stream`, `Siprec`, `Transcription`) and tells its status callback."""
        service = call.services.pop((kind, name))
        call.note("twilio", "stops", f"{kind} {name}")
        await self.report_service(call, kind, service, "stopped")

    async def report_service(self, call: Call, kind: str, service: Mapping[str, str], event: str) -> None:
        """Sends the status callback of a background service.

        Source: https://www.twilio.com/docs/voice/twiml/stream#statuscallback
        """
        url = service.get("statusCallback") or service.get("statusCallbackUrl")
        if not url:
            return
        named = {
            f"{kind}Sid": service["sid"],
            f"{kind}Name": service["name"],
            f"{kind}Event": f"{kind.lower()}-{event}",
        }
        parameters = {
            "AccountSid": self.account_sid,
            "CallSid": call.sid,
            **named,
            "Timestamp": iso8601(self.clock.now),
        }
        method = service.get("statusCallbackMethod", "POST")
        await self.tell_about(call, Webhook(kind.lower(), url, parameters, method))

    async def ask_about(self, call: Call, webhook: Webhook) -> Answer:
        """The answer to a webhook of a call; it stands in the transcript."""
        answer = await self.courier.ask(webhook, call.cookies)
        self._note(call, webhook, answer)
        return answer

    async def tell_about(self, call: Call, webhook: Webhook) -> None:
        """Sends a webhook whose answer does not matter; a failing one is a problem all the same."""
        answer = await self.courier.tell(webhook)
        if answer is not None:
            self._note(call, webhook, answer)
            if answer.error is not None:
                call.problem(Problem(answer.error, answer.reason, webhook.url))

    async def tell(self, webhook: Webhook) -> None:
        """Sends a webhook that is about no call."""
        answer = await self.courier.tell(webhook)
        if answer is not None and answer.error is not None:
            self.problems.add(Problem(answer.error, answer.reason, webhook.url))

    def _note(self, call: Call, webhook: Webhook, answer: Answer) -> None:
        told = " ".join(f"{name}={webhook.parameters[name]}" for name in _TOLD if webhook.parameters.get(name))
        result = answer.status if answer.status is not None else f"error {answer.error}"
        call.note("twilio", _DOES.get(webhook.kind, "asks"), f"{webhook.url} {told} -> {result}", answer=answer)


_DOES = {"status": "tells", "recording": "tells", "stream": "tells", "siprec": "tells", "transcription": "tells"}
# What a reader of the transcript wants to see of a request.
_TOLD = (
    *("CallStatus", "Digits", "SpeechResult", "RecordingStatus", "DialCallStatus", "QueueResult", "Result"),
    *("VirtualAgentStatus", "AnsweredBy", "ErrorCode", "StreamEvent"),
)
