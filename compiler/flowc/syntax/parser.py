"""Reads a source into a tree and the list of its syntax errors.

A sound text goes straight through the automaton. One with mistakes is read once more, by
`flowc.syntax.recovery`, which mends what it can: one run reports every mistake, and the sound
statements are bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from flowc.diagnostics import Diagnostic
from flowc.source import Source, Span
from flowc.syntax.findings import error
from flowc.syntax.grammar import STRAY, Grammar, flow_grammar
from flowc.syntax.literals import literal_problems
from flowc.syntax.nodes import BROKEN, Block, Entry, File, Item, Statement, Token, items, tokens
from flowc.syntax.reader import END

__all__ = ["BROKEN", "MAX_CHARACTERS", "MAX_DEPTH", "Parsed", "parse"]

# A block inside a block inside a block …: no person writes more than ten; the limit keeps every
# later pass free to walk the tree by recursion.
MAX_DEPTH = 48

# Twilio takes definitions of at most 1 MiB (widgets.json, definition_bytes); a source four times
# as long has no definition that fits.
MAX_CHARACTERS = 4 * 1024 * 1024

_GAPS = frozenset({"COMMENT", "DOC_COMMENT", "NEWLINE"})
_OPENING = frozenset({"LEFT_BRACE", "LEFT_BRACKET", "LEFT_PAREN"})
_CLOSING = frozenset({"RIGHT_BRACE", "RIGHT_BRACKET", "RIGHT_PAREN"})
# The word of the statement that an `else` belongs behind.
_TAKES_ELSE = "if"
_NEVER_SOUND = frozenset({STRAY, "BROKEN_STRING"})


@attrs.frozen
class Parsed:
    """What reading a source gave.

    `complete` says that the tree means what the text says; it is false only where a limit was
    passed, and then nothing after syntax should look at the tree.
    """

    file: File
    diagnostics: tuple[Diagnostic, ...]
    complete: bool = True


def parse(source: Source, grammar: Grammar | None = None) -> Parsed:
    """Reads a source; every text gives a tree, and the tree gives the text back."""
    if len(source.text) > MAX_CHARACTERS:
        return _refuse(source, 0, f"the file has more than {MAX_CHARACTERS:,} characters", "FLW008")
    grammar = grammar or flow_grammar()
    every = list(grammar.tokenize(source.text))
    too_deep = _first_too_deep(every)
    if too_deep is not None:
        return _refuse_depth(source, too_deep)
    return _sound(source, grammar, every) or _mended(source, grammar, every)


def parse_tokens(source: Source, every: list[Token]) -> Parsed | None:
    """The tree of tokens that stand in a block of a statement, or by themselves; END must be the last.

    None where they do not fit the grammar: what mends that looks at the whole text.
    """
    # In a block there is a brace less to open.
    if sum(token.type in _OPENING for token in every) >= MAX_DEPTH and _first_too_deep(every[:1] + every) is not None:
        return None
    return _sound(source, flow_grammar(), every)


def _sound(source: Source, grammar: Grammar, every: list[Token]) -> Parsed | None:
    """The tree of a text that fits the grammar, and what is wrong within its tokens."""
    if any(token.type in _NEVER_SOUND for token in every):
        return None
    reader = grammar.reader()
    if not reader.read(every) or (_may_have_lonely_else(every) and _has_lonely_else(reader.result)):
        return None
    problems = tuple(problem for token in every for problem in literal_problems(source, token))
    return Parsed(File(reader.result, every[-1]), problems)


def _may_have_lonely_else(tokens: list[Token]) -> bool:
    """Whether an `else` begins a line below a `}`, so that it must be seen what the `}` ends."""
    for index, token in enumerate(tokens):
        if token.type == "ELSE" and index and tokens[index - 1].type in _GAPS:
            above = index - 1
            while above and tokens[above].type in _GAPS:
                above -= 1
            if tokens[above].type == "RIGHT_BRACE":
                return True
    return False


def _has_lonely_else(entries: Sequence[Entry]) -> bool:
    """Whether an `else` stands below the `}` of an `if`. Below that of a case it is a case of its own."""
    stack = [entries]
    while stack:
        before: Item | None = None
        for item in items(tuple(stack.pop())):
            if not isinstance(item, Statement):
                before = item
                continue
            is_else = item.head is not None and item.head.type == "ELSE"
            if (
                is_else
                and isinstance(before, Statement)
                and before.head is not None
                and before.head.text == _TAKES_ELSE
            ):
                return True
            stack += (block.entries for block in (item.block, *_bodies(item)) if block is not None)
            before = item
    return False


def _bodies(item: Statement) -> Iterator[Block]:
    return (branch.body for branch in item.elses if isinstance(branch.body, Block))


def _mended(source: Source, grammar: Grammar, every: list[Token]) -> Parsed:
    # Sound texts, which most are, need none of it.
    from flowc.syntax.recovery import mend  # noqa: PLC0415

    mended = mend(source, grammar, every)
    if mended.file is None:
        return Parsed(_unread(source), mended.problems, complete=False)
    too_deep = _first_too_deep(list(tokens(mended.file)))
    if too_deep is not None:
        return _refuse_depth(source, too_deep)
    return Parsed(mended.file, mended.problems)


def _first_too_deep(every: list[Token]) -> Token | None:
    depth = 0
    for token in every:
        if token.type in _OPENING:
            depth += 1
            if depth > MAX_DEPTH:
                return token
        elif token.type in _CLOSING:
            depth = max(0, depth - 1)
    return None


def _refuse_depth(source: Source, token: Token) -> Parsed:
    return _refuse(source, token.start, f"blocks and brackets are nested more than {MAX_DEPTH} deep", "FLW007")


def _refuse(source: Source, offset: int, message: str, code: str) -> Parsed:
    place = Span(source, offset, min(offset + 1, len(source.text)))
    problem = error(code, message, place, help="split the flow into smaller parts")
    return Parsed(_unread(source), (problem,), complete=False)


def _unread(source: Source) -> File:
    """A tree in which the whole text is one thing that could not be read."""
    return File((Statement(head=Token(BROKEN, source.text, 0)),), Token(END, "", len(source.text)))
