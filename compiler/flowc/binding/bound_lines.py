"""Keeps what the lines of a file mean, for as long as they and all that they may refer to stay the same."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from flowc.binding.context import Context
from flowc.binding.program import Bound
from flowc.diagnostics import Diagnostic
from flowc.language import FILE_STATEMENTS, ON, SECTION, USE
from flowc.source import Span
from flowc.syntax.nodes import File, Statement, items

_NO_DECLARATIONS = (ON, SECTION)


@attrs.frozen(eq=False)
class _Kept:
    """What a line meant, what was found in it, and which declarations and labels it uses."""

    item: Statement
    bound: list[Bound]
    problems: list[Diagnostic]
    used: frozenset[Span]
    referred: frozenset[Span]


class BoundLines:
    """The meanings of the lines of one file.

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
        self._last: list[Bound] = []

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
        if context is not self._context:
            return bind(item)
        kept = self._kept.get(id(item))
        if kept is None or kept.item is not item:
            kept = self._bound(context, item, bind)
            if kept is None:
                return self._last
        else:
            context.session.problems += kept.problems
            context.session.used |= kept.used
            context.session.referred |= kept.referred
        self._now[id(item)] = kept
        return kept.bound

    def _bound(self, context: Context, item: Statement, bind: Callable[[Statement], list[Bound]]) -> _Kept | None:
        """Binds a line; None where it changes more than what is kept of it."""
        session = context.session
        before, changes = len(session.problems), session.changes
        used, referred = session.used, session.referred
        session.used, session.referred = set(), set()
        self._last = bind(item)
        kept = _Kept(item, self._last, session.problems[before:], frozenset(session.used), frozenset(session.referred))
        session.used, session.referred = used | session.used, referred | session.referred
        return kept if session.changes == changes else None


def _may_declare(item: object) -> bool:
    """Whether a statement of a file is more than an entry or a section."""
    if not isinstance(item, Statement) or item.head is None:
        return False
    return item.head.text in FILE_STATEMENTS and item.head.text not in _NO_DECLARATIONS
