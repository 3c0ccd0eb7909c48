"""How a call goes from its first ring to its end: incoming ones, and those that a REST request begins."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from tests.twilio.caller.actions import Answers, Busy, Fails
from tests.twilio.problems import Problem, ScriptError
from tests.twilio.recordings import Callback, Style
from tests.twilio.switchboard import Switchboard
from tests.twilio.voice.call import Call, CallOverError, RedirectedError, Request
from tests.twilio.voice.session import Session
from tests.twilio.voice.verbs.flow import RejectedError
from tests.twilio.voice.verbs.table import VERBS
from tests.twilio.web.webhook import Webhook


@attrs.frozen
class Detection:
    """What a REST request asks about answering machines."""

    mode: str | None = None
    callback: str | None = None
    method: str = "POST"
    asynchronous: bool = False


@attrs.frozen
class Start:
    """How a call begins: its first document, and what a REST request asked for besides."""

    request: Request | None
    twiml: str | None = None
    timeout: float = 60.0
    detection: Detection = Detection()
    recording: tuple[Style, Callback | None] | None = None

    def telling(self, parameters: Mapping[str, str]) -> Start:
        """The same, with more in the request for the first document."""
        if self.request is None:
            return self
        told = attrs.evolve(self.request, parameters={**self.request.parameters, **parameters})
        return attrs.evolve(self, request=told)


async def incoming(board: Switchboard, call: Call, request: Request) -> None:
    """A call that somebody makes to a number of the account; its first request says `ringing`."""
    call.status = "ringing"
    call.note("caller", "calls", f"{call.to} from {call.from_}")
    await _documents(board, call, Start(request))


async def outgoing(board: Switchboard, call: Call, start: Start) -> None:
    """A call that a REST request began: it rings at the other party as `phones` says, and then plays its document."""
    await board.clock.sleep(board.pace.ring)
    if call.over:
        return
    try:
        answer = await _ring(board, call, start.timeout)
    except CallOverError as over:
        await board.end(call, "canceled", str(over))
        return
    if answer is None:
        return
    if start.recording is not None:
        board.recordings.announce(board.recordings.start(call, *start.recording))
    await board.answer(call)
    call.reader.script = answer.script
    try:
        start = start.telling(await _detect(board, call, start.detection, answer))
    except RedirectedError as redirected:
        start = attrs.evolve(start, request=redirected.request, twiml=redirected.twiml)
    except CallOverError as over:
        await board.end(call, "completed", str(over))
        return
    await _documents(board, call, start)


async def _ring(board: Switchboard, call: Call, timeout: float) -> Answers | None:
    """How the other party answers; None where it does not, and the call is over."""
    phones = board.phones.get(call.to, [])
    phone = phones[0] if phones else None
    del phones[: len(phones) > 1]
    call.status = "initiated"
    call.note("twilio", "dials", call.to)
    await board.report(call, "initiated")
    if phone is None:
        call.problems.add(Problem(0, f"no phone is set for {call.to}"))
        phone = Fails()
    if not isinstance(phone, Fails):
        call.status = "ringing"
        await board.report(call, "ringing")
    if isinstance(phone, Answers) and phone.after < timeout:
        await call.wait(phone.after)
        return phone
    if isinstance(phone, Busy | Fails):
        await call.wait(min(phone.after, timeout))
        await board.end(call, "busy" if isinstance(phone, Busy) else "failed", "the other party")
        return None
    await call.wait(timeout)
    await board.end(call, "no-answer", "nobody answered")
    return None


async def _detect(board: Switchboard, call: Call, detection: Detection, answer: Answers) -> Mapping[str, str]:
    """What the request for the first document says of who answers; no later one of the call repeats it.

    The document waits for that, unless the request wanted it to be told beside the call.
    Source: https://www.twilio.com/docs/voice/answering-machine-detection
    """
    if detection.mode is None:
        return {}

    async def tell() -> None:
        parameters = {
            "CallSid": call.sid,
            "AccountSid": call.account_sid,
            "AnsweredBy": answer.answered_by,
            "MachineDetectionDuration": "4000",
        }
        if detection.callback is not None:
            await board.tell_about(call, Webhook("detection", detection.callback, parameters, detection.method))

    if detection.asynchronous:
        board.clock.later(4.0, tell)
        return {}
    await call.wait(4.0)
    call.answered_by = answer.answered_by
    return {"AnsweredBy": answer.answered_by, "MachineDetectionDuration": "4000"}


async def _documents(board: Switchboard, call: Call, start: Start) -> None:
    """Plays the documents, and ends the call."""
    session = Session(board, call, VERBS)
    status, reason = "completed", "the verbs ran out"
    try:
        await session.run(start.request, start.twiml)
        if call.status == "ringing":
            status, reason = "no-answer", "no verb answered"
    except RejectedError as rejected:
        status, reason = str(rejected), "<Reject>"
    except CallOverError as over:
        status, reason = "completed" if call.answered_at is not None else "no-answer", str(over)
    except ScriptError as error:
        call.problem(Problem(0, str(error), session.url))
        reason = "the script of the test does not fit"
    await board.end(call, status, reason)
