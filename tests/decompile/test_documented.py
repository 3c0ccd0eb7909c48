"""`docs/decompiled.md` shows what decompiling gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from flowc.decompile import decompile

PROJECT = Path(__file__).resolve().parents[2]
DOCUMENT = Path("docs/decompiled.md")
SHOWN = {
    "ivr-menu": "A front door: the prompt with its two splits is a `menu`, and what a few lines hold stands in them.",
    "agent-queue": "Two entries: failures that lead to a word or two are bodies, and control joins again behind them.",
    "sms-survey": "A chat: a question that is asked again is an arrow back to its label.",
}
OPENING = """\
# Decompiled flows

What `flowc decompile` writes of three definitions in [`examples`](../examples).
They are read as they stand there, with nothing but the JSON that Studio would export.
Each compiles to the states that it was read from.
"""


def document() -> str:
    return OPENING + "".join(f"\n{_chapter(name, about)}" for name, about in SHOWN.items())


def _chapter(name: str, about: str) -> str:
    source = (PROJECT / "examples" / f"{name}.json").read_text(encoding="utf-8")
    text = decompile(source, f"{name}.json").text
    assert text is not None
    found = json.loads(source)
    lines = json.dumps(found, indent=2).count("\n") + 1
    size = f"{len(found['states'])} states, {lines} lines of JSON, {text.count(chr(10))} lines of Flow."
    return f"## `{name}.json`\n\n{about}\n{size}\n\n```flow\n{text}```\n"


def test_the_document_shows_what_is_written(golden: Callable[[Path, str], None]) -> None:
    golden(DOCUMENT, document())
