"""A line of a test taken apart: its word, its arguments, its options, its blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import attrs

from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import suggestion
from flowc.language import JSON
from flowc.script.lines import Named, Text, Wanted
from flowc.script.words import CONTAINS, REGEX
from flowc.source import Source, Span
from flowc.syntax.nodes import (
    Argument,
    Assignment,
    Block,
    Call,
    List,
    Node,
    Statement,
    Token,
    Typed,
    arguments,
    items,
    span,
)
from flowc.syntax.strings import STRING_TYPES, decode

MALFORMED = "FLW901"


class MalformedError(Exception):
    """A line that cannot be read; what is wrong with it has been reported."""


@attrs.frozen
class Pen:
    """Where the lines of a file stand, and what is wrong with them."""

    source: Source
    findings: list[Diagnostic] = attrs.field(factory=list)

    def place(self, node: Node, last: Node | None = None) -> Span:
        """The place of a node, or from one to another."""
        return span(self.source, node, last)

    def refuse(self, message: str, place: Node | Span, label: str, help_: str = "") -> MalformedError:
        """What to raise, once it is reported, for what cannot be read."""
        where = place if isinstance(place, Span) else self.place(place)
        self.findings.append(finding(MALFORMED, message, where, label=label, help=help_))
        return MalformedError(message)


@attrs.frozen
class Taken:
    """A line: `word` begins it, `values` stand behind the word, `options` and `blocks` have names."""

    pen: Pen
    statement: Statement
    word: str
    values: tuple[Argument, ...]
    options: dict[str, Assignment]
    blocks: dict[str, Block]

    @property
    def span(self) -> Span:
        """The line, without its blocks."""
        last = self.statement.parts[-1] if self.statement.parts else self.head
        return self.pen.place(self.head, last)

    @property
    def head(self) -> Token:
        """The token of the word."""
        assert self.statement.head is not None
        return self.statement.head

    def refuse(self, message: str, label: str, help_: str = "", place: Node | None = None) -> MalformedError:
        """What to raise where this line cannot be read."""
        return self.pen.refuse(message, place or self.span, label, help_)

    def only(self, least: int, most: int, example: str) -> None:
        """Nothing, with as many values as the word takes. Raises MalformedError."""
        if len(self.values) < least:
            raise self.refuse(f"`{self.word}` says too little", "something is missing", f"for example `{example}`")
        if len(self.values) > most:
            surplus = self.values[most]
            raise self.refuse(f"`{self.word}` says too much", "means nothing here", f"for example `{example}`", surplus)

    def options_only(self, *names: str) -> None:
        """Nothing, with no other options than these. Raises MalformedError."""
        for name, option in self.options.items():
            if name not in names:
                advice = suggestion(name, names, "options")
                raise self.refuse(f"`{self.word}` has no option `{name}`", "not an option", advice, option.key)
        for name, block in self.blocks.items():
            if name not in names:
                raise self.refuse(f"`{self.word}` has no block `{name}`", "means nothing here", place=block)

    # --- Values

    def text(self, node: Argument) -> str:
        """A single value as a text. Raises MalformedError."""
        if isinstance(node, Token):
            return decode(node) if node.type in STRING_TYPES else node.text
        raise self.refuse(f"`{self.word}` wants a single value here", "not a text", place=node)

    def option(self, name: str, default: str = "") -> str:
        """The text of an option. Raises MalformedError."""
        return self.text(self.options[name].value) if name in self.options else default

    def value(self, node: Argument) -> Any:  # noqa: ANN401 - JSON
        """A value: a text, a list, or what stands in `json("…")`. Raises MalformedError."""
        if isinstance(node, List):
            return [self.value(part) for part in arguments(node.parts)]
        if isinstance(node, Call) and node.name.text == JSON:
            return self._json(node)
        return self.text(node)

    def _json(self, node: Call) -> Any:  # noqa: ANN401 - JSON
        parts = arguments(node.parts)
        if len(parts) == 1:
            try:
                return json.loads(self.text(parts[0]))
            except ValueError as error:
                raise self.refuse(f"this is no JSON: {error}", "cannot be read", place=node) from None
        raise self.refuse(f"`{JSON}` takes one text", "not one text", f'write `{JSON}("…")`', node)

    def names(self) -> tuple[Named, ...]:
        """The values as names of steps, in a list or without one. Raises MalformedError."""
        listed = (arguments(value.parts) if isinstance(value, List) else [value] for value in self.values)
        return tuple(self.name(node) for nodes in listed for node in nodes)

    def name(self, node: Argument) -> Named:
        """A value as the name of a step. Raises MalformedError."""
        return Named(self.text(node), self.pen.place(node))

    def expected(self, nodes: Iterable[Argument]) -> Text:
        """What a text has to be: `"…"`, `contains "…"` or `contains("…")`; `regex` likewise. Raises MalformedError."""
        first, *rest = nodes
        how = ""
        if isinstance(first, Call) and first.name.text in {CONTAINS, REGEX}:
            how, rest = first.name.text, arguments(first.parts)
        elif isinstance(first, Token) and first.type == "WORD" and first.text in {CONTAINS, REGEX} and rest:
            how = first.text
        else:
            rest = [first, *rest]
        if len(rest) != 1:
            raise self.refuse(f"`{self.word}` compares with one text", "not one text", 'write `contains "…"`', first)
        text = self.text(rest[0])
        if how == REGEX:
            self._check_regex(text, rest[0])
        return Text(text, how)

    def _check_regex(self, text: str, node: Argument) -> None:
        try:
            re.compile(text)
        except re.error as error:
            message = f"this regular expression cannot be read: {error}"
            raise self.refuse(message, "cannot be read", place=node) from None

    def wanted(self) -> Wanted:
        """The options and blocks as what a deed has to hold. Raises MalformedError."""
        found: dict[str, Text | Wanted] = {name: self.expected([one.value]) for name, one in self.options.items()}
        return {**found, **{name: self._wanted_in(block) for name, block in self.blocks.items()}}

    def _wanted_in(self, block: Block) -> Wanted:
        return {name: self.expected([one.value]) for name, one in self.assigned(block).items()}

    def assigned(self, block: Block) -> dict[str, Assignment]:
        """The assignments of a block. Raises MalformedError for anything else in it."""
        found: dict[str, Assignment] = {}
        for item in items(block.entries):
            if not isinstance(item, Assignment):
                raise self.refuse("only values stand here", "not a value", "write `name = value`", item)
            found[_key(item)] = item
        return found


def _key(assignment: Assignment) -> str:
    key = assignment.key
    return decode(key) if key.type in STRING_TYPES else key.text


def take(pen: Pen, statement: Statement) -> Taken:
    """A line of a test taken apart. Raises MalformedError for what is no such line."""
    head = statement.head
    if head is None or statement.arrow is not None or statement.elses or statement.label is not None:
        raise pen.refuse("a line of a test begins with its word, and leads nowhere", statement, "no line of a test")
    parts = arguments(statement.parts)
    typed = next((part for part in parts if isinstance(part, Typed)), None)
    if typed is not None:
        raise pen.refuse("only declarations have types", typed, "no value", f"write `{typed.name.text} = …`")
    options = {_key(part): part for part in parts if isinstance(part, Assignment)}
    blocks: dict[str, Block] = {}
    for item in items(statement.block.entries) if statement.block else ():
        if isinstance(item, Assignment):
            options[_key(item)] = item
        elif item.head is not None and item.block is not None and not item.parts and item.arrow is None:
            blocks[item.head.text] = item.block
        else:
            raise pen.refuse("only values stand here", item, "not a value", "write `name = value`")
    values = tuple(part for part in parts if not isinstance(part, Assignment))
    return Taken(pen, statement, head.text, values, options, blocks)
