"""Spans of OpenTelemetry, where the application was given a tracer; without one nothing of it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal, Protocol, TypeAlias

import attrs
import structlog

Kind = Literal["SERVER", "CLIENT", "INTERNAL"]
Attribute: TypeAlias = "str | int"
# What the logs know of the session as well; nobody's words, numbers or secrets are among it.
_OF_SESSIONS: Mapping[str, str] = {"session": "flow.session", "step": "flow.step", "call_sid": "flow.call_sid"}


class Span(Protocol):
    """What is used of OpenTelemetry's spans."""

    def set_attribute(self, key: str, value: Attribute) -> None:
        """Notes something."""


class Tracer(Protocol):
    """What is used of OpenTelemetry's tracers: https://opentelemetry.io/docs/specs/otel/trace/api/#tracer."""

    @property
    def start_as_current_span(self) -> Callable[..., AbstractContextManager[Any]]:
        """Makes a span, which is the current one within. Its arguments are OpenTelemetry's own."""


class _NoSpan:
    def set_attribute(self, key: str, value: Attribute) -> None:
        """Nobody is told."""


@attrs.frozen
class Traces:
    """What a tracer is told."""

    tracer: Tracer | None = None

    @contextmanager
    def span(
        self, name: str, kind: Kind = "INTERNAL", attributes: Mapping[str, Attribute] | None = None
    ) -> Iterator[Span]:
        """A span around what is done within, with the session where the logs know it at its end.

        Of an error it has the kind alone: in its words may stand what a caller said.
        """
        if self.tracer is None:
            yield _NoSpan()
            return
        from opentelemetry.trace import SpanKind, StatusCode  # noqa: PLC0415 — only who traces has it

        with self.tracer.start_as_current_span(
            name,
            kind=SpanKind[kind],
            attributes=dict(attributes or {}),
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield span
            except BaseException as error:
                span.set_attribute("error.type", type(error).__name__)
                span.set_status(StatusCode.ERROR)
                raise
            finally:
                for ours, theirs in _OF_SESSIONS.items():
                    value = structlog.contextvars.get_contextvars().get(ours)
                    if isinstance(value, str):
                        span.set_attribute(theirs, value)
