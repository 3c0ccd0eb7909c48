"""Plans in which folder the bundle of each source goes, and writes it there."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from flowc.cli import inputs, outputs, report
from flowc.cli.jobs import STDOUT, Job, distinct
from flowc.cli.options import Settings


def plan(sources: Sequence[inputs.Input], output: str | None, *, is_many: bool) -> list[Job]:
    """The folder of each source. Ends the run where two would go to one place, or one has none."""
    if output == STDOUT:
        report.refuse("-o - cannot take a bundle, which is a folder: give -o a folder")
    return distinct([Job(source, _folder(source, output, is_many=is_many)) for source in sources], "bundle")


def _folder(source: inputs.Input, output: str | None, *, is_many: bool) -> Path:
    if output is not None:
        stem = source.path.stem if source.path is not None else "stdin"
        return Path(output) / stem if is_many else Path(output)
    if source.path is None:
        report.refuse("a bundle is a folder: give -o a folder for the flow of standard input")
    if source.path.suffix != inputs.FLOW:
        report.refuse(f"{source.shown}: its name does not end in {inputs.FLOW}: give -o a folder")
    return source.path.with_suffix("")


def deliver(files: Mapping[str, str], job: Job, settings: Settings) -> bool:
    """Writes the files of a bundle into the folder of a job; whether it went well.

    Files of an earlier bundle are replaced, and those that it alone had removed. Other files are
    left, and so is an `app.py` that somebody has changed.
    """
    assert job.target is not None
    try:
        return _write(files, job.target, settings)
    except OSError as error:
        report.fail(f"{error.filename or job.target}: {error.strerror or error}")
        return False


def _write(files: Mapping[str, str], folder: Path, settings: Settings) -> bool:
    from flowc.backends.twiml import APP, MANIFEST  # noqa: PLC0415 - other runs need no backend

    earlier = _earlier(folder / MANIFEST)
    foreign = [path for path in files if path != APP and path not in earlier and (folder / path).exists()]
    if foreign:
        report.fail(f"{folder / foreign[0]} is there already, and is of no bundle: give -o another folder")
        return False
    kept = {APP} if _is_changed(folder / APP, files[APP]) else set[str]()
    outputs.write_all({folder / path: text for path, text in files.items() if path not in kept})
    for path in earlier:
        if path not in files:
            (folder / path).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                (folder / path).parent.rmdir()  # which removes empty folders only
    if not settings.quiet:
        report.say(f"wrote {folder}: {len(files) - len(kept)} files")
        for path in sorted(kept):
            report.say(f"{folder / path} differs from what flowc writes, and is left as it is")
    return True


def _earlier(manifest: Path) -> list[str]:
    """The files that an earlier compilation wrote into the folder of a list of files."""
    from flowc.backends.twiml import listed_files  # noqa: PLC0415 - other runs need no backend

    try:
        return [*listed_files(manifest.read_text(encoding="utf-8")), manifest.name]
    except (FileNotFoundError, ValueError):
        return []


def _is_changed(path: Path, text: str) -> bool:
    """Whether somebody has written another text into a file."""
    try:
        return path.read_bytes().replace(b"\r\n", b"\n") != text.encode()
    except FileNotFoundError:
        return False
