"""A grammar of statements: its tables, and the tokens of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

import attrs
from lark import Lark
from lark.lexer import TerminalDef

from flowc.resources import grammar_text
from flowc.syntax.build import TreeBuilder
from flowc.syntax.nodes import Token
from flowc.syntax.reader import END, Reader
from flowc.syntax.tables import Tables, tables_of

# The type of a character that no terminal begins with.
STRAY = "STRAY"
_TEXT_END = "TEXT_END"


@attrs.frozen(slots=False, eq=False)
class Grammar:
    """A grammar in Lark's notation, ready to read texts."""

    text: str = attrs.field(repr=False)

    @cached_property
    def lark(self) -> Lark:
        """Lark's LALR(1) tables with the tree builder in them."""
        return Lark(
            self.text,
            parser="lalr",
            lexer="basic",
            keep_all_tokens=True,
            maybe_placeholders=False,
            transformer=TreeBuilder(),
        )

    @cached_property
    def _tables(self) -> Tables:
        return tables_of(self.lark)

    def reader(self) -> Reader:
        """A reader that stands at the beginning of a text."""
        return Reader(self._tables)

    @cached_property
    def _scanner(self) -> re.Pattern[str]:
        # The order is that of Lark's own lexer: by priority, then by length.
        terminals = sorted(self.lark.terminals, key=_precedence)
        ignored = [terminal for terminal in terminals if terminal.name in self.lark.ignore_tokens]
        blanks = "|".join(terminal.pattern.to_regexp() for terminal in ignored) or "(?!)"
        groups = [f"(?P<{terminal.name}>{terminal.pattern.to_regexp()})" for terminal in terminals]
        every = [rf"(?P<{_TEXT_END}>\Z)", *groups, rf"(?P<{STRAY}>[\s\S])"]
        # Blanks are never given back: what stands behind them must not be read as one of them.
        return re.compile(f"(?>(?:{blanks})*)(?:{'|'.join(every)})")

    @cached_property
    def _keywords(self) -> dict[str, dict[str, str]]:
        """For each pattern, the fixed words that it would swallow, with their own types."""
        found: dict[str, dict[str, str]] = {}
        fixed = [terminal for terminal in self.lark.terminals if terminal.pattern.type == "str"]
        for terminal in self.lark.terminals:
            pattern = re.compile(terminal.pattern.to_regexp())
            words = {
                word.pattern.value: word.name
                for word in fixed
                if word.priority >= terminal.priority
                and word is not terminal
                and pattern.fullmatch(word.pattern.value)
            }
            if words:
                found[terminal.name] = words
        return found

    def tokenize(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
        """The tokens of a text (from `start`, up to `end`), END last; blanks go into the token behind them."""
        keywords = self._keywords
        last = start
        for match in self._scanner.finditer(text, start, len(text) if end is None else end):
            kind: str = match.lastgroup  # type: ignore[assignment] - one group or another has matched
            begin, end_of_word = match.span(kind)
            if kind == _TEXT_END:
                yield Token(END, "", begin, text[last:begin])
                return
            word = text[begin:end_of_word]
            if kind in keywords:
                kind = keywords[kind].get(word, kind)
            yield Token(kind, word, begin, text[last:begin])
            last = end_of_word


def _precedence(terminal: TerminalDef) -> tuple[int, int, int, str]:
    pattern = terminal.pattern
    return -terminal.priority, -pattern.max_width, -len(pattern.value), terminal.name


@lru_cache(maxsize=1)
def flow_grammar() -> Grammar:
    """The grammar of the language."""
    return Grammar(grammar_text())
