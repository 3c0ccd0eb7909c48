"""Places that arrows lead to and that are no widget themselves: sections, uses of blocks, and their exits."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_

import attrs

from flowc.binding.program import Section, Use
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.codes import CODES
from flowc.graph.flow import Exit, State
from flowc.source import Span

# What a name that no widget can have begins with.
_SIGN = "\0"


def section_place(section: Section) -> str:
    """The place where a section begins."""
    return f"{_SIGN}section {section.name.text}"


def use_place(name: str) -> str:
    """The place where a use of a block begins."""
    return f"{_SIGN}use {name}"


def leave_place(use: str, exit_: str) -> str:
    """The place that an exit of a block leads to in one use."""
    return f"{_SIGN}use {use} exit {exit_}"


@attrs.define(eq=False)
class Places:
    """Where each place leads: to a widget, to another place, or (None) to the end.

    While the graph is built, targets may be places; `settled` puts widgets in their stead.
    """

    leads: dict[str, str | None] = attrs.field(factory=dict)
    owners: dict[str, Section | Use] = attrs.field(factory=dict)
    problems: list[Diagnostic] = attrs.field(factory=list)
    _ends: dict[str, str | None] = attrs.field(factory=dict)

    def define(self, place: str, target: str | None, owner: Section | Use) -> None:
        """Says where a place leads."""
        self.leads[place] = target
        self.owners[place] = owner

    def settled(self, states: Sequence[State]) -> list[State]:
        """The states with widgets for targets. Places that only lead to each other are reported."""
        for place in self.leads:
            self._end(place)
        return [self._settled(state) for state in states]

    def _settled(self, state: State) -> State:
        exits = tuple([self._exit(exit_) for exit_ in state.exits])
        return state if all(map(is_, exits, state.exits)) else attrs.evolve(state, exits=exits)

    def _exit(self, exit_: Exit) -> Exit:
        if exit_.target is None or not exit_.target.startswith(_SIGN):
            return exit_
        # Most exits of a flow in sections lead to places, and `attrs.evolve` takes several times as long.
        return Exit(exit_.event, self._end(exit_.target), exit_.span, exit_.conditions, exit_.written)

    def widget(self, target: str | None) -> str | None:
        """The widget that a target leads to, which may be a place; None for the end of the flow."""
        return self._end(target) if target is not None and target.startswith(_SIGN) else target

    def _end(self, place: str) -> str | None:
        """The widget that a place leads to in the end."""
        chain: list[str] = []
        current: str | None = place
        while current is not None and current.startswith(_SIGN):
            if current in self._ends:
                current = self._ends[current]
                break
            if current in chain:
                self._report_circle(chain[chain.index(current) :])
                current = None
                break
            chain.append(current)
            current = self.leads.get(current)
        for one in chain:
            self._ends[one] = current
        return current

    def _report_circle(self, chain: Sequence[str]) -> None:
        owners = list(dict.fromkeys(self.owners[place] for place in chain))
        first, *others = owners
        what = "section" if all(isinstance(owner, Section) for owner in owners) else "statement"
        self.problems.append(
            Diagnostic(
                "FLW112",
                CODES["FLW112"].severity,
                f"these {what}s only lead to each other" if others else f"this {what} only leads to itself",
                _place(first),
                label="no widget is ever reached",
                notes=tuple(Note("and this one leads back", _place(owner)) for owner in others),
                help="put a statement into one of them",
            )
        )


def _place(owner: Section | Use) -> Span:
    return owner.name.span if isinstance(owner, Section) else owner.span
