"""A grammar of statements: its automaton, and the tokens of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

import attrs

from flowc.resources import grammar_tables_text, grammar_text
from flowc.syntax import tables
from flowc.syntax.nodes import Token
from flowc.syntax.reader import END, Actions, Reader, ready
from flowc.syntax.tables import Tables

# The type of a character that no terminal begins with.
STRAY = "STRAY"
_TEXT_END = "TEXT_END"


@attrs.frozen(slots=False, eq=False)
class Grammar:
    """A grammar in Lark's notation, ready to read texts.

    `stored` is what an earlier run made of it; a store of another grammar is not used.
    """

    text: str = attrs.field(repr=False)
    stored: str | None = attrs.field(default=None, repr=False)

    @cached_property
    def tables(self) -> Tables:
        """The automaton and the terminals."""
        found = tables.load(self.stored, self.text) if self.stored is not None else None
        if found is not None:
            return found
        # Lark takes longer to import and to build its tables than a small flow takes to compile.
        from flowc.syntax.from_lark import make_tables  # noqa: PLC0415

        return make_tables(self.text)

    @cached_property
    def _actions(self) -> Actions:
        return ready(self.tables)

    def reader(self) -> Reader:
        """A reader that stands at the beginning of a text."""
        return Reader(self.tables, self._actions)

    @cached_property
    def _scanner(self) -> re.Pattern[str]:
        ignored = [pattern for name, pattern in self.tables.terminals if name in self.tables.ignored]
        blanks = "|".join(ignored) or "(?!)"
        groups = [f"(?P<{name}>{pattern})" for name, pattern in self.tables.terminals]
        every = [rf"(?P<{_TEXT_END}>\Z)", *groups, rf"(?P<{STRAY}>[\s\S])"]
        # Blanks are never given back: what stands behind them must not be read as one of them.
        return re.compile(f"(?>(?:{blanks})*)(?:{'|'.join(every)})")

    def tokenize(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
        """The tokens of a text (from `start`, up to `end`), END last; blanks go into the token behind them."""
        keywords = self.tables.keywords
        last = start
        for match in self._scanner.finditer(text, start, len(text) if end is None else end):
            kind = match.lastgroup or STRAY
            begin, end_of_word = match.span(kind)
            if kind == _TEXT_END:
                yield Token(END, "", begin, text[last:begin])
                return
            word = text[begin:end_of_word]
            if kind in keywords:
                kind = keywords[kind].get(word, kind)
            yield Token(kind, word, begin, text[last:begin])
            last = end_of_word


@lru_cache(maxsize=1)
def flow_grammar() -> Grammar:
    """The grammar of the language."""
    return Grammar(grammar_text(), grammar_tables_text())
