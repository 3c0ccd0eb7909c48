"""What Prometheus is told, under names as it wants them: https://prometheus.io/docs/practices/naming/."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from runtime.conduct.decisions import Passed

# Twilio waits for 15 seconds, and a webhook should take some hundredths of one.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 13, 15)


class Metrics:
    """The counters of one application, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._webhooks = Histogram(
            "flow_webhook_seconds",
            "Webhooks, by route and HTTP status",
            ["route", "status"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._steps = Counter("flow_steps", "Steps passed, by exit", ["step", "exit"], registry=self.registry)
        self._acts = Counter(
            "flow_acts", "Acts outside, by how they ended: an exit, or in the unknown", ["step", "outcome"],
            registry=self.registry,
        )  # fmt: skip
        self._started = Counter("flow_sessions_started", "Runs that began", registry=self.registry)
        self._ended = Counter("flow_sessions_ended", "Runs that ended, by reason", ["reason"], registry=self.registry)
        self._stalled = Counter(
            "flow_webhooks_stalled", "Webhooks that were told to come again", ["route"], registry=self.registry
        )

    def webhook(self, route: str, status: int, seconds: float) -> None:
        """Counts a webhook that was answered."""
        self._webhooks.labels(route, status).observe(seconds)

    def stalled(self, route: str) -> None:
        """Counts a webhook that could not be answered in time."""
        self._stalled.labels(route).inc()

    def act(self, step: str, outcome: str) -> None:
        """Counts an act."""
        self._acts.labels(step, outcome).inc()

    def passed(self, passed: Passed) -> None:
        """Counts what happened to a session."""
        if passed.began:
            self._started.inc()
        for step, exit_ in passed.steps:
            self._steps.labels(step, exit_).inc()
        if passed.end is not None:
            self._ended.labels(passed.end).inc()

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self.registry)
