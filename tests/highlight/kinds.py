"""What each character of a flow is for the parser, to be compared with how it is coloured."""

from __future__ import annotations

import json
from pathlib import Path

from tests.examples import EXAMPLES

from flowc.syntax.grammar import flow_grammar

PROJECT = Path(__file__).resolve().parents[2]
FLOWS = [
    *EXAMPLES,
    *sorted((PROJECT / "stdlib").rglob("*.flow")),
    *sorted((PROJECT / "tests").rglob("golden/**/*.flow")),
]
_KINDS = {
    "COMMENT": "comment",
    "DOC_COMMENT": "comment",
    "STRING": "string",
    "LONG_STRING": "string",
    "NUMBER": "number",
    "DURATION": "number",
    "PHONE": "number",
    "WORD": "word",
    "ELSE": "word",
}


def kinds(text: str) -> list[str]:
    """For each character what the parser takes it for; blanks and signs are ``."""
    found = [""] * len(text)
    for token in flow_grammar().tokenize(text):
        kind = _KINDS.get(token.type, "")
        found[token.start : token.end] = [kind] * len(token.text)
    return found


def disagreements(text: str, coloured: list[str]) -> list[str]:
    """The places at which a colouring takes a character for something else than the parser does."""
    found = []
    for at, (expected, got) in enumerate(zip(kinds(text), coloured, strict=True)):
        if expected != got and not text[at].isspace():
            line = text.count("\n", 0, at) + 1
            found.append(f"{line}: {text[at]!r} is {expected or 'a sign'}, coloured as {got or 'a sign'}")
    return found


def read(path: Path) -> str:
    """The text of a flow, with line ends as the editors count them."""
    return path.read_text(encoding="utf-8")


def dump(texts: list[str]) -> str:
    """Texts for another program."""
    return json.dumps(texts)
