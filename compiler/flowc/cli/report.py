"""Shows findings and messages on the right stream."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn, TextIO

from flowc.cli.options import Settings
from flowc.diagnostics import Diagnostic

NO_FINDINGS = "no findings"

DONE = 0
FOUND = 1
FAILED = 2


def show(findings: Sequence[Diagnostic], settings: Settings, stream: TextIO) -> None:
    """Prints findings in the chosen format; a reader of text also gets a summary on stderr."""
    # Drawing takes longer to import than most flows take to check, and most have no findings.
    if not findings and settings.format == "text":
        if not settings.quiet:
            say(NO_FINDINGS)
        return
    from flowc.diagnostics.render import FORMATS  # noqa: PLC0415 - see above
    from flowc.diagnostics.render.text import render_summary  # noqa: PLC0415 - see above

    text = FORMATS[settings.format](findings, wants_color(settings, stream))
    write(text, stream)
    if settings.format == "text" and not settings.quiet:
        say(render_summary(findings))


def show_any(findings: Sequence[Diagnostic], settings: Settings) -> None:
    """Prints the findings of a verb whose result is something else, each once; without any, a format for programs."""
    if findings or settings.format != "text":
        show(unique(findings), settings, sys.stderr)


def unique(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Each finding once: a module that several flows use is read with each of them."""
    found = {(one.sort_key, one.message): one for one in reversed(findings)}
    kept = set(map(id, found.values()))
    return [one for one in findings if id(one) in kept]


def write(text: str, stream: TextIO) -> None:
    """Writes UTF-8, whatever the locale, with line ends as they are."""
    stream.flush()
    stream.buffer.write(text.encode("utf-8", "backslashreplace"))
    stream.buffer.flush()


def say(message: str) -> None:
    """Prints a line for the person at the terminal."""
    write(message.rstrip("\n") + "\n", sys.stderr)


def fail(message: str) -> None:
    """Prints in one line why something could not be done."""
    say("flowc: " + " ".join(message.split()))


def refuse(message: str) -> NoReturn:
    """Ends the run, which cannot be done as it is asked for."""
    fail(message)
    sys.exit(FAILED)


def end(problems: Sequence[str], status: int) -> NoReturn:
    """Ends the run with its status, or with what could not be read, a line each."""
    for problem in problems:
        fail(problem)
    sys.exit(FAILED if problems else status)


def wants_color(settings: Settings, stream: TextIO) -> bool:
    """Whether what goes to a stream is painted."""
    if settings.color != "auto":
        return settings.color == "always"
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
