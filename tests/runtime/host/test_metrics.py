"""What Prometheus is told."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from runtime.conduct.decisions import Passed
from runtime.metrics import Metrics


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
    metrics.passed(Passed(session="a", call_sid=None, began=True, steps=(("ask", "keypress"), ("ask", "keypress"))))
    metrics.passed(Passed(session="a", call_sid=None, end="hung up"))
    metrics.passed(Passed(session="b", call_sid=None, began=True))
    found = samples(metrics)

    assert found["flow_sessions_started_total", ()] == 2
    assert found["flow_sessions_ended_total", ("hung up",)] == 1
    assert found["flow_steps_total", ("keypress", "ask")] == 2


def test_webhooks_are_timed_by_route_and_status() -> None:
    metrics = Metrics()
    metrics.webhook("/voice", 200, 0.25)
    metrics.webhook("/voice", 200, 0.5)
    metrics.webhook("/voice", 403, 0.1)
    metrics.stalled("/voice")
    metrics.act("record", "success")
    found = samples(metrics)

    assert found["flow_webhook_seconds_count", ("/voice", "200")] == 2
    assert found["flow_webhook_seconds_sum", ("/voice", "200")] == 0.75
    assert found["flow_webhook_seconds_count", ("/voice", "403")] == 1
    assert found["flow_webhooks_stalled_total", ("/voice",)] == 1
    assert found["flow_acts_total", ("success", "record")] == 1


def test_two_applications_in_a_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.stalled("/voice")

    assert ("flow_webhooks_stalled_total", ("/voice",)) in samples(one)
    assert ("flow_webhooks_stalled_total", ("/voice",)) not in samples(other)
