"""Writes the TextMate grammar, by which many editors and web pages colour a flow."""

from __future__ import annotations

import json
from typing import Any

from flowc.highlight.vocabulary import BORDER, any_of, terminals, words

SCOPE = "source.flow"
_ESCAPE = r"\\(?:u\{[0-9A-Fa-f]{1,6}\}|.)"
# On one line a tag ends before the quotes of its string do.
_TAG = r'\{\{(?:\\.|[^"\\])*?\}\}|\{%(?:\\.|[^"\\])*?%\}'
_LONG_TAG = r"\{\{.*?\}\}|\{%.*?%\}"

Pattern = dict[str, Any]


def textmate_grammar() -> str:
    """The grammar as JSON."""
    grammar = {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "Flow",
        "scopeName": SCOPE,
        "fileTypes": ["flow"],
        "patterns": [{"include": f"#{name}"} for name in _repository()],
        "repository": {name: {"patterns": patterns} for name, patterns in _repository().items()},
    }
    return json.dumps(grammar, indent=2) + "\n"


def _repository() -> dict[str, list[Pattern]]:
    known = terminals()
    word = known["WORD"]
    return {
        "comments": [
            _named("comment.line.documentation.flow", r"##(?!#).*$"),
            _named("comment.line.number-sign.flow", r"#.*$"),
        ],
        "strings": [
            _string("string.quoted.triple.flow", '"""', '"""', _LONG_TAG),
            # A string that does not end on its line ends with it.
            _string("string.quoted.double.flow", '"', r'"|$', _TAG),
        ],
        "statements": _statements(word),
        "arrows": [_arrow(word)],
        "numbers": [
            _named("constant.numeric.phone.flow", known["PHONE"]),
            _named("constant.numeric.duration.flow", known["DURATION"]),
            _named("constant.numeric.flow", known["NUMBER"]),
        ],
        "options": [
            _captured(rf"({word})\s*(=)", "entity.other.attribute-name.flow", "keyword.operator.assignment.flow"),
        ],
        "words": [
            _named("keyword.control.flow", rf"(?:else){BORDER}"),
            _named("constant.language.flow", rf"(?:true|false|on|off|none){BORDER}"),
            _named("variable.other.flow", word),
        ],
        "signs": [
            _named("keyword.operator.arrow.flow", "->"),
            _named("keyword.operator.flow", r"[=|]"),
            _named("punctuation.flow", r"[{}\[\](),;:]"),
        ],
    }


def _statements(word: str) -> list[Pattern]:
    """What begins a statement: at the beginning of a line, behind `{` or behind `;`, with or without a label."""
    found = []
    every = words()
    kinds = (
        ("keyword.control.flow", (*every.heads, *every.statements, *every.lines)),
        ("support.function.flow", every.verbs),
    )
    for scope, names in kinds:
        found.append(
            _captured(
                rf"(?:^|([{{;]))\s*(?:({word})\s*(:)\s*)?({any_of(names)}){BORDER}(?!\s*[:=])",
                "punctuation.flow",
                "entity.name.label.flow",
                "punctuation.flow",
                scope,
            )
        )
    found.append(_captured(rf"({word})\s*(:)", "entity.name.label.flow", "punctuation.flow"))
    return found


def _arrow(word: str) -> Pattern:
    targets = any_of(words().targets)
    return _captured(
        rf"(->)\s*(?:((?:{targets}){BORDER})|({word}))?",
        "keyword.operator.arrow.flow",
        "keyword.control.flow",
        "entity.name.label.flow",
    )


def _string(name: str, begin: str, end: str, tag: str) -> Pattern:
    inside = [_named("meta.template.flow variable.other.flow", tag), _named("constant.character.escape.flow", _ESCAPE)]
    return {"name": name, "begin": begin, "end": end, "patterns": inside}


def _named(name: str, match: str) -> Pattern:
    return {"name": name, "match": match}


def _captured(match: str, *names: str) -> Pattern:
    return {"match": match, "captures": {str(number): {"name": name} for number, name in enumerate(names, 1)}}
