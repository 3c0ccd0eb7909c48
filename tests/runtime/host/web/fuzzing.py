"""What nobody should send, sent to a real server: requests after docs/openapi.json, and bytes that are none."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast
from unittest import SkipTest

import attrs
import httpx
import schemathesis
import uvicorn
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from tests.end_to_end.bundles.serving import free_port
from tests.runtime.host.hosted import ACCOUNT, TOKEN, action, asking, asks, documents, flow_of, settings_for

from runtime import Flow, Settings, create_app
from runtime.other_bundle import Beginning
from runtime.steps import SendAndWaitForReply
from runtime.values import JsonObject

PROJECT = Path(__file__).resolve().parents[4]
OPENAPI = PROJECT / "docs" / "openapi.json"
# What a document says of a route, and what any route says to a method that it does not have.
_METHOD = 405
_SECONDS = 20.0
# Most answers have come by then; one that has not is not counted.
_BRIEF = 0.05

_HEADS = st.sampled_from(
    (b"Content-Length: 4\r\n", b"Content-Length: -1\r\n", b"Content-Length: 999999999\r\n", b"A: \xff\r\n",
     b"Transfer-Encoding: chunked\r\n", b"Content-Type: application/json\r\n", b"Content-Type: \xff\r\n",
     b"Content-Type: application/x-www-form-urlencoded\r\n", b"Expect: 100-continue\r\n", b"Authorization: Basic =\r\n",
     b"Connection: Upgrade\r\n", b"Upgrade: websocket\r\n", b"Host: b\r\n")
)  # fmt: skip
_WORDS = st.sampled_from(
    (b"POST", b"GET", b"BREW", b" ", b"/voice", b"/status?session=%00", b"/voice/x/%ff?turn=1", b"/executions", b"/",
     b" HTTP/1.1\r\n", b" HTTP/9.9\r\n", b"\r\n", b"\r\n\r\n", b"Host: a\r\n", b"Content-Length: 4\r\n",
     b"Content-Length: -1\r\n", b"Content-Length: 999999999\r\n", b"Transfer-Encoding: chunked\r\n", b"4\r\nabcd\r\n",
     b"Content-Type: application/json\r\n", b"Content-Type: application/x-www-form-urlencoded\r\n", b"a=%zz",
     b"CallSid=CA1&CallStatus=ringing", b'{"a": NaN}', b"[" * 3000, b"Expect: 100-continue\r\n", b"\0")
)  # fmt: skip
# What is about something that is there.
_PARENT: JsonObject = {"parent": {"parameters": {}}}
_BACK = "https://parent.example.com/voice/x/y?turn=1"
_CALL, _OURS = "CA1", "+15550100"
_KNOWN = {
    "step": ("ask", "ask_again"),
    "turn": tuple(range(1, 9)),
    "CallSid": (_CALL,),
    "From": ("+15550001", "+15550002"),
    "To": (_OURS,),
    "MessageStatus": ("sent", "undelivered"),
    "EventType": ("onMessageAdded",),
    "MessageSid": tuple(f"SM{number}" for number in range(1_000)),
    "contact": ("+15550001", "+15550002"),
    "address": (_OURS,),
    "returns": (_BACK,),
    "trigger": (json.dumps(_PARENT),),
    "taken": ("0", "7"),
    "line": ("none", "live"),
    "Hears": (_OURS,),
}
# Of the subflow that is there, and of those that may begin.
_SUBFLOW = "the-first-subflow"
_SUBFLOWS = (_SUBFLOW, *(f"another-subflow-{number}" for number in range(20)))
# What is no route's, in the counts.
NOISE = "bytes"
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")

# A third is a request of some kind, which the server reads to its end; the rest is noise.
raw = st.one_of(
    st.binary(max_size=200),
    st.lists(_WORDS | st.binary(max_size=20), max_size=12).map(b"".join),
    st.builds(
        lambda path, heads, body: b"POST %s HTTP/1.1\r\nHost: a\r\n%s\r\n%s" % (path, b"".join(heads), body),
        st.sampled_from(
            (b"/voice", b"/status?session=%00", b"/voice/x/%ff?turn=1", b"/executions", b"/%2e%2e/", b"//")
        ),
        st.lists(_HEADS, max_size=4),
        _WORDS | st.binary(max_size=20),
    ),
)


@attrs.frozen
class Target:
    """A server that has a subflow, the key of a call's session, and the SID of a run that was started over REST.

    `answers` counts the statuses by route.
    """

    port: int
    key: str
    execution: str
    answers: Counter[tuple[str, int]] = attrs.field(factory=Counter)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def known(self) -> Mapping[str, tuple[str | int, ...]]:
        """What is there, by the name of the parameter that says it."""
        return _KNOWN | {"session": (self.key,), "sid": (self.execution,), "key": _SUBFLOWS}

    def operations(self) -> Iterator[Any]:
        """The operations of the document."""
        document = json.loads(OPENAPI.read_text(encoding="utf-8"))
        for found in schemathesis.openapi.from_dict(document).get_all_operations():
            # What is no operation raises, though its type has it without.
            yield cast("Any", found).ok()

    def wrong(self, case: Any) -> str | None:  # noqa: ANN401 — schemathesis' cases have no public type
        """What is wrong with the answer to a case, None for nothing."""
        credentials = {"auth": (ACCOUNT, TOKEN)} if case.path.startswith("/executions") else {}
        answer = case.call(base_url=self.url, timeout=_SECONDS, allow_redirects=False, **credentials)
        self.answers[case.path, answer.status_code] += 1
        known = {int(code) for code in case.operation.definition.raw["responses"]} | {_METHOD}
        # The database is there.
        known = {code for code in known if code < HTTPStatus.INTERNAL_SERVER_ERROR}
        # That is what a webhook comes to that raises something.
        if "again=" in answer.text:
            return f"{case.method} {case.path}: told to come again"
        # A path that is generated may be another route's, or none.
        if answer.status_code in known or ("{" in case.path and answer.status_code in {404, 307}):
            return None
        return f"{case.method} {case.path}: {answer.status_code}"

    def wrong_bytes(self, sent: bytes) -> str | None:
        """What is wrong with what comes back for bytes, None for nothing."""
        with socket.create_connection(("127.0.0.1", self.port), _SECONDS) as connection:
            try:
                connection.sendall(sent)
                got = _first(connection)
                connection.shutdown(socket.SHUT_WR)
                got += b"".join(iter(lambda: connection.recv(65_536), b""))
            except ConnectionError:
                return None
            except TimeoutError:
                return "no answer, and no end"
        if not got:
            return None
        first = _STATUS.match(got)
        if first is None:
            return f"{sent!r} -> {got[:100]!r}"
        self.answers[NOISE, int(first[1])] += 1
        return None if int(first[1]) < HTTPStatus.INTERNAL_SERVER_ERROR else f"{sent!r} -> {got[:100]!r}"


def _first(connection: socket.socket) -> bytes:
    """What comes while more could be said: after that the server answers nobody, and closes."""
    connection.settimeout(_BRIEF)
    try:
        return connection.recv(65_536)
    except TimeoutError:
        return b""
    finally:
        connection.settimeout(_SECONDS)


def _subjects(served: Target) -> st.SearchStrategy[Mapping[str, str | int]]:
    """What a request can be about: values of some parameters that mean something there."""
    every = {name: st.sampled_from(values) for name, values in served.known.items()}
    return st.fixed_dictionaries(every) | st.fixed_dictionaries({}, optional=every)


def _name(case: Any, subject: Mapping[str, str | int]) -> None:  # noqa: ANN401 — as above
    """Puts values into a case, where its operation has parameters of these names."""
    raw_operation = case.operation.definition.raw
    for parameter in raw_operation.get("parameters", ()):
        name = parameter["name"]
        held = case.path_parameters if parameter["in"] == "path" else case.query
        if name in subject and isinstance(held, dict):
            held[name] = subject[name]
    for body in raw_operation.get("requestBody", {}).get("content", {}).values():
        if isinstance(case.body, dict):
            case.body.update({name: subject[name] for name in body["schema"]["properties"] if name in subject})


def try_requests(
    served: Target,
    operation: Any,  # noqa: ANN401 — as above
    mode: GenerationMode,
    rules: settings,
    note: Callable[[str | None], None],
) -> bool:
    """Tells what is wrong with the answer to each of some requests; whether the operation has requests of the mode."""

    @rules
    @given(operation.as_strategy(generation_mode=mode), _subjects(served))
    def law(case: Any, subject: Mapping[str, str | int]) -> None:  # noqa: ANN401 — as above
        _name(case, subject)
        note(served.wrong(case))

    try:
        law()
    except (Unsatisfiable, SkipTest):
        return False
    return True


@contextmanager
def target(folder: Path, database: str) -> Iterator[Target]:
    """A server without the check of signatures, so that all comes as far as the database.

    It is also the Twilio that the flow sends its messages by.
    """
    port = free_port()
    settings = settings_for(
        database,
        validate_signature=False,
        public_url="https://flow.example.com",
        api_base=f"http://127.0.0.1:{port}/twilio",
    )
    server = _server(settings, _flow(folder), folder, port)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        url = f"http://127.0.0.1:{port}"
        first = httpx.post(f"{url}/voice", data={"CallSid": _CALL, "CallStatus": "in-progress"})
        begun = httpx.post(f"{url}/executions", data={"To": "+15550001", "From": _OURS}, auth=(ACCOUNT, TOKEN))
        beginning = Beginning(key=_SUBFLOW, returns=_BACK, contact="+15550003", address=_OURS, trigger=_PARENT)
        assert httpx.post(f"{url}/subflow", data=beginning.form()).is_success
        yield Target(port, action(first).split("/")[4], begun.json()["sid"])
        assert httpx.get(f"{url}/readyz").is_success
    finally:
        server.should_exit = True
        thread.join()


def _flow(folder: Path) -> Flow:
    """A call that is asked for keys without end, and a chat, or a subflow, that is asked for replies."""
    flow = flow_of()
    flow.starts |= dict.fromkeys(("incomingMessage", "incomingRequest", "incomingParent"), "question")
    flow.add(asks("ask", "ask_again"))
    flow.add(asks("ask_again", "ask"))
    again = {"incomingMessage": "question", "timeout": None, "deliveryFailure": None}
    flow.add(SendAndWaitForReply("question", body="You: {{widgets.question.inbound.Body}}", exits=again))
    documents(folder, ask=asking("ask"), ask_again=asking("again"))
    return flow


def _server(settings: Settings, flow: Flow, folder: Path, port: int) -> uvicorn.Server:
    async def sent(_request: Request) -> JSONResponse:
        return JSONResponse({"sid": "SM" + "1" * 32, "status": "queued"}, 201)

    routes = [Route("/twilio/{path:path}", sent, methods=["POST"])]
    app = create_app(flow, settings=settings, folder=folder, routes=routes)
    return uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", ws="none", access_log=False))
