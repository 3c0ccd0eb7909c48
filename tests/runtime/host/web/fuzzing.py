"""What nobody should send, sent to a real server: requests after docs/openapi.json, and bytes that are none."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from tests.runtime.host.hosted import ACCOUNT, TOKEN, action, asking, asks, documents, flow_of, says, settings_for

from runtime import create_app

PROJECT = Path(__file__).resolve().parents[4]
OPENAPI = PROJECT / "docs" / "openapi.json"
# What a document says of a route, and what any route says to a method that it does not have.
_METHOD = 405
_SECONDS = 20.0

_WORDS = st.sampled_from(
    (b"POST", b"GET", b"BREW", b" ", b"/voice", b"/status?session=%00", b"/voice/x/%ff?turn=1", b"/executions", b"/",
     b" HTTP/1.1\r\n", b" HTTP/9.9\r\n", b"\r\n", b"\r\n\r\n", b"Host: a\r\n", b"Content-Length: 4\r\n",
     b"Content-Length: -1\r\n", b"Content-Length: 999999999\r\n", b"Transfer-Encoding: chunked\r\n", b"4\r\nabcd\r\n",
     b"Content-Type: application/json\r\n", b"Content-Type: application/x-www-form-urlencoded\r\n", b"a=%zz",
     b"CallSid=CA1&CallStatus=ringing", b'{"a": NaN}', b"[" * 3000, b"Expect: 100-continue\r\n", b"\0")
)  # fmt: skip
# Most is a request of some kind, which the server reads to its end; the rest is noise.
raw = st.one_of(
    st.binary(max_size=200),
    st.lists(_WORDS | st.binary(max_size=20), max_size=12).map(b"".join),
    st.lists(_WORDS | st.binary(max_size=20), max_size=6).map(
        lambda parts: b"POST /voice HTTP/1.1\r\nHost: a\r\n" + b"".join(parts)
    ),
)


@attrs.frozen
class Target:
    """A server, and the key of a session that it has."""

    port: int
    key: str

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def operations(self) -> Iterator[Any]:
        """The operations of the document, whose sessions are the one there is, or none."""
        document = json.loads(OPENAPI.read_text(encoding="utf-8"))
        for parameter in document["paths"]["/voice/{session}/{step}"]["post"]["parameters"][:2]:
            known = {"session": self.key, "step": "ask"}[parameter["name"]]
            parameter["schema"] = {"anyOf": [{"enum": [known]}, {"type": "string", "minLength": 1}]}
        for found in schemathesis.openapi.from_dict(document).get_all_operations():
            # What is no operation raises, though its type has it without.
            yield cast("Any", found).ok()

    def wrong(self, case: Any) -> str | None:  # noqa: ANN401 — schemathesis' cases have no public type
        """What is wrong with the answer to a case, None for nothing."""
        credentials = {"auth": (ACCOUNT, TOKEN)} if case.path == "/executions" else {}
        answer = case.call(base_url=self.url, timeout=_SECONDS, allow_redirects=False, **credentials)
        known = {int(code) for code in case.operation.definition.raw["responses"]} | {_METHOD}
        # A path that is generated may be another route's, or none.
        if answer.status_code in known or ("{" in case.path and answer.status_code in {404, 307}):
            return None
        return f"{case.method} {case.path}: {answer.status_code}"

    def wrong_bytes(self, sent: bytes) -> str | None:
        """What is wrong with what comes back for bytes, None for nothing."""
        with socket.create_connection(("127.0.0.1", self.port), _SECONDS) as connection:
            try:
                connection.sendall(sent)
                connection.shutdown(socket.SHUT_WR)
                got = b"".join(iter(lambda: connection.recv(65_536), b""))
            except ConnectionError:
                return None
            except TimeoutError:
                return "no answer, and no end"
        if not got:
            return None
        first = got.partition(b"\r\n")[0].split(b" ")
        is_good = first[0] == b"HTTP/1.1" and first[1:2] and first[1] < b"500"
        return None if is_good else f"{sent!r} -> {got[:100]!r}"


def try_requests(
    served: Target,
    operation: Any,  # noqa: ANN401 — as above
    mode: GenerationMode,
    rules: settings,
    note: Callable[[str | None], None],
) -> bool:
    """Tells what is wrong with the answer to each of some requests; whether the operation has requests of the mode."""

    @rules
    @given(operation.as_strategy(generation_mode=mode))
    def law(case: Any) -> None:  # noqa: ANN401 — as above
        note(served.wrong(case))

    try:
        law()
    except (Unsatisfiable, SkipTest):
        return False
    return True


@contextmanager
def target(folder: Path, database: str) -> Iterator[Target]:
    """A server without the check of signatures, so that all comes as far as the database."""
    flow = flow_of()
    flow.starts["incomingRequest"] = "ask"
    flow.add(asks("ask", "ask_again"))
    flow.add(asks("ask_again", "bye"))
    flow.add(says("bye", None))
    documents(folder, ask=asking("ask"), ask_again=asking("again"), bye="<Say>bye</Say>")
    settings = settings_for(database, validate_signature=False, public_url="https://flow.example.com")
    app = create_app(flow, settings=settings, folder=folder)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", ws="none", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        first = httpx.post(f"http://127.0.0.1:{port}/voice", data={"CallSid": "CA1", "CallStatus": "in-progress"})
        yield Target(port, action(first).split("/")[4])
        assert httpx.get(f"http://127.0.0.1:{port}/readyz").is_success
    finally:
        server.should_exit = True
        thread.join()
