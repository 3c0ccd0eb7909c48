"""Renders a text as Studio does: its filters, its limits, and its clock."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import attrs
import liquid
from liquid import Undefined
from liquid.exceptions import LiquidError

from flowc.play.clock import ManualClock

# widgets.md, "Limits and error codes": a `for` runs at most 15 times, a text holds at most 16 KB.
MAX_ITERATIONS = 15
MAX_BYTES = 16_384

# A filter of the library may stumble over a value in its own ways; each of them is an 81018.
_STUMBLES = (LiquidError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


class Record(dict[str, Any]):
    """A JSON object, which prints as JSON where a template prints it."""

    def __str__(self) -> str:
        return json.dumps(self, ensure_ascii=False)


# What a JSON value may hold others in.
_NESTED = (dict, list)


def records(value: Any) -> Any:  # noqa: ANN401 - JSON
    """A JSON value whose objects are Records, at every depth."""
    if isinstance(value, dict):
        return Record({str(key): records(one) if isinstance(one, _NESTED) else one for key, one in value.items()})
    if isinstance(value, list):
        return [records(one) for one in value]
    return value


@attrs.frozen
class Rendered:
    """What a template printed, what it printed though nothing has set it, and why it could not be evaluated.

    Where there is a `problem` the text is empty: Studio warns with 81018, and what it uses instead is not documented.
    """

    text: str
    missing: tuple[str, ...] = ()
    problem: str = ""


class Templates:
    """Renders the templates of runs on one clock at a time; each is parsed once."""

    def __init__(self) -> None:
        self._clock = ManualClock()
        self._missing: list[str] = []
        self._environment = self._studio()
        self._parse = lru_cache(maxsize=4096)(self._environment.from_string)

    def render(self, text: str, context: Mapping[str, object], clock: ManualClock) -> Rendered:
        """The text as a run with these variables sees it at this time."""
        if "{{" not in text and "{%" not in text:
            return Rendered(text)
        self._clock = clock
        self._missing.clear()
        try:
            found = self._parse(text).render(context)
        except _STUMBLES as error:
            return Rendered("", tuple(self._missing), " ".join(str(error).split()))
        return Rendered(found, tuple(self._missing))

    def _studio(self) -> liquid.Environment:
        missing = self._missing

        class _Missing(Undefined):
            def __str__(self) -> str:
                path = str(self.hint or self.name).removesuffix(" is undefined").replace("'", "")
                missing.append(path)
                return ""

        class _Studio(liquid.Environment):
            loop_iteration_limit = MAX_ITERATIONS
            output_stream_limit = MAX_BYTES
            shorthand_indexes = True

        environment = _Studio(undefined=_Missing)
        environment.filters["to_json"] = _to_json
        environment.filters["date"] = self._date
        environment.filters["timezone"] = self._timezone
        return environment

    def _date(self, value: Any, form: Any = None) -> str:  # noqa: ANN401 - whatever a template holds
        """Liquid's `date`, whose `now` is that of the run's clock in US Pacific time.

        The library's own asks the machine for its clock and its zone. What is no date stays as it is.
        """
        told = None if isinstance(value, Undefined) else self._clock.read(value)
        return str(value) if told is None or form is None else told.strftime(str(form))

    def _timezone(self, value: Any, zone: str) -> Any:  # noqa: ANN401 - as above
        """`'now' | timezone: 'Europe/Oslo'`: the time in that zone, for `date`. Studio's is not documented."""
        told = self._clock.read(value)
        return value if told is None else self._clock.moved(told, zone)


def _to_json(value: Any) -> str:  # noqa: ANN401 - whatever a template holds
    """A value as JSON."""
    return json.dumps(None if isinstance(value, Undefined) else value, ensure_ascii=False, default=str)
