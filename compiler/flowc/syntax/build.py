"""Builds the nodes of the tree as the parser reduces its rules.

One method a rule of the grammar; its argument is the list of what the rule has read, every token
included. A rule without a method gives `Other`.
"""

from __future__ import annotations

from typing import Any

from flowc.syntax.nodes import Arrow, Assignment, Block, Call, Else, Label, List, Other, Statement, Typed

Children = list[Any]


class TreeBuilder:
    """Callbacks for Lark, named after the rules."""

    def __getattr__(self, rule: str) -> Any:
        """A rule that only an extended grammar has."""
        if rule.startswith("_") or rule.isupper():
            raise AttributeError(rule)
        return lambda children: Other(rule, tuple(children))

    def start(self, children: Children) -> Any:
        """`start: entries`."""
        return children[0]

    def entries(self, children: Children) -> Any:
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
