"""Laws of editing: what a change of the text may change in the findings and in the definition."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowc import check, compile_text
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import Arrow, Label, Node, Statement, Token, arguments, items, tokens
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary import standard_vocabulary

TEXTS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.flow"))
}
# What the laws know of names and labels holds where each statement is a widget: in files without blocks.
EXAMPLES = {name: text for name, text in TEXTS.items() if "\nuse " not in text}
FAULTY = 'on call {\n  sai "x"\n  say Hello there\n  record on\n  -> nowhere\n}\non message { say "hi" }\n'
some = settings(max_examples=60, deadline=None)


def findings(text: str) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.message, finding.span.text) for finding in check(text).diagnostics]


def pieces(text: str) -> list[Token]:
    return list(tokens(parse(Source("a.flow", text)).file))


def definition(text: str) -> dict[str, Any]:
    compiled = compile_text(text)
    assert compiled.definition is not None, findings(text)
    found: dict[str, Any] = json.loads(compiled.definition)
    return found


# Comments and blank lines


@some
@given(st.data())
def test_a_comment_or_a_blank_line_changes_no_finding_and_no_definition(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([*EXAMPLES.values(), FAULTY]))
    changed = "".join(
        token.leading + token.text + (_drawn_lines(data) if token.type == "NEWLINE" else "") for token in pieces(text)
    )

    assert findings(changed) == findings(text)
    assert compile_text(changed).definition == compile_text(text).definition


def _drawn_lines(data: st.DataObject) -> str:
    return data.draw(st.sampled_from(["", "", "", "\n", "# a note\n", '  # { } "\n\n']))


# Renaming


@pytest.mark.parametrize("name", EXAMPLES)
def test_renaming_a_label_everywhere_changes_only_names(name: str) -> None:
    text = EXAMPLES[name]
    before = definition(text)
    for label in sorted({token.text for token in _names(text)}):
        after = definition(_rename(text, label))

        names = dict(zip(_state_names(before), _state_names(after), strict=True))
        assert {old for old, new in names.items() if old != new} == {old for old in names if _is_made_of(old, label)}
        assert _renamed(before, names, label) == after, label


def _state_names(found: dict[str, Any]) -> list[str]:
    return [state["name"] for state in found["states"]]


def _is_made_of(name: str, label: str) -> bool:
    """Whether a name is the label, or that of a widget which a menu or a section of this label makes."""
    return (
        name == label
        or re.fullmatch(rf"{re.escape(label)}_(?:keys|words|(?:timeout_)?(?:count|again)|[a-z_]+_[0-9]+)", name)
        is not None
    )


def _renamed(value: Any, names: dict[str, str], label: str) -> Any:  # noqa: ANN401 - JSON
    """A definition with other names: of widgets, in references, and in the variables that count a menu's tries."""
    if isinstance(value, list):
        return [_renamed(item, names, label) for item in value]
    if not isinstance(value, dict):
        return value if not isinstance(value, str) else _renamed_text(value, label)
    return {
        key: names[item] if key in ("name", "next") and item in names else _renamed(item, names, label)
        for key, item in value.items()
    }


def _renamed_text(text: str, label: str) -> str:
    return re.sub(rf"(?<=widgets\.){re.escape(label)}(?=\.)|\b{re.escape(label)}(?=_tries\b)", "renamed_label", text)


def _names(text: str) -> Iterator[Token]:
    stack: list[Node] = [parse(Source("a.flow", text)).file]
    while stack:
        node = stack.pop()
        if isinstance(node, Label):
            yield node.name
        if isinstance(node, Statement) and node.head is not None and node.head.text == "section":
            yield next(part for part in arguments(node.parts) if isinstance(part, Token))
        if not isinstance(node, Token):
            for field in attrs.fields(type(node)):
                value = getattr(node, field.name)
                stack += value if isinstance(value, tuple) else [value] if attrs.has(type(value)) else []


def _rename(text: str, label: str) -> str:
    named = {token.start for token in [*_names(text), *_targets(text)] if token.text == label}
    changed = []
    for token in pieces(text):
        word = token.text
        if token.start in named and word == label:
            word = "renamed_label"
        elif token.type == "WORD" and word.startswith(f"{label}."):
            word = "renamed_label" + word[len(label) :]
        elif token.type in STRING_TYPES:
            word = re.sub(rf"(?<=widgets\.){re.escape(label)}(?=\.)", "renamed_label", word)
        changed.append(token.leading + word)
    return "".join(changed)


