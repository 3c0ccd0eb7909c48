"""Rewrites programs: statements move into a block or a module, values get names. What comes out must stay the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from flowc.binding.predicates import PREDICATES
from flowc.binding.reuse.definition import statements
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import (
    Argument,
    Arrow,
    Assignment,
    Block,
    Call,
    Else,
    List,
    Node,
    Statement,
    Token,
    arguments,
    items,
    tokens,
)
from flowc.syntax.strings import STRING_TYPES, decode
from flowc.vocabulary import standard_vocabulary

Edit = tuple[int, int, str]
Json = Any


@attrs.frozen
class Part:
    """An `on` or a `section` with a body: its statement, its body, and its name, empty for an `on`."""

    statement: Statement
    block: Block
    name: str


def parts_of(text: str) -> list[Part]:
    """The entries and sections of a program that have a body."""
    found = []
    for item in items(parse(Source("a.flow", text)).file.entries):
        if isinstance(item, Statement) and item.block is not None and item.head and item.head.text in ("on", "section"):
            first = arguments(item.parts)[0]
            assert isinstance(first, Token)
            found.append(Part(item, item.block, text_of(first) if item.head.text == "section" else ""))
    return found


def entries_of(text: str) -> list[Statement]:
    """The entries of a program, with a body or without."""
    found = items(parse(Source("a.flow", text)).file.entries)
    return [item for item in found if isinstance(item, Statement) and item.head and item.head.text == "on"]


def text_of(token: Token) -> str:
    """What a word or a text says."""
    return decode(token) if token.type in STRING_TYPES else token.text


def labels_in(block: Block) -> set[str]:
    """The labels in a body."""
    return {text_of(one.label.name) for one in statements(block) if one.label is not None}


def targets_in(node: object) -> Iterator[Token]:
    """The names that arrows in a part of a tree lead to; neither `next` nor `end`."""
    if isinstance(node, Arrow):
        if node.target.type in STRING_TYPES or node.target.text not in ("next", "end"):
            yield node.target
    elif isinstance(node, tuple):
        for one in node:
            yield from targets_in(one)
    elif not isinstance(node, Token) and attrs.has(cls := type(node)):
        for field in attrs.fields(cls):
            yield from targets_in(getattr(node, field.name))


def names_read_in(node: Node) -> set[str]:
    """The widgets that references in a part of a tree may name."""
    return {name for token in tokens(node) for name in re.findall(r"widgets\.([\w-]+)", token.text)}


def edited(text: str, edits: Sequence[Edit], start: int = 0, end: int | None = None) -> str:
    """A part of a text with edits made in it."""
    pieces, at = [], start
    for first, last, replacement in sorted(edits):
        pieces += [text[at:first], replacement]
        at = last
    return "".join([*pieces, text[at : len(text) if end is None else end]])


# Values


def literals_of(text: str) -> list[Token]:
    """The texts and numbers of a program that stand where a value does."""
    found: list[Token] = []
    for item in items(parse(Source("a.flow", text)).file.entries):
        if isinstance(item, Statement) and item.head is not None:
            found += _texts(arguments(item.parts)) if item.head.text == "flow" else []
            for one in [item] if item.block is None else [item, *statements(item.block)]:
                found += _in_statement(one)
    return found


def _in_statement(statement: Statement) -> Iterator[Token]:
    head = statement.head.text if statement.head is not None else ""
    parts = arguments(statement.parts)
    if head in (*standard_vocabulary().verbs, *PREDICATES, "if", "split", "menu") and statement.head is not None:
        yield from _texts(parts)
    elif head == "property":
        yield from _texts([part for part in parts if isinstance(part, Assignment)])
    for branch in statement.elses:
        if isinstance(branch, Else):
            yield from _texts(arguments(branch.parts))
    if statement.block is not None and head not in ("on", "section"):
        yield from _texts([item for item in items(statement.block.entries) if isinstance(item, Assignment)])


def _texts(parts: Sequence[Argument]) -> Iterator[Token]:
    for part in parts:
        if isinstance(part, Assignment) and part.key.text not in ("keys", "words", "allow_concurrent_calls"):
            yield from _texts([part.value])
        elif isinstance(part, List) or (isinstance(part, Call) and part.name.text != "json"):
            yield from _texts(arguments(part.parts))
        elif isinstance(part, Token) and part.type in ("NUMBER", *STRING_TYPES):
            yield part


# Definitions


def canonical(definition: str, order: Sequence[str] | None = None) -> Json:
    """A definition whose widgets are numbered instead of named, without the places on the canvas."""
    found = json.loads(definition)
    names = list(order or [state["name"] for state in found["states"]])
    numbers = {name: f"#{number}" for number, name in enumerate(names)}
    longest = sorted(numbers, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<=widgets\.){re.escape(name)}(?=\.)" for name in longest))
    plain = {re.sub(r"[^A-Za-z0-9_]", "_", name): number for name, number in numbers.items()}
    tries = re.compile("|".join(rf"\b{name}(?=_tries\b)" for name in sorted(plain, key=len, reverse=True)))
    numbers = {**plain, **numbers}
    found["states"] = [_numbered(state, numbers, pattern, tries) for state in found["states"]]
    found["initial_state"] = numbers[found["initial_state"]]
    return found


def _numbered(item: Json, numbers: dict[str, str], pattern: re.Pattern[str], tries: re.Pattern[str]) -> Json:
    if isinstance(item, list):
        return [_numbered(one, numbers, pattern, tries) for one in item]
    if isinstance(item, str):
        return tries.sub(lambda match: numbers[match.group()], pattern.sub(lambda match: numbers[match.group()], item))
    if not isinstance(item, dict):
        return item
    return {
        key: numbers.get(value, value)
        if key in ("name", "next") and "offset" not in item
        else _numbered(value, numbers, pattern, tries)
        for key, value in item.items()
        if key != "offset"
    }
