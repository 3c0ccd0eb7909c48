"""Sends what nobody should send to a bundle's routes, for long: `python -m benchmarks.http_fuzz [CASES]`.

Each operation of docs/openapi.json is tried with so many requests of schemathesis', half of which do not fit it, and
the server with so many texts of bytes. The short form is a test.
"""

from __future__ import annotations

import sys
import tempfile
import time
import warnings
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from tests.runtime.host.web.fuzzing import raw, target, try_requests


def main(cases: int) -> int:
    """Prints what went wrong, and how much was tried; the exit status."""
    warnings.simplefilter("ignore")
    wrong: list[str] = []
    tried = 0
    began = time.monotonic()
    long = settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    with (
        tempfile.TemporaryDirectory() as name,
        target(Path(name) / "twiml", f"sqlite+aiosqlite:///{name}/sessions.db") as served,
    ):

        def note(found: str | None) -> None:
            nonlocal tried
            tried += 1
            if found is not None and found not in wrong:
                wrong.append(found)
                print(found, file=sys.stderr)

        for operation in served.operations():
            for mode in GenerationMode:
                if not try_requests(served, operation, mode, long, note):
                    print(f"{operation.method} {operation.path} has no {mode.value} requests", file=sys.stderr)

        @long
        @given(raw)
        def noise(sent: bytes) -> None:
            note(served.wrong_bytes(sent))

        noise()
    print(f"{tried} requests in {time.monotonic() - began:.0f} s, {len(wrong)} kinds of wrong answers")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
