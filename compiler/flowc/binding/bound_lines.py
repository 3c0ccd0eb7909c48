"""Keeps what lines and sections mean, for as long as they and all that they may refer to stay the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import attrs

from flowc.binding.context import Context
from flowc.binding.program import Bound, Section
from flowc.diagnostics import Diagnostic
from flowc.language import FILE_STATEMENTS, ON, SECTION, USE
from flowc.source import Span
from flowc.syntax.nodes import File, Statement, items

_NO_DECLARATIONS = (ON, SECTION)

Meaning = TypeVar("Meaning")


@attrs.frozen(eq=False)
class _Kept:
    """What a statement meant, what was found in it, and which declarations and labels it uses.

    `inside` are the lines in it of which the same is kept.
    """

    item: Statement
    meaning: object
    problems: list[Diagnostic]
    used: frozenset[Span]
    referred: frozenset[Span]
    inside: dict[int, _Kept]


class BoundLines:
    """The meanings of the lines and the sections of one file.

    A line is known by its node: a tree in which a line is the same node as before says the same there, at
    the same place. What it may refer to are the labels of the file and its declarations; of these, too, the
    nodes are compared. Lines that use a block or lead into a module change what those behind them find,
    and are bound each time; with modules, nothing is kept.
    """

    def __init__(self) -> None:
        self._kept: dict[int, _Kept] = {}
        self._now: dict[int, _Kept] = {}
        self._around: tuple[object, ...] = ()
        self._declarations: list[object] = []
        self._context: Context | None = None
        self._last: object = None

    def begin(self, context: Context, file: File) -> None:
        """Begins to bind a file; what was kept holds where all around it is as it was."""
        declarations = [item for item in items(file.entries) if _may_declare(item)]
        uses_modules = any(isinstance(item, Statement) and item.head and item.head.text == USE for item in declarations)
        around = (id(context.source), id(context.vocabulary) if not declarations else 0, dict(context.labels))
        same = around == self._around and list(map(id, declarations)) == list(map(id, self._declarations))
        self._kept = self._now if same else {}
        self._now = {}
        self._around, self._declarations = around, [*declarations]
        self._context = None if uses_modules else context

    def line(self, context: Context, item: Statement, bind: Callable[[Statement], list[Bound]]) -> list[Bound]:
        """What a line means."""
        return self._meaning(context, item, bind)

    def section(self, context: Context, item: Statement, bind: Callable[[Statement], Section | None]) -> Section | None:
        """What a section means, with all of its lines."""
        return self._meaning(context, item, bind)

    def _meaning(self, context: Context, item: Statement, bind: Callable[[Statement], Meaning]) -> Meaning:
        if context is not self._context:
            return bind(item)
        kept = self._kept.get(id(item))
        if kept is None or kept.item is not item:
            kept = self._bound(context, item, bind)
            if kept is None:
                return cast(Meaning, self._last)
        else:
            context.session.problems += kept.problems
            context.session.used |= kept.used
            context.session.referred |= kept.referred
            self._now.update(kept.inside)
        self._now[id(item)] = kept
        return cast(Meaning, kept.meaning)

    def _bound(self, context: Context, item: Statement, bind: Callable[[Statement], object]) -> _Kept | None:
        """Binds a statement; None where it changes more than what is kept of it."""
        session = context.session
        before, changes, around = len(session.problems), session.changes, self._now
        used, referred = session.used, session.referred
        session.used, session.referred, self._now = set(), set(), {}
        self._last = bind(item)
        problems, inside = session.problems[before:], self._now
        kept = _Kept(item, self._last, problems, frozenset(session.used), frozenset(session.referred), inside)
        around.update(inside)
        session.used, session.referred, self._now = used | session.used, referred | session.referred, around
        return kept if session.changes == changes else None


def _may_declare(item: object) -> bool:
    """Whether a statement of a file is more than an entry or a section."""
    if not isinstance(item, Statement) or item.head is None:
        return False
    return item.head.text in FILE_STATEMENTS and item.head.text not in _NO_DECLARATIONS
