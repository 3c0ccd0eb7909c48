"""The TextMate grammar, run by the engine of VS Code."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.highlight.kinds import FLOWS, PROJECT, disagreements, dump, read

from flowc.highlight.textmate import textmate_grammar

FILE = Path("editors") / "textmate" / "flow.tmLanguage.json"
RUNNER = Path(__file__).with_name("textmate")
_BY_SCOPE = (
    ("comment", "comment"),
    ("string", "string"),
    ("constant.numeric", "number"),
    ("keyword.operator", ""),
    ("punctuation", ""),
    ("keyword", "word"),
    ("variable", "word"),
    ("entity", "word"),
    ("support", "word"),
    ("constant.language", "word"),
)


def test_the_file_is_made_of_the_grammar_and_the_library(golden: Callable[[Path, str], None]) -> None:
    golden(FILE, textmate_grammar())


def run(texts: list[str]) -> list[list[list[tuple[int, int, list[str]]]]]:
    """For each text and each line its pieces with their scopes."""
    node = shutil.which("node")
    if node is None or not (RUNNER / "node_modules").is_dir():
        pytest.skip("vscode-textmate is absent: `npm ci` in tests/highlight/textmate")
    found = subprocess.run(
        [node, "tokenize.mjs", str(PROJECT / FILE)],
        input=dump(texts),
        capture_output=True,
        text=True,
        check=True,
        cwd=RUNNER,
        encoding="utf-8",
    )
    answer: list[list[list[tuple[int, int, list[str]]]]] = json.loads(found.stdout)
    return answer


def kind_of(scopes: list[str]) -> str:
    for scope in scopes:
        if scope.startswith(("string", "comment")):
            return scope.partition(".")[0]
    deepest = scopes[-1]
    return next((kind for beginning, kind in _BY_SCOPE if deepest.startswith(beginning)), "")


def test_it_takes_each_character_for_what_the_parser_does() -> None:
    texts = [read(path) for path in FLOWS]
    wrong = {}
    for path, text, lines in zip(FLOWS, texts, run(texts), strict=True):
        coloured: list[str] = []
        for line, pieces in zip(text.split("\n"), lines, strict=True):
            kinds = [""] * len(line)
            for start, end, scopes in pieces:
                assert not any("invalid" in scope for scope in scopes)
                kinds[start:end] = [kind_of(scopes)] * (min(end, len(line)) - start)
            coloured += [*kinds, ""]
        found = disagreements(text, coloured[:-1])
        if found:
            wrong[path.name] = found[:5]

    assert wrong == {}


def test_words_are_told_apart_by_where_they_stand() -> None:
    text = "on call {\n  hi: say record voice=alice -> next\n  say { failed -> hi }\n  else\n}"

    pieces = {}
    for line, found in zip(text.split("\n"), run([text])[0], strict=True):
        pieces.update({(line[start:end], start): scopes[-1] for start, end, scopes in found if line[start:end].strip()})

    assert pieces["on", 0] == "keyword.control.flow"
    assert pieces["hi", 2] == "entity.name.label.flow"
    assert pieces["say", 6] == "support.function.flow"
    assert pieces["record", 10] == "variable.other.flow"
    assert pieces["voice", 17] == "entity.other.attribute-name.flow"
    assert pieces["next", 32] == "keyword.control.flow"
    assert pieces["hi", 18] == "entity.name.label.flow"
