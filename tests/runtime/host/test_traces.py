"""What OpenTelemetry is told of a call, as its own exporter in memory shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from tests.runtime.host.acts import Does
from tests.runtime.host.hosted import CALL, TOKEN, action, asking, asks, documents, flow_of, hosted, says
from tests.runtime.server import always, answer, serving

from runtime.step import Outcome
from runtime.traces import Traces
from runtime.values import JsonObject
from runtime.world import World


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def provider(exporter: InMemorySpanExporter) -> TracerProvider:
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return provider


def named(spans: tuple[ReadableSpan, ...], name: str) -> list[ReadableSpan]:
    return [span for span in spans if span.name == name]


async def test_a_webhook_its_transactions_its_act_and_the_request_are_one_trace(
    sqlite: str, tmp_path: Path, exporter: InMemorySpanExporter, provider: TracerProvider
) -> None:
    folder = documents(tmp_path / "twiml", ask=asking("ask"), bye="<Say>bye</Say>")
    async with serving(always(answer("secret of the server"))) as server:

        async def do(_request: JsonObject, world: World) -> Outcome:
            await world.http.send("POST", f"{server.url}/secret-path", within=2, content=b"secret body")
            return Outcome("done")

        flow = flow_of()
        flow.add(asks("ask", "act"))
        flow.add(Does("act", do=do, exits={"done": "bye"}))
        flow.add(says("bye", None))
        async with hosted(flow, sqlite, folder, tracer=provider.get_tracer("tested")) as host:
            url = action(await host.post("/voice"))
            exporter.clear()
            await host.post(url, Digits="47*11", SpeechResult="secret words")
            spans = exporter.get_finished_spans()

    (webhook,) = named(spans, "POST /voice/{session}/{step}")
    (act,) = named(spans, "act act")
    (request,) = named(spans, "HTTP request")
    of_webhook = [span for span in spans if span.context.trace_id == webhook.context.trace_id]
    assert webhook.parent is None
    assert act.parent is not None
    assert act.parent.span_id == webhook.context.span_id
    assert request.parent is not None
    assert request.parent.span_id == act.context.span_id
    assert (webhook.kind, act.kind, request.kind) == (SpanKind.SERVER, SpanKind.INTERNAL, SpanKind.CLIENT)
    assert len(named(tuple(of_webhook), "transaction")) == 2  # before the act, and after it

    key = re.findall(r"/voice/([^/]+)/", url)[0]
    assert webhook.attributes == {
        "http.request.method": "POST",
        "http.route": "/voice/{session}/{step}",
        "http.response.status_code": 200,
        "flow.session": key,
        "flow.step": "ask",
        "flow.call_sid": CALL,
    }
    assert act.attributes is not None
    assert act.attributes["flow.session"] == key
    assert request.attributes is not None
    assert request.attributes["http.response.status_code"] == 200
    told = " ".join(span.to_json() for span in spans)
    for secret in ("secret", "47*11", TOKEN, "+1555"):
        assert secret not in told


def test_of_an_error_a_span_has_the_kind_and_not_the_words(
    exporter: InMemorySpanExporter, provider: TracerProvider
) -> None:
    with pytest.raises(ValueError, match="my card"), Traces(provider.get_tracer("tested")).span("fails"):
        raise ValueError("my card is 4111")
    (span,) = exporter.get_finished_spans()

    assert span.status.status_code is StatusCode.ERROR
    assert span.attributes == {"error.type": "ValueError"}
    assert "my card" not in span.to_json()


def test_without_a_tracer_nothing_is_noted() -> None:
    with Traces().span("nothing", attributes={"a": 1}) as span:
        span.set_attribute("b", 2)
