"""Sends what nobody should send to a bundle's routes, for long: `python -m benchmarks.http_fuzz [CASES]`.

Each operation of docs/openapi.json is tried with so many requests of schemathesis', and so many that do not fit it, and
the server with so many texts of bytes; over SQLite, and over PostgreSQL. The short form is a test.
"""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import structlog
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from structlog.typing import EventDict
from tests.postgres import started
from tests.runtime.host.web.fuzzing import Target, raw, target, try_requests


@attrs.define
class Tried:
    """What was tried: how often, and each kind of wrong answer once."""

    requests: int = 0
    wrong: list[str] = attrs.field(factory=list)
    answers: Counter[tuple[str, int]] = attrs.field(factory=Counter)

    def note(self, found: str | None) -> None:
        """Counts one request, and says what was wrong with its answer."""
        self.requests += 1
        if found is not None:
            self.find(found)

    def find(self, found: str) -> None:
        """Says what is wrong, once."""
        if found not in self.wrong:
            self.wrong.append(found)
            print(found, file=sys.stderr)

    def logged(self, _logger: object, _method: str, event: EventDict) -> EventDict:
        """Takes an error that was logged for a wrong answer: a webhook that raises something has a good one."""
        self.find(f"logged: {event['event']} {event.get('error', '')}")
        raise structlog.DropEvent


def main(cases: int) -> int:
    """Prints what went wrong, and the table that docs/runtime.md has; the exit status."""
    warnings.simplefilter("ignore")
    began, tried = time.monotonic(), Tried()
    errors = structlog.make_filtering_bound_logger(logging.ERROR)
    structlog.configure(wrapper_class=errors, processors=[tried.logged])
    with databases() as urls:
        for url in urls:
            with tempfile.TemporaryDirectory() as folder, target(Path(folder) / "twiml", url) as served:
                _try(served, cases, tried)
                tried.answers += served.answers
    print(*table(tried.answers), sep="\n")
    print(
        f"\n{tried.requests:,} requests in {time.monotonic() - began:.0f} s, {len(tried.wrong)} kinds of wrong answers"
    )
    return 1 if tried.wrong else 0


@contextmanager
def databases() -> Iterator[tuple[str, str]]:
    """The URLs of a new database of each kind."""
    # Not one folder in the other: the user that PostgreSQL runs as may not go through SQLite's.
    with tempfile.TemporaryDirectory() as folder:
        files = Path(tempfile.mkdtemp(prefix="postgres-"))
        server = started(files)
        try:
            postgres = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
            yield f"sqlite+aiosqlite:///{folder}/sessions.db", postgres
        finally:
            server.cleanup()
            shutil.rmtree(files, ignore_errors=True)


def _try(served: Target, cases: int, tried: Tried) -> None:
    long = settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    for operation in served.operations():
        for mode in GenerationMode:
            if not try_requests(served, operation, mode, long, tried.note):
                print(f"{operation.method} {operation.path} has no {mode.value} requests", file=sys.stderr)

    @long
    @given(raw)
    def noise(sent: bytes) -> None:
        tried.note(served.wrong_bytes(sent))

    noise()


def table(answers: Counter[tuple[str, int]]) -> Iterator[str]:
    """The lines of a table in Markdown: how often each route answered with each status."""
    statuses = sorted({status for _, status in answers})
    yield f"| route | answers | {' | '.join(map(str, statuses))} |"
    yield "| --- " * (len(statuses) + 2) + "|"
    for route in dict.fromkeys(route for route, _ in answers):
        counts = [answers[route, status] for status in statuses]
        yield f"| `{route}` | {sum(counts)} | {' | '.join(map(str, counts))} |"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
