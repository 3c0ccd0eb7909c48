"""What is let in, and that nothing else does harm."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.runtime.host.hosted import (
    CALL,
    PUBLIC,
    TOKEN,
    Host,
    action,
    asking,
    asks,
    documents,
    flow_of,
    hosted,
    settings_for,
)
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

from runtime.web.gate import MOST_BYTES

ROUTES = ("/voice", "/voice/abc/ask", f"/voice/{'x' * 22}/ask?turn=1", "/message", "/status", "/recording")


@pytest.fixture
async def host(sqlite: str, tmp_path: Path) -> AsyncIterator[Host]:
    flow = flow_of()
    flow.add(asks("ask", None))
    async with hosted(flow, sqlite, documents(tmp_path / "twiml", ask=asking("ask"))) as host:
        yield host


@pytest.fixture
async def open_host(sqlite: str, tmp_path: Path) -> AsyncIterator[Host]:
    """A host that takes requests without a signature, so that whatever they hold gets further."""
    flow = flow_of()
    flow.add(asks("ask", None))
    folder = documents(tmp_path / "twiml", ask=asking("ask"))
    async with hosted(flow, sqlite, folder, settings=settings_for(sqlite, validate_signature=False)) as host:
        yield host


@pytest.mark.parametrize("route", ROUTES)
async def test_an_unsigned_request_is_forbidden(host: Host, route: str) -> None:
    assert (await host.client.post(PUBLIC + route, data={"CallSid": CALL})).status_code == 403


async def test_a_forbidden_request_changes_nothing(host: Host) -> None:
    first = await host.post("/voice")
    url = action(first)
    signature = RequestValidator("another token").compute_signature(url, {"CallSid": CALL})
    answer = await host.client.post(url, data={"CallSid": CALL}, headers={"X-Twilio-Signature": signature})

    assert answer.status_code == 403
    assert (await host.post("/voice")).text == first.text
    assert (
        'flow_webhook_seconds_count{route="/voice/{session}/{step}",status="403"} 1.0'
        in (await host.get("/metrics")).text
    )


async def test_a_large_body_is_refused_before_it_is_read(host: Host) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(10_000):
            yield b"a=" + b"b" * 10_000 + b"&"

    assert (await host.client.post(f"{PUBLIC}/voice", content=b"x" * (MOST_BYTES + 1))).status_code == 413
    assert (await host.client.post(f"{PUBLIC}/voice", content=endless())).status_code == 413


@pytest.mark.parametrize("body", [b"CallSid", b"CallSid=%FF", b"=%ED%A0%80", "CallSid=ü".encode(), b"a=b&c"])
async def test_a_malformed_form_is_a_bad_request(open_host: Host, body: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await open_host.client.post(f"{PUBLIC}/voice", content=body, headers=headers)).status_code == 400


@pytest.mark.parametrize("body", [b"{", b"[1]", b"\xff", b"[" * 100_000])
async def test_malformed_json_is_a_bad_request(open_host: Host, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    assert (await open_host.client.post(f"{PUBLIC}/voice", content=body, headers=headers)).status_code == 400


async def test_another_kind_of_body_is_a_bad_request(open_host: Host) -> None:
    files = {"CallSid": (None, CALL)}
    assert (await open_host.client.post(f"{PUBLIC}/voice", files=files)).status_code == 400


async def test_a_webhook_may_be_json(host: Host) -> None:
    body = json.dumps({"CallSid": CALL, "CallStatus": "ringing", "From": "+1"})
    url = f"{PUBLIC}/voice?bodySHA256={hashlib.sha256(body.encode()).hexdigest()}"
    headers = {
        "X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(url, {}),
        "Content-Type": "application/json",
    }
    assert "ask?" in (await host.client.post(url, content=body, headers=headers)).text
    assert (await host.client.post(url, content=body + " ", headers=headers)).status_code == 403


async def test_a_shared_key_is_taken_where_its_secret_was_given(sqlite: str, tmp_path: Path) -> None:
    flow = flow_of()
    flow.add(asks("ask", None))
    sent = {"CallSid": CALL}
    headers = {
        "X-Twilio-Signature": RequestValidator("shared").compute_signature(f"{PUBLIC}/voice", sent, "HMAC_SHA256"),
        "X-Twilio-Webhooks-Signature-Settings": "key=k1,algorithm=HMAC_SHA256",
    }
    folder = documents(tmp_path / "twiml", ask=asking("ask"))
    for keys, status in (({"k1": "shared"}, 200), ({}, 403)):
        async with hosted(flow, sqlite, folder, shared_keys=keys) as host:
            assert (await host.client.post(f"{PUBLIC}/voice", data=sent, headers=headers)).status_code == status


_bytes = st.binary(max_size=40) | st.text(max_size=12).map(str.encode)
_names = st.sampled_from(["CallSid", "CallStatus", "Digits", "FlowEvent", "From", "RecordingSid", "RecordingStatus"])
_forms = st.dictionaries(_names, st.text(max_size=8) | st.just(CALL), max_size=5)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from([*ROUTES, "/executions"]), _bytes, st.sampled_from(["form", "json", "other", ""]))
async def test_any_bytes_are_answered_without_an_error(open_host: Host, route: str, body: bytes, kind: str) -> None:
    kinds = {"form": "application/x-www-form-urlencoded", "json": "application/json", "other": "\xff", "": ""}
    headers = [(b"Content-Type", kinds[kind].encode("latin-1"))]
    answer = await open_host.client.post(PUBLIC + route, content=body, headers=headers)

    assert answer.status_code in {200, 400, 401, 403, 404, 413}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(ROUTES), _forms)
async def test_any_parameters_are_answered_without_an_error(open_host: Host, route: str, form: dict[str, str]) -> None:
    answer = await open_host.client.post(PUBLIC + route, data=form)

    assert answer.status_code in {200, 400, 404}
