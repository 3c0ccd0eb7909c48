"""Runs the documents of a call: fetches them, plays them verb by verb, and ends the call when nothing is left."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

import attrs
from tests.twilio.addresses import is_web, joined
from tests.twilio.caller.script import Situation
from tests.twilio.problems import Problem, ScriptError
from tests.twilio.recordings import Callback
from tests.twilio.switchboard import Switchboard
from tests.twilio.twiml.check import check
from tests.twilio.twiml.element import Element
from tests.twilio.twiml.table import elements
from tests.twilio.voice.call import Call, CallOverError, RedirectedError, Request
from tests.twilio.voice.documents import parsed, read
from tests.twilio.web.webhook import Webhook

MOST_DOCUMENTS = 200
_QUIET = frozenset({"Pause", "Reject"})

Taken = TypeVar("Taken")
Verb = Callable[["Session", Element], Awaitable[Request | None]]


@attrs.define
class Session:
    """The documents of one leg; a nested one plays what a caller in a queue hears, or what a callee is asked.

    `verbs` are those that it knows, `only` those that may stand in its documents where not all may. `url` is the
    address of the current document, empty for TwiML that came inline; `redirected` where a REST request led to it.
    """

    board: Switchboard
    call: Call
    verbs: Mapping[str, Verb]
    only: frozenset[str] | None = None
    kind: str = "voice"
    url: str = ""
    heard: list[str] = attrs.field(factory=list)
    redirected: bool = False

    async def run(self, request: Request | None, twiml: str | None = None) -> None:
        """Plays one document after another, until verbs run out; inline TwiML is the first, where it is given.

        Raises:
            CallOverError: where the call ends before; its text is the reason.
        """
        while True:
            try:
                document = self.inline(twiml) if twiml is not None else await self.fetch(request)
                twiml = None
                request = await self.play(document)
                self.redirected = False
                if request is None:
                    return
            except RedirectedError as redirected:
                if self.only is not None:
                    raise  # it is the call that gets a new document, not what plays beside it
                self.call.note("app", "redirects", redirected.request.url if redirected.request else "to new TwiML")
                request, twiml, self.redirected = redirected.request, redirected.twiml, True

    def inline(self, twiml: str) -> Element:
        """The document that came with a REST request."""
        self.url = ""
        return self.checked(parsed(twiml.encode(), "inline TwiML"))

    async def fetch(self, request: Request | None) -> Element:
        """The document at an address, or the one of the fallback."""
        assert request is not None
        self.call.documents += 1
        if self.call.documents > MOST_DOCUMENTS:
            raise ScriptError(f"the call has asked for {MOST_DOCUMENTS} documents: it goes round")
        self.url = self.resolve(request.url)
        parameters = {**self.call.parameters(), **request.parameters}
        answer = await self.board.ask_about(self.call, Webhook(self.kind, self.url, parameters, request.method))
        self.call.raise_interruption()
        self.url = answer.url
        document = read(answer)
        if isinstance(document, Problem) and self.call.hooks.fallback is not None:
            document = await self.fall_back(document, parameters)
        return self.checked(document)

    async def fall_back(self, problem: Problem, parameters: Mapping[str, str]) -> Element | Problem:
        """The document of the fallback URL, which is asked with the original parameters and what went wrong.

        Source: https://www.twilio.com/docs/availability-reliability
        """
        self.call.problem(problem)
        hooks = self.call.hooks
        assert hooks.fallback is not None
        told = {**parameters, "ErrorCode": str(problem.code), "ErrorUrl": self.url}
        webhook = Webhook("fallback", hooks.fallback, told, hooks.fallback_method)
        answer = await self.board.ask_about(self.call, webhook)
        self.call.raise_interruption()
        self.url = answer.url
        return read(answer)

    def checked(self, document: Element | Problem) -> Element:
        """The document, all its problems kept.

        Raises:
            CallOverError: where there is none; the caller hears of an application error.
        """
        if isinstance(document, Problem):
            self.call.problem(document)
            self.call.note("caller", "hears", "an application error", text="an application error")
            raise CallOverError("application error")
        for problem in check(document):
            self.call.problem(attrs.evolve(problem, where=self.url))
        return document

    async def play(self, document: Element) -> Request | None:
        """The request that the document leads to; None where its verbs run out."""
        for verb in document.children:
            if self.only is not None and verb.name not in self.only:
                self.call.problem(Problem(12200, f"`<{verb.name}>` may not stand in this document", self.url))
            elif verb.name not in self.verbs and verb.name in elements("voice")["Response"].children:
                raise ScriptError(f"the stand-in does not know how `<{verb.name}>` goes")
            elif verb.name in self.verbs:
                await self.answer_before(verb)
                self.call.raise_interruption()
                request = await self.verbs[verb.name](self, verb)
                if request is not None:
                    return request
        return None

    async def answer_before(self, verb: Element) -> None:
        """Answers an incoming call, unless the verb is one that leaves it ringing.

        Source: https://www.twilio.com/docs/voice/twiml#overview-of-twiml
        """
        call = self.call
        waits = verb.name in _QUIET or (verb.name == "Dial" and verb.flag("answerOnBridge"))
        if call.inbound and call.status == "ringing" and not waits:
            await self.board.answer(call)

    async def action_of_caller(self, verb: str, *takes: type[Taken]) -> Taken:
        """What the caller does now that the verb waits.

        Raises:
            ScriptError: where the script is at its end, or says something else than the verb takes.
        """
        situation = Situation(f"<{verb}>", tuple(self.heard), self.board.clock.now, self.call.sid)
        self.heard.clear()
        action = await self.call.reader.next(situation)
        self.call.raise_interruption()
        if not isinstance(action, takes):
            raise ScriptError(f"<{verb}> waits after {situation.text!r}, and the script says {action}")
        return action

    def resolve(self, url: str) -> str:
        """The address that a document means; relative ones are against its own."""
        return joined(self.url, url)

    def action(self, verb: Element, parameters: Mapping[str, str], *, itself: bool) -> Request | None:
        """The request for the `action` of a verb; where it has none, for the document itself, or None.

        Inline TwiML has no address: there `action` has to be absolute (error 11100).
        """
        written = verb.get("action")
        if not written and not itself:
            return None
        url = self.resolve(written)
        if not is_web(url):
            self.call.problem(Problem(11100, f"`action` of `<{verb.name}>` is no address: `{url}`"))
            raise CallOverError("application error")
        return Request(url, verb.get("method", "POST"), parameters)

    def recording_callback(self, element: Element) -> Callback | None:
        """Who is told of a recording that an element makes."""
        url = element.get("recordingStatusCallback")
        events = tuple(element.get("recordingStatusCallbackEvent", "completed").split())
        method = element.get("recordingStatusCallbackMethod", "POST")
        return Callback(self.resolve(url), method, events) if url else None

    async def tell_the_end(self, request: Request) -> None:
        """Requests an action though the call is over; its answer is ignored."""
        parameters = {**self.call.parameters(), "CallStatus": "completed", **request.parameters}
        await self.board.ask_about(self.call, Webhook("over", request.url, parameters, request.method))

    def nested(self, only: frozenset[str], kind: str, call: Call | None = None) -> Session:
        """A session for documents beside the one that runs, with fewer verbs."""
        return Session(self.board, call or self.call, self.verbs, only, kind, self.url)