def _targets(text: str) -> Iterator[Token]:
    stack: list[Node] = [parse(Source("a.flow", text)).file]
    while stack:
        node = stack.pop()
        if isinstance(node, Arrow):
            yield node.target
        if not isinstance(node, Token):
            for field in attrs.fields(type(node)):
                value = getattr(node, field.name)
                stack += value if isinstance(value, tuple) else [value] if attrs.has(type(value)) else []


# Order


@some
@given(st.data())
def test_the_order_of_sections_has_no_meaning(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(sorted(EXAMPLES.values())))
    lines = text.splitlines(keepends=True)
    source = Source("a.flow", text)
    sections = [
        (source.position(item.head.start)[0] - 1, source.position(item.block.close.end)[0])
        for item in items(parse(source).file.entries)
        if isinstance(item, Statement) and item.head is not None and item.block is not None
        if item.head.text == "section"
    ]
    bodies = ["".join(lines[start:end]).rstrip("\n") + "\n" for start, end in sections]
    taken = {line for start, end in sections for line in range(start, end)}
    rest = "".join(line for number, line in enumerate(lines) if number not in taken)

    moved = rest + "".join(data.draw(st.permutations(bodies)))

    assert _by_name(definition(moved)) == _by_name(definition(text))


def _by_name(found: dict[str, Any]) -> dict[str, Any]:
    states = {}
    for state in found["states"]:
        properties = {key: value for key, value in state["properties"].items() if key != "offset"}
        states[state["name"]] = {**state, "properties": properties}
    return {**found, "states": states}


# Planted mistakes


@some
@given(st.data())
def test_an_arrow_that_leads_nowhere_is_reported_at_its_place_once(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([text for text in EXAMPLES.values() if list(_targets(text))]))
    target = data.draw(st.sampled_from(sorted(_targets(text), key=lambda token: token.start)))

    changed = text[: target.start] + "no_such_place" + text[target.end :]

    assert [(found.code, found.span.start, found.span.text) for found in check(changed).diagnostics] == [
        ("FLW102", target.start, "no_such_place")
    ]


@some
@given(st.data())
def test_a_verb_that_nothing_declares_is_reported_at_its_place_once(data: st.DataObject) -> None:
    verbs = standard_vocabulary().verbs
    text = data.draw(st.sampled_from(sorted(EXAMPLES.values())))
    read = pieces(text)
    heads = [
        token
        for before, token, after in zip(read, read[1:], read[2:], strict=False)
        if token.text in verbs and before.type in ("NEWLINE", "COLON", "SEMICOLON") and after.type != "EQUALS"
    ]
    head = data.draw(st.sampled_from(heads))

    changed = text[: head.start] + "zzverb" + text[head.end :]

    assert [(found.code, found.span.start) for found in check(changed).diagnostics] == [("FLW101", head.start)]


@pytest.mark.parametrize(
    ("planted", "code", "place"),
    [
        ("  say Hello there\n", "FLW208", "Hello there"),
        ('  say "x" loop=100\n', "FLW203", "100"),
        ('  say "x" lop=2\n', "FLW205", "lop"),
        ("  say\n", "FLW204", "say"),
        ('  say "a\\q"\n', "FLW003", "\\q"),
        ('  say "x" { audioComplet -> end }\n', "FLW104", "audioComplet"),
        ("  digits 08:00\n", "FLW006", "08:00"),
        ('  say "x" -> end say "y"\n', "FLW010", "say"),
    ],
)
@pytest.mark.parametrize("name", ["feedback", "ivr-menu", "payment", "voice-assistant"])
def test_a_mistake_in_a_statement_is_reported_at_its_place_once(name: str, planted: str, code: str, place: str) -> None:
    text = EXAMPLES[name].replace("on call {\n", "on call {\n" + planted, 1)

    found = check(text).diagnostics

    assert [(finding.code, finding.span.text) for finding in found] == [(code, place)]
    assert text.index(planted) <= found[0].span.start < text.index(planted) + len(planted)
