"""The modifiers of a declared option, which stand behind its type or in its block and mean the same there."""

from __future__ import annotations

from flowc.syntax.nodes import Argument, Assignment, Item, Statement, Token, Typed, arguments

# A line of a declaration that holds lines of its own.
VERB = "verb"

_OPTION_LINES = frozenset({"arg", "option"})

# Modifiers of an option with a value behind them. Conditions are assignments, and belong to any word before them.
_WITH_VALUE = frozenset({"as", "with", "min", "max", "max-length", "pattern", "deprecated", "default"})


def is_option_line(line: Statement) -> bool:
    """Whether a line of a declaration is `arg name: type …` or `option name: type …`."""
    parts = arguments(line.parts)
    is_option = line.head is not None and line.head.text in _OPTION_LINES and not line.elses
    return is_option and bool(parts) and isinstance(parts[0], Typed)


def is_modifier(item: Item) -> bool:
    """Whether a line of the block has the shape of a modifier."""
    if isinstance(item, Assignment) or item.head is None:
        return False
    return not (item.label or item.block or item.elses or item.arrow)


def modifier_words(item: Item) -> list[Argument]:
    """A line of the block as the arguments that it stands for."""
    assert isinstance(item, Statement)
    assert item.head is not None
    return [item.head, *arguments(item.parts)]


def modifiers(parts: list[Argument]) -> list[tuple[Argument, ...]]:
    """The modifiers among arguments, each with its value or its conditions."""
    found: list[list[Argument]] = []
    takes_value = False
    for part in parts:
        if found and (takes_value or not is_word(part)):
            found[-1].append(part)
            takes_value = False
        else:
            found.append([part])
            takes_value = isinstance(part, Token) and part.text in _WITH_VALUE
    return [tuple(modifier) for modifier in found]


def is_word(part: Argument) -> bool:
    """Whether an argument is a word, which a modifier begins with."""
    return isinstance(part, Token) and part.type == "WORD"
