"""What the rules look at: the graph, and the analyses over it, each computed once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import attrs

from flowc.checks.kept_facts import KeptFacts
from flowc.checks.paths import Paths, follow
from flowc.graph.flow import Flow

if TYPE_CHECKING:
    # Most of these are looked at by few rules, and start-up is felt on every run.
    from flowc.checks.analyses.assignment import Assignment
    from flowc.checks.analyses.contents import Contents
    from flowc.checks.analyses.dominators import Dominators
    from flowc.checks.analyses.edges import Edges
    from flowc.checks.analyses.exposed import Exposed
    from flowc.checks.analyses.reach import Reach
    from flowc.checks.analyses.reads import Reads
    from flowc.checks.analyses.recording import Recording
    from flowc.checks.analyses.texts import Text
    from flowc.checks.analyses.written import Written
    from flowc.checks.walk import Walk

Found = TypeVar("Found")


@attrs.frozen(slots=False, eq=False)
class Facts:
    """A flow with what is known of its paths.

    One that is not `whole` has mistakes in its source for which arrows may be missing.
    `hints` says that findings of the level `info` are wanted; `demanded` are the codes that are looked
    for though they are on demand; `announcements` further words that tell callers of a recording;
    `filters` and `tags` those of Liquid that the project knows besides Studio's; `kept` has what was
    known of the flow before it was edited.
    """

    flow: Flow
    whole: bool = True
    hints: bool = False
    demanded: frozenset[str] = frozenset()
    announcements: tuple[str, ...] = ()
    filters: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    kept: KeptFacts | None = None

    @cached_property
    def paths(self) -> Paths:
        """What is true of the live call in each state."""
        return follow(self.flow, self.kept)

    @cached_property
    def edges(self) -> Edges:
        """Which state leads to which, and which are reached at all."""
        from flowc.checks.analyses.edges import Edges  # noqa: PLC0415 - see above

        return Edges(self.flow, self.kept)

    @cached_property
    def dominators(self) -> Dominators:
        """Which states have certainly run before another."""
        from flowc.checks.analyses.dominators import dominators  # noqa: PLC0415 - see above

        return self._of_net("dominators", lambda: dominators(self.edges))

    @cached_property
    def components(self) -> tuple[tuple[int, ...], ...]:
        """The loops, and the states that are in none."""
        from flowc.checks.analyses.components import components  # noqa: PLC0415 - see above

        return self._of_net("components", lambda: components(self.edges))

    def _of_net(self, name: str, work: Callable[[], Found]) -> Found:
        """What follows from which state leads to which alone."""
        return work() if self.kept is None else self.kept.of(name, (self.edges.net,), work)

    @cached_property
    def idle_loops(self) -> tuple[tuple[int, ...], ...]:
        """The loops in which nobody is waited for and nothing is counted."""
        from flowc.checks.analyses.idle_loops import idle_loops  # noqa: PLC0415 - see above

        return idle_loops(self.edges, self.components)

    @cached_property
    def reach(self) -> Reach:
        """Which states may have run before another."""
        from flowc.checks.analyses.reach import reach  # noqa: PLC0415 - see above

        return reach(self.edges, self.components)

    @cached_property
    def recordings(self) -> Walk[Recording]:
        """Whether the call is being recorded in each state."""
        from flowc.checks.analyses.recording import recordings  # noqa: PLC0415 - see above

        return recordings(self.flow, self.kept)

    @cached_property
    def assignment(self) -> Assignment:
        """Which variables are set where."""
        from flowc.checks.analyses.assignment import assignment  # noqa: PLC0415 - see above

        return assignment(self.edges, self.components)

    @cached_property
    def written(self) -> tuple[Written, ...]:
        """The texts that are judged by the type or the meaning of their option."""
        from flowc.checks.analyses.written import written  # noqa: PLC0415 - see above

        return written(self.flow)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The texts with Liquid, read."""
        from flowc.checks.analyses.texts import texts  # noqa: PLC0415 - see above

        return texts(self.flow, self.tags)

    @cached_property
    def reads(self) -> Reads:
        """What the texts with Liquid read."""
        from flowc.checks.analyses.reads import reads  # noqa: PLC0415 - see above

        return reads(self.edges, self.texts)

    @cached_property
    def contents(self) -> Contents:
        """What the values that templates print may hold."""
        from flowc.checks.analyses.contents import Contents  # noqa: PLC0415 - see above

        return Contents(self.flow, self.reads, self.texts)

    @cached_property
    def exposed(self) -> tuple[Exposed, ...]:
        """The values that may break the JSON or the address that they stand in.

        Where arrows may be missing, it is not known which widgets they are from.
        """
        if not self.whole:
            return ()
        if not any(text.may_be_sent for text in self.texts):
            return ()
        from flowc.checks.analyses.exposed import exposed  # noqa: PLC0415 - see above

        return exposed(self.texts, self.contents)
