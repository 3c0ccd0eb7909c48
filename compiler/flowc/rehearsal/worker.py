"""What a process does that plays tests against bundles: it is given scripts and files, and gives back the plays."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import attrs

from flowc.play.definition import Definition
from flowc.play.happenings import Happening
from flowc.play.questions import Answer, Question
from flowc.rehearsal.stand_in import offer_stand_in
from flowc.script.lines import Script
from flowc.script.player import Played, Stage
from flowc.source import Span

# What the bundle and the stand-in need; the extra `twiml` brings them.
NEEDED = (
    *("defusedxml", "httpx", "jinja2", "prometheus_client", "regex", "sqlalchemy", "starlette", "structlog"),
    *("twilio", "uvicorn"),
)


# Answers a question, and is given what has happened until then.
Ask = Callable[[Question, Sequence[Happening]], Answer]


@attrs.frozen
class Job:
    """Tests of a flow, what its stage is made of, and the files of the flow's bundle; all of it goes to a process."""

    scripts: tuple[Script, ...]
    definition: Definition
    places: Mapping[str, Span]
    subflows: Mapping[str, Definition]
    files: Mapping[str, str]

    @property
    def stage(self) -> Stage:
        """The flow, with templates of its own."""
        return Stage(self.definition, self.places, self.subflows)


def missing() -> list[str]:
    """The packages that are not installed and that rehearsals need."""
    return [name for name in NEEDED if find_spec(name) is None]


def rehearse(jobs: Sequence[Job]) -> list[tuple[Played, ...]]:
    """What comes of the tests of each job with its bundle. To be called in a process of its own."""
    offer_stand_in()
    with tempfile.TemporaryDirectory(prefix="flowc-") as folder:
        return asyncio.run(_rehearsed(jobs, Path(folder)))


def rehearse_by_hand(job: Job, ask: Ask) -> Sequence[Happening]:
    """All that happened in a play of the job's first script, whose questions somebody answers.

    To be called in a process that does nothing else.
    """
    offer_stand_in()
    with tempfile.TemporaryDirectory(prefix="flowc-") as folder:
        return asyncio.run(_by_hand(job, Path(folder), ask))


async def _by_hand(job: Job, folder: Path, ask: Ask) -> Sequence[Happening]:
    from flowc.rehearsal.by_hand import play_by_hand  # noqa: PLC0415 - it needs the stand-in
    from flowc.rehearsal.rehearsal import rehearsing  # noqa: PLC0415 - as above

    async with rehearsing(folder) as rehearsal:
        write_bundle(folder / "flow", job.files)
        with rehearsal.bundle("flow"):
            return await play_by_hand(rehearsal, job.scripts[0], job.stage, "flow", ask)


async def _rehearsed(jobs: Sequence[Job], folder: Path) -> list[tuple[Played, ...]]:
    from flowc.rehearsal.rehearsal import rehearsing  # noqa: PLC0415 - it needs the stand-in

    found: list[tuple[Played, ...]] = []
    async with rehearsing(folder) as rehearsal:
        for number, job in enumerate(jobs):
            name = f"flow{number}"
            write_bundle(folder / name, job.files)
            stage = job.stage
            with rehearsal.bundle(name):
                found.append(tuple([await rehearsal.play(script, stage, name) for script in job.scripts]))
    return found


def write_bundle(folder: Path, files: Mapping[str, str]) -> None:
    """Writes what is the flow's own of a bundle; the host has the runtime already."""
    for path, text in files.items():
        if path == "flow.py" or path.startswith("twiml/"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
