"""What Prometheus is told."""

from __future__ import annotations

import math
import re
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families
from tests.runtime.host.hosted import PUBLIC, documents, flow_of, hosted, settings_for

from runtime import create_app
from runtime.conduct.decisions import Passed
from runtime.metrics import Metrics
from runtime.storage.standing import Standing
from runtime.storage.store import Connections

PROJECT = Path(__file__).resolve().parents[3]


def samples(metrics: Metrics) -> dict[tuple[str, tuple[str, ...]], float]:
    """All samples, by name and labels, without the times at which they were made."""
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(metrics.text().decode())
        for sample in family.samples
        if not sample.name.endswith("_created")
    }


def test_sessions_and_steps_are_counted() -> None:
    metrics = Metrics()
    steps = (("ask", "keypress"), ("ask", "keypress"))
    metrics.passed(Passed(session="a", call_sid=None, trigger="call", began=True, steps=steps))
    metrics.passed(Passed(session="a", call_sid=None, trigger="call", lasted=61.5, end="hung up"))
    metrics.passed(Passed(session="b", call_sid=None, trigger="message", began=True))
    found = samples(metrics)

    assert found["flow_sessions_started_total", ("call",)] == 1
    assert found["flow_sessions_started_total", ("message",)] == 1
    assert found["flow_session_seconds_sum", ("call",)] == 61.5
    assert found["flow_sessions_ended_total", ("hung up",)] == 1
    assert found["flow_steps_total", ("keypress", "ask")] == 2


def test_webhooks_are_timed_by_route_and_status() -> None:
    metrics = Metrics()
    metrics.webhook("/voice", 200, 0.25)
    metrics.webhook("/voice", 200, 0.5)
    metrics.webhook("/voice", 403, 0.1)
    metrics.stalled("/voice")
    metrics.act("record", "success", 0.5)
    metrics.act("record", "unknown")
    found = samples(metrics)

    assert found["flow_webhook_seconds_count", ("/voice", "200")] == 2
    assert found["flow_webhook_seconds_sum", ("/voice", "200")] == 0.75
    assert found["flow_webhook_seconds_count", ("/voice", "403")] == 1
    assert found["flow_webhooks_stalled_total", ("/voice",)] == 1
    assert found["flow_acts_total", ("success", "record")] == 1
    assert found["flow_acts_total", ("unknown", "record")] == 1
    assert found["flow_act_seconds_count", ("record",)] == 1


def test_two_applications_in_a_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.stalled("/voice")

    assert ("flow_webhooks_stalled_total", ("/voice",)) in samples(one)
    assert ("flow_webhooks_stalled_total", ("/voice",)) not in samples(other)


def test_a_session_that_was_due_tells_how_late_it_was_taken_up() -> None:
    metrics = Metrics()
    metrics.passed(Passed(session="a", call_sid=None, cause="time-out", late=1.5))
    found = samples(metrics)

    assert found["flow_timer_late_seconds_sum", ("time-out",)] == 1.5
    assert found["flow_timer_late_seconds_bucket", ("time-out", "1.0")] == 0
    assert found["flow_timer_late_seconds_bucket", ("time-out", "2.0")] == 1


def test_how_all_sessions_stand_is_shown_anew_each_time() -> None:
    metrics = Metrics()
    metrics.stands(Standing({"v1": 3, "v2": 1}, 2, 5.0))
    metrics.stands(Standing({"v2": 4}, 1, 2.5))
    found = samples(metrics)
    metrics.stands(None)
    lost = samples(metrics)

    assert found["flow_sessions_active", ("v2",)] == 4
    assert ("flow_sessions_active", ("v1",)) not in found
    assert (found["flow_timers_due", ()], found["flow_timers_overdue_seconds", ()]) == (1, 2.5)
    assert (found["flow_database_up", ()], lost["flow_database_up", ()]) == (1, 0)
    assert ("flow_sessions_active", ("v2",)) not in lost
    assert math.isnan(lost["flow_timers_due", ()])


def test_names_are_as_prometheus_wants_them() -> None:
    """A unit stands at the end, spelled out, and nothing but a counter ends in `total`."""
    families = list(text_string_to_metric_families(Metrics().text().decode()))

    assert len(families) > 10
    for family in families:
        assert re.fullmatch(r"flow_[a-z_]+", family.name), family.name
        assert not re.search(r"_(ms|milliseconds|minutes|count|sum)$", family.name), family.name
        assert family.type != "histogram" or family.name.endswith("_seconds"), family.name
        assert family.documentation


def test_every_metric_stands_on_its_page() -> None:
    page = (PROJECT / "docs" / "runtime.md").read_text(encoding="utf-8")
    metrics = Metrics()
    metrics.watch(lambda: 0, lambda: Connections(0, 1))

    told = set(re.findall(r"^\| `(flow_[a-z_]+)`", page, re.MULTILINE))
    families = text_string_to_metric_families(metrics.text().decode())
    assert told == {
        family.name + ("_total" if family.type == "counter" else "")
        for family in families
        if not family.name.endswith("_created")
    }


async def test_metrics_want_their_token(sqlite: str, tmp_path: Path) -> None:
    folder = documents(tmp_path / "twiml")
    async with hosted(flow_of(start=None), sqlite, folder, metrics_token="let me in ☺") as host:  # noqa: S106 — nobody's
        for wrong in ("", "Bearer", "Bearer let", "Basic let me in", "Bearer ☹"):
            refused = await host.client.get(f"{PUBLIC}/metrics", headers={b"Authorization": wrong.encode()})
            assert refused.status_code == 401
            assert refused.headers["www-authenticate"].startswith("Bearer")
            assert "flow_" not in refused.text
        sent = {b"Authorization": "bearer let me in ☺".encode()}
        told = await host.client.get(f"{PUBLIC}/metrics", headers=sent)
    assert "flow_database_up 1.0" in told.text


async def test_metrics_are_told_though_the_database_is_away(tmp_path: Path) -> None:
    app = create_app(
        flow_of(start=None),
        settings=settings_for("postgresql+psycopg://nobody@127.0.0.1:9/none"),
        folder=documents(tmp_path / "twiml"),
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
        told = await client.get(f"{PUBLIC}/metrics")
    assert told.status_code == 200
    assert "flow_database_up 0.0" in told.text
    assert "flow_sessions_active{" not in told.text
