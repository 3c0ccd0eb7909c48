"""Binds `const name = value`, and refuses values that are made of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from flowc.binding.context import Context, Nothing, shortened, text_of
from flowc.binding.reuse.closures import Closure
from flowc.binding.reuse.templates import is_replaced, replace, write_out
from flowc.diagnostics import Note
from flowc.language import CONST, CONST_ROOT, PARAM_ROOT
from flowc.syntax.nodes import Assignment, List, Node, Statement, Token, arguments, tokens
from flowc.syntax.strings import STRING_TYPES

_IN_TEXT = re.compile(rf"(?:{CONST_ROOT}|{PARAM_ROOT})\.([A-Za-z_][A-Za-z0-9_-]*)")


def read_consts(context: Context, item: Statement) -> Iterator[tuple[str, Closure]]:
    """The names that a `const` declares, with their values."""
    assert item.head is not None
    parts = arguments(item.parts)
    assigned = [part for part in parts if isinstance(part, Assignment)]
    extra = item.label or item.block or item.arrow or next((part for part in parts if part not in assigned), None)
    if extra is not None or not assigned:
        context.report(
            "FLW120",
            f"`{CONST}` gives a name to a value",
            extra or item.head,
            label="not `name = value`",
            help=f'for example `{CONST} shop = "the Owl shop"`',
        )
        return
    for part in assigned:
        name = text_of(part.key)
        yield name, Closure(part.value, context, context.span(part.value), context.span(part.key))


def check_texts(closure: Closure) -> bool:
    """Whether all that the texts of a value hold is known; else it is reported."""
    node, context = closure.node, closure.context
    if isinstance(node, Token) and node.type in STRING_TYPES and is_replaced(context, text_of(node)):
        return not isinstance(write_out(closure, node, context.session), Nothing)
    parts = arguments(node.parts) if isinstance(node, List) else []
    texts = [part for part in parts if isinstance(part, Token) and part.type in STRING_TYPES]
    found = [replace(context, text) for text in texts if is_replaced(context, text_of(text))]
    return not any(isinstance(text, Nothing) for text in found)


def without_circles(context: Context, scope: Mapping[str, Closure]) -> set[str]:
    """The names whose values are made of each other, each circle reported once."""
    needs = {
        name: [one for one in _needs(closure.node) if one in scope] if closure.context.source is context.source else []
        for name, closure in scope.items()
    }
    done: set[str] = set()
    circular: set[str] = set()
    for name in scope:
        chain: list[str] = []
        stack = [(name, iter(needs[name]))] if name not in done else []
        chain += [name] if stack else []
        while stack:
            current, following = stack[-1]
            one = next(following, None)
            if one is None:
                stack.pop()
                chain.pop()
                done.add(current)
            elif one in chain:
                _report(context, scope, chain[chain.index(one) :])
                circular.update(chain[chain.index(one) :])
            elif one not in done:
                stack.append((one, iter(needs[one])))
                chain.append(one)
    return circular


def _needs(node: Node) -> Iterator[str]:
    for token in tokens(node):
        if token.type == "WORD":
            yield token.text
        elif token.type in STRING_TYPES:
            yield from _IN_TEXT.findall(token.text)


def _report(context: Context, scope: Mapping[str, Closure], chain: list[str]) -> None:
    first, *others = chain
    notes = tuple(Note(f"`{shortened(name)}` is made of the next one", scope[name].declared) for name in others)
    context.report(
        "FLW120",
        "these values are made of each other" if others else f"`{shortened(first)}` is made of itself",
        scope[first].declared,
        label="has no value in the end",
        notes=notes,
        help="write a value into one of them",
    )
