"""What Prometheus is told, under names as it wants them: https://prometheus.io/docs/practices/naming/."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from runtime.conduct.decisions import Passed
from runtime.storage.standing import Standing
from runtime.storage.store import Connections

# Twilio waits for 15 seconds, and a webhook should take some hundredths of one.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 13, 15)
# From a caller who hangs up at once to a run that waits for a message for a week.
_LASTING = (1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600, 21_600, 86_400, 604_800)
# The sweeper looks every second; a process that was away for long is what the last ones show.
_LATE = (0.5, 1, 2, 5, 10, 30, 60, 300, 1800)


class Metrics:
    """The counters of one application, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._webhooks = self._histogram("webhook_seconds", "Webhooks, by route and HTTP status", "route", "status")
        self._stalled = self._counter("webhooks_stalled", "Webhooks that were told to come again", "route")
        self._steps = self._counter("steps", "Steps passed, by exit", "step", "exit")
        self._acts = self._counter("acts", "Acts outside: an exit, `waits`, or `unknown`", "step", "outcome")
        self._act = self._histogram("act_seconds", "How long acts took", "step")
        self._started = self._counter("sessions_started", "Runs that began, by what began them", "trigger")
        self._ended = self._counter("sessions_ended", "Runs that ended, by reason", "reason")
        self._lasted = self._histogram("session_seconds", "How long runs took", "trigger", buckets=_LASTING)
        self._late = self._histogram(
            "timer_late_seconds", "Sessions taken up when due, by cause: how late", "cause", buckets=_LATE
        )
        self._requests = self._histogram(
            "rest_request_seconds", "Requests to Twilio's REST API", "method", "resource", "status"
        )
        self._refusals = self._counter("rest_errors", "Errors of Twilio's REST API, by its code", "code")
        self._http = self._histogram("http_request_seconds", "Requests to other servers", "method", "status")
        self._transactions = self._histogram("database_transaction_seconds", "Transactions, by result", "result")
        self._refused = self._counter("database_refused", "Transactions refused since too many waited")
        self._active = self._gauge("sessions_active", "Runs that have not ended, in the whole database", "version")
        self._due = self._gauge("timers_due", "Sessions that are due and not taken up yet, in the whole database")
        self._overdue = self._gauge("timers_overdue_seconds", "How long the oldest of them has been due")
        self._up = self._gauge("database_up", "Whether the database answered just now")

    def webhook(self, route: str, status: int, seconds: float) -> None:
        """Counts a webhook that was answered."""
        self._webhooks.labels(route, status).observe(seconds)

    def stalled(self, route: str) -> None:
        """Counts a webhook that could not be answered in time."""
        self._stalled.labels(route).inc()

    def act(self, step: str, outcome: str, seconds: float | None = None) -> None:
        """Counts an act, and how long it took, where somebody knows."""
        self._acts.labels(step, outcome).inc()
        if seconds is not None:
            self._act.labels(step).observe(seconds)

    def passed(self, passed: Passed) -> None:
        """Counts what happened to a session."""
        if passed.began:
            self._started.labels(passed.trigger).inc()
        for step, exit_ in passed.steps:
            self._steps.labels(step, exit_).inc()
        if passed.end is not None:
            self._ended.labels(passed.end).inc()
            self._lasted.labels(passed.trigger).observe(passed.lasted)
        if passed.cause is not None:
            self._late.labels(passed.cause).observe(passed.late)

    def rest(self, method: str, resource: str, status: str, seconds: float) -> None:
        """Counts a request to Twilio; the status is an error's name where there was no answer."""
        self._requests.labels(method, resource, status).observe(seconds)

    def rest_error(self, code: int) -> None:
        """Counts an error that Twilio named: https://www.twilio.com/docs/api/errors."""
        self._refusals.labels(code).inc()

    def http(self, method: str, status: str, seconds: float) -> None:
        """Counts a request to another server."""
        self._http.labels(method, status).observe(seconds)

    def transaction(self, result: str, seconds: float) -> None:
        """Counts a transaction; the result is `committed`, or the name of an error."""
        self._transactions.labels(result).observe(seconds)

    def refused(self) -> None:
        """Counts a transaction that was refused since too many waited."""
        self._refused.inc()

    def watch(self, waiting: Callable[[], float], connections: Callable[[], Connections]) -> None:
        """Shows how many transactions wait or run, and the connections, whenever somebody asks."""
        self._gauge("database_transactions_pending", "Transactions that wait or run").set_function(waiting)
        pool = self._gauge("database_connections", "Connections of this process, by state", "state")
        pool.labels("used").set_function(lambda: connections().used)
        pool.labels("most").set_function(lambda: connections().most)

    def stands(self, standing: Standing | None) -> None:
        """Shows how all sessions stand; None where the database does not tell."""
        self._up.set(standing is not None)
        self._active.clear()
        counts: Mapping[str, int] = {} if standing is None else standing.active
        for version, count in counts.items():
            self._active.labels(version).set(count)
        self._due.set(float("nan") if standing is None else standing.due)
        self._overdue.set(float("nan") if standing is None else standing.overdue)

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self.registry)

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"flow_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"flow_{name}", text, labels, registry=self.registry)

    def _histogram(self, name: str, text: str, *labels: str, buckets: tuple[float, ...] = _SECONDS) -> Histogram:
        return Histogram(f"flow_{name}", text, labels, registry=self.registry, buckets=buckets)
