"""Run Subflow: another flow, which lives in a bundle of its own."""

from __future__ import annotations

import hashlib
from typing import ClassVar, TypedDict, cast

import attrs
import structlog

from runtime.other_bundle import COMPLETED, FAILED, OVER, ROUTE, AwayError, Beginning, Progress, RefusedError, ask
from runtime.run import Run
from runtime.session import HUNG_UP, Closing, Session
from runtime.step import Acts, Again, Outcome, Parameters
from runtime.subflow import PARENT, trigger_of
from runtime.subflow_parameters import Given, given, rendered
from runtime.values import Json, JsonObject
from runtime.walk import SPEAKABLE
from runtime.world import World

# A run without a call asks what became of its subflow: soon after there was news, then more and more seldom.
_SELDOM = 300
# So often it asks a bundle that does not answer: for eight minutes and a half, in which any bundle is started anew.
_MOST_TRIES = 9

_log = structlog.get_logger(__name__)


class _Letter(TypedDict):
    """What the other bundle is to be told: the path of its route, and the form."""

    to: str
    form: dict[str, str]


@attrs.frozen(kw_only=True)
class RunSubflowElsewhere(Acts):
    """Runs the flow of the bundle at `address`, and waits until it has ended.

    A call is led there, and comes back. For a run without one the other bundle is asked now and then; messages of
    the contact are handed on to it. All that is said to it may be said again: it knows the subflow by its key.
    """

    limit: ClassVar[float] = 5.0
    polls: ClassVar[bool] = True

    address: str
    flow_sid: str
    flow_revision: str = "LatestPublished"
    parameters: tuple[Given, ...] = attrs.field(default=(), converter=given)

    def intend(self, run: Run) -> JsonObject:
        """The beginning of the subflow; nothing where this run is a subflow itself."""
        session = run.session
        if PARENT in session.trigger:
            return {}
        key = hashlib.sha256(f"{session.key} {self.name} {session.taken}".encode()).hexdigest()
        begins = Beginning(
            key=key,
            returns=run.answer,
            contact=session.contact,
            address=session.address,
            trigger=trigger_of(session, self.name, run.flow_sid, rendered(run, self.parameters)),
            taken=session.taken,
            call_sid=session.call_sid,
            line=session.line,
            conversation=session.conversation,
            service=session.service,
            recording=session.recording,
        )
        session.elsewhere = {"key": key, "polls": 0, "tries": 0, "unheard": [_letter(ROUTE, begins.form())]}
        if session.closing is None or session.closing["step"] == self.name:
            ends = _letter(f"{ROUTE}/{key}", {"Status": "ended"})
            session.closing = Closing(step=self.name, request={"key": key, "letter": ends, "now": True})
        return self._request(run)

    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """Tells the other bundle what it has not heard yet, or asks it; `failed` for a no, or what cannot be read."""
        if not request:
            _log.warning("no subflow within a subflow", code=81024, step=self.name)
            return Outcome(FAILED)
        letter = cast("_Letter | None", request["letter"])
        path, form = (f"{ROUTE}/{request['key']}", None) if letter is None else (letter["to"], letter["form"])
        try:
            found = await ask(world, self.address, path, form, self.limit)
        except AwayError as error:
            _log.warning("subflow not reached", step=self.name, reason=str(error))
            return Outcome(FAILED if request.get("now") else None)
        except RefusedError as error:
            _log.warning("subflow refused", code=81024, step=self.name, reason=str(error))
            return Outcome(FAILED)
        # A call comes back when the subflow has ended, or is about to wait for a message.
        is_back = request.get("back") is True
        event = found.event or (FAILED if is_back and found.hears is None else None)
        told: JsonObject = {"heard": form is not None, "back": is_back, "found": found.told()}
        return Outcome(None if event == OVER else event, told)

    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """The same again: what the other bundle has heard before changes nothing there."""
        return await self.perform(request, world)

    def took(self, run: Run, outcome: Outcome) -> None:
        """The variables of a subflow that is completed. One whose caller is gone ends the run."""
        session, elsewhere = run.session, run.session.elsewhere
        told = outcome.outputs.get("found")
        found = None if told is None else Progress.of(told)
        if elsewhere is None or outcome.event is not None or (found is not None and found.event == OVER):
            self._forget(session)
            if found is not None:
                _take_over(session, found)
            if outcome.event is None:
                session.finish(HUNG_UP)
            run.replace(self.name, found.variables if found is not None and outcome.event == COMPLETED else {})
        elif found is None:
            session.elsewhere = {**elsewhere, "tries": _number(elsewhere, "tries") + 1}
        else:
            left = _unheard(elsewhere)[1 if outcome.outputs.get("heard") else 0 :]
            asked = _number(elsewhere, "polls") + 1
            session.elsewhere = {**elsewhere, "address": found.address, "unheard": left, "polls": asked, "tries": 0}
            if outcome.outputs.get("back"):
                self._let_go(session, found.hears)

    def leads(self, run: Run) -> str | None:
        """Where the other bundle answers the call, unless the call has come back from there."""
        elsewhere = run.session.elsewhere or {}
        address = None if "freed" in elsewhere else elsewhere.get("address")
        return address if isinstance(address, str) else None

    def hears(self, run: Run) -> str | None:
        """Where the contact writes to a run without a call; the subflow knows whether it waits for that.

        Messages of somebody who is on the line are the subflow's only when it has told that it waits for one.
        """
        session = run.session
        return (
            None if session.line in SPEAKABLE or PARENT in session.trigger else session.conversation or session.address
        )

    def answered(self, run: Run, parameters: Parameters) -> str | Again:
        """Asks what became of the subflow: its call has come back, be it one that the subflow has placed."""
        if run.session.elsewhere is None:
            return FAILED
        run.session.call_sid, run.session.line = parameters["CallSid"], "live"
        return Again({**self._request(run), "letter": None, "now": True, "back": True})

    def replied(self, run: Run, parameters: Parameters) -> str | Again:
        """Hands a message on."""
        return self._news(run, parameters)

    def told(self, run: Run, parameters: Parameters) -> str | Again | None:
        """Hands on that the call is over, of which Twilio tells who has answered it first."""
        is_over = "CallStatus" in parameters and run.session.line == "gone"
        return self._news(run, parameters) if is_over and run.session.elsewhere is not None else None

    def hung_up(self, run: Run) -> str | Again | None:
        """The same, where nobody could take in what Twilio told."""
        call_sid = run.session.call_sid
        if run.session.elsewhere is None or call_sid is None:
            return None
        return self._news(run, {"CallSid": call_sid, "CallStatus": "completed"})

    def due(self, run: Run) -> float | None:
        """When the other bundle is asked again. A call comes back by itself."""
        elsewhere = run.session.elsewhere
        if elsewhere is None or _is_led(run.session):
            return None
        if _unheard(elsewhere) and not elsewhere["tries"]:
            return 0
        times = _number(elsewhere, "tries") or _number(elsewhere, "polls") - 1
        return 0 if elsewhere["tries"] == _MOST_TRIES else min(_SELDOM, 2.0 ** min(times, _MOST_TRIES))

    def timed_out(self, run: Run) -> str | Again:
        """Asks again; `failed` where nobody has answered for long."""
        elsewhere = run.session.elsewhere
        if elsewhere is None or _number(elsewhere, "tries") >= _MOST_TRIES:
            self._forget(run.session)
            run.replace(self.name, {})
            return FAILED
        return Again(self._request(run))

    def _news(self, run: Run, parameters: Parameters) -> str | Again:
        elsewhere = run.session.elsewhere
        if elsewhere is None:
            return FAILED
        letter = _letter(f"{ROUTE}/{elsewhere['key']}", parameters)
        run.session.elsewhere = {**elsewhere, "polls": 0, "unheard": [*_unheard(elsewhere), letter]}
        return Again(self._request(run))

    def _request(self, run: Run) -> JsonObject:
        """What is to be told next, if anything; `now` where a call waits for the answer."""
        elsewhere = run.session.elsewhere
        assert elsewhere is not None
        unheard = _unheard(elsewhere)
        letter = unheard[0] if unheard else None
        return {"key": elsewhere["key"], "letter": letter, "now": _is_led(run.session)}

    def _let_go(self, session: Session, hears: str | None) -> None:
        """The call has nothing more to hear, and the run hears where its subflow does, which may ask now."""
        elsewhere = session.elsewhere
        assert elsewhere is not None
        goes_on = _letter(f"{ROUTE}/{elsewhere['key']}", {"Hears": hears or ""})
        session.hears = hears
        session.elsewhere = {**elsewhere, "freed": True, "polls": 0, "unheard": [*_unheard(elsewhere), goes_on]}

    def _forget(self, session: Session) -> None:
        """The subflow has ended, and need not be ended."""
        session.elsewhere = None
        if session.closing is not None and session.closing["step"] == self.name:
            session.closing = None


def _is_led(session: Session) -> bool:
    """Whether there is a call that goes to the other bundle, and has not come back from there."""
    return session.line in SPEAKABLE and "freed" not in (session.elsewhere or {})


def _letter(path: str, form: Parameters) -> Json:
    return {"to": path, "form": {**form}}


def _unheard(elsewhere: JsonObject) -> list[Json]:
    return cast("list[Json]", elsewhere["unheard"])


def _number(elsewhere: JsonObject, name: str) -> int:
    return cast("int", elsewhere[name])


def _take_over(session: Session, found: Progress) -> None:
    """What a subflow does to the run itself: the steps that it took, the recording, and a call that it has placed."""
    session.taken = max(session.taken, found.taken)
    session.recording = found.recording
    if found.recording is not None and found.recording not in session.recordings:
        session.recordings.append(found.recording)
    if found.call_sid is not None and found.call_sid != session.call_sid:
        session.call_sid, session.line = found.call_sid, found.line
