"""What one binding of a flow with all its modules gathers."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, Protocol

import attrs

from flowc.binding.program import Body, Section
from flowc.diagnostics import Diagnostic
from flowc.source import Span

if TYPE_CHECKING:
    # These are made of contexts, and a context has a session.
    from flowc.binding.bound_lines import BoundLines
    from flowc.binding.context import Context
    from flowc.binding.reuse.closures import Closure


class Pending(Protocol):
    """Something that waits until all that leads to it is bound."""

    @property
    def key(self) -> tuple[str, str]:
        """What it is: of two with one key, one is bound."""


@attrs.define(eq=False)
class Session:
    """The names, bodies and problems of one binding.

    `labels` maps every name that is given in the definition to its place; `bodies` holds the body of
    each use of a block by the name of the use, `sections` those of modules that something leads to.
    What is still to be bound waits in a queue, so that blocks in blocks cost no recursion. `used` are
    the places of the declarations, and `referred` those of the labels, that something uses.

    `insides` holds the context of the body of each use that an output is read of, `outputs` what the
    outputs stand for, and `texts` what values are once they are written out: each is worked out once.
    `open_texts` are the values that are being written out.

    `memo` has what lines meant before. `changes` counts what a line has changed for those behind it, so
    that it has to be bound again each time.
    """

    problems: list[Diagnostic] = attrs.field(factory=list)
    labels: dict[str, Span] = attrs.field(factory=dict)
    bodies: dict[str, Body] = attrs.field(factory=dict)
    sections: list[Section] = attrs.field(factory=list)
    pending: deque[Pending] = attrs.field(factory=deque)
    used: set[Span] = attrs.field(factory=set)
    referred: set[Span] = attrs.field(factory=set)
    insides: dict[str, Context] = attrs.field(factory=dict)
    outputs: dict[tuple[str, str], Closure] = attrs.field(factory=dict)
    texts: dict[Closure, str] = attrs.field(factory=dict)
    open_texts: dict[Closure, None] = attrs.field(factory=dict)
    memo: BoundLines | None = None
    changes: int = 0
    expanded: int = 0
    is_full: bool = False
    _counts: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    _reached: set[tuple[str, str]] = attrs.field(factory=set)

    def trial(self) -> Session:
        """A session of which nothing but the problems and the uses of declarations remains."""
        return Session(self.problems, used=self.used, referred=self.referred)

    def number(self, prefix: str, verb: str, place: Span) -> str:
        """A name for an unlabelled use of a block, counted within its section or `on`."""
        self.changes += 1
        while True:
            self._counts[prefix, verb] += 1
            name = "_".join(part for part in (prefix, verb, str(self._counts[prefix, verb])) if part)
            if name not in self.labels:
                self.labels[name] = place
                return name

    def reach(self, part: Pending) -> None:
        """Has something bound, once."""
        self.changes += 1
        if part.key not in self._reached:
            self._reached.add(part.key)
            self.pending.append(part)

    def refer(self, label: Span | None) -> None:
        """Notes that something leads to a label, or reads what it holds."""
        if label is not None:
            self.referred.add(label)
