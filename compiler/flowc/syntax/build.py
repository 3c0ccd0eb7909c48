"""Builds the nodes of the tree as the parser reduces its rules.

One method a rule of the grammar; its argument is the list of what the rule has read, every token
included. A rule without a method gives `Other`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flowc.syntax.nodes import Arrow, Assignment, Block, Call, Else, Label, List, Other, Statement, Typed
from flowc.syntax.tables import Reduction

Children = list[Any]


class Spliced(list[Any]):
    """What a rule without a node of its own has read: it stands in the node of the rule around it."""


def builder_of(reduction: Reduction) -> Callable[[Children], Any]:
    """The function that makes one value of the values that a rule has read."""
    if reduction.rule.startswith("_"):
        return _splice
    build: Callable[[Children], Any] = getattr(TreeBuilder(), reduction.rule, None) or _other(reduction.rule)
    if reduction.is_plain:
        return lambda children: flat[0] if len(flat := _splice(children)) == 1 else build(flat)
    return lambda children: build(_splice(children))


def _splice(children: Children) -> Spliced:
    """The values with those of inner rules in their places."""
    # A rule that repeats itself holds all its values but the last in the first: that list grows on,
    # it stands nowhere else.
    found = children[0] if children and children[0].__class__ is Spliced else Spliced(children[:1])
    for child in children[1:]:
        if child.__class__ is Spliced:
            found += child
        else:
            found.append(child)
    return found


def _other(rule: str) -> Callable[[Children], Other]:
    """A rule that only an extended grammar has."""
    return lambda children: Other(rule, tuple(children))


class TreeBuilder:
    """The rules of the language, each with the node that it makes."""

    def start(self, children: Children) -> object:
        """`start: entries`."""
        return children[0]

    def entries(self, children: Children) -> tuple[object, ...]:
        """`entries: _entry? (_separator _entry?)*`."""
        return tuple(children)

    def label(self, children: Children) -> Label:
        """`label: name ":"`."""
        return Label(*children)

    def arrow(self, children: Children) -> Arrow:
        """`arrow: "->" target`."""
        return Arrow(*children)

    def block(self, children: Children) -> Block:
        """`block: "{" entries "}"`."""
        return Block(*children)

    def list(self, children: Children) -> List:
        """`list: "[" … "]"`."""
        return List(children[0], tuple(children[1:-1]), children[-1])

    def call(self, children: Children) -> Call:
        """`call: name "(" … ")"`."""
        return Call(children[0], children[1], tuple(children[2:-1]), children[-1])

    def assignment(self, children: Children) -> Assignment:
        """`assignment: key "=" value`."""
        return Assignment(*children)

    def typed(self, children: Children) -> Typed:
        """`typed: name ":" type ("|" type)* ("=" value)?`."""
        has_default = getattr(children[-2], "type", "") == "EQUALS"
        types = children[2:-2] if has_default else children[2:]
        return Typed(children[0], children[1], tuple(types), *(children[-2:] if has_default else ()))

    def else_block(self, children: Children) -> Else:
        """`else_block: "else" argument* block`."""
        return Else(children[0], tuple(children[1:-1]), children[-1])

    def else_arrow(self, children: Children) -> Else:
        """`else_arrow: "else" argument* arrow`."""
        return Else(children[0], tuple(children[1:-1]), children[-1])

    def statement(self, children: Children) -> Statement:
        """`statement: label? (arrow | head argument* tail?)`."""
        low, high = 0, len(children)
        label = head = block = arrow = None
        elses: tuple[Else, ...] = ()
        if isinstance(children[0], Label):
            label = children[0]
            low = 1
        if isinstance(children[-1], Arrow):
            high -= 1
            arrow = children[high]
        while high > low and isinstance(children[high - 1], Else):
            high -= 1
            elses = (children[high], *elses)
        if high > low and isinstance(children[high - 1], Block):
            high -= 1
            block = children[high]
        if high > low:
            head = children[low]
        return Statement(label, head, tuple(children[low + 1 : high]), block, elses, arrow)
