"""What is counted of requests that go out."""

from __future__ import annotations

import ssl

import httpx
import pytest
from tests.runtime.host.test_metrics import samples
from tests.runtime.server import always, answer, json_answer, serving

from runtime import observed_client
from runtime.http_client import HttpClient, NotSentError
from runtime.metrics import Metrics
from runtime.observed_client import ObservedClient, http_observer, resource_of, twilio_observer
from runtime.traces import Traces
from runtime.twilio_rest import TwilioRefusedError, TwilioRest

CALL = "CA" + "a" * 32


@pytest.mark.parametrize(
    ("path", "resource"),
    [
        ("/2010-04-01/Accounts/AC1/Calls.json", "Calls"),
        (f"/2010-04-01/Accounts/AC1/Calls/{CALL}.json", "Calls/{}"),
        (f"/2010-04-01/Accounts/AC1/Calls/{CALL}/Recordings/Twilio.CURRENT.json", "Calls/{}/Recordings/{}"),
        ("/v1/Interactions", "v1/Interactions"),
        ("/a" * 30, "/".join("a" * 8)),
    ],
)
def test_a_resource_is_named_without_who_it_is_about(path: str, resource: str) -> None:
    assert resource_of(path) == resource


async def test_requests_to_twilio_are_counted_with_the_codes_of_their_errors() -> None:
    metrics = Metrics()
    refusal = json_answer({"code": 21220, "message": "not in progress"}, status=400)
    async with serving(always(refusal)) as server:
        twilio = TwilioRest("AC1", "token", base=server.url, observer=twilio_observer(metrics, Traces()))
        with pytest.raises(TwilioRefusedError):
            await twilio.start_recording(CALL, {}, 5)
        await twilio.close()
    found = samples(metrics)

    assert found["flow_rest_request_seconds_count", ("POST", "Calls/{}/Recordings", "400")] == 1
    assert found["flow_rest_errors_total", ("21220",)] == 1


@pytest.mark.parametrize("body", ["no JSON", "[]", '{"code": "text"}'])
async def test_an_error_without_a_code_is_counted_by_its_status(body: str) -> None:
    metrics = Metrics()
    async with serving(always(answer(body, status=400))) as server:
        twilio = TwilioRest("AC1", "token", base=server.url, observer=twilio_observer(metrics, Traces()))
        with pytest.raises(TwilioRefusedError):
            await twilio.fetch_call(CALL, 5)
        await twilio.close()
    found = samples(metrics)

    assert found["flow_rest_request_seconds_count", ("GET", "Calls/{}", "400")] == 1
    assert not [name for name, _ in found if name.startswith("flow_rest_errors")]


async def test_requests_to_others_are_counted_and_so_is_what_never_arrived() -> None:
    metrics = Metrics()
    client = HttpClient(observer=http_observer(metrics, Traces()))
    async with serving(always(answer(status=503))) as server:
        await client.send("BREW", server.url, within=5)
    with pytest.raises(NotSentError):
        await client.send("GET", "http://127.0.0.1:9/", within=5)
    await client.close()
    found = samples(metrics)

    assert found["flow_http_request_seconds_count", ("other", "503")] == 1
    assert found["flow_http_request_seconds_count", ("GET", "ConnectError")] == 1


async def test_the_certificates_of_authorities_are_read_once_and_servers_are_checked_against_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read, made = httpx.create_ssl_context, list[ssl.SSLContext]()

    def noted() -> ssl.SSLContext:
        made.append(read())
        return made[-1]

    monkeypatch.setattr(httpx, "create_ssl_context", noted)
    observed_client.authorities.cache_clear()
    for _ in range(2):
        async with ObservedClient(None):
            pass

    (only,) = made
    assert only is observed_client.authorities()
    assert (only.verify_mode, only.check_hostname) == (ssl.CERT_REQUIRED, True)


async def test_a_client_reads_no_certificates_for_a_transport_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(observed_client, "authorities")

    async with ObservedClient(None, transport=httpx.MockTransport(lambda _: httpx.Response(204))) as client:
        assert (await client.get("http://own.example")).status_code == 204
