"""Which steps and which exits of a flow the tests have come through."""

from __future__ import annotations

from collections.abc import Iterable, Set

import attrs

from flowc.language import TRIGGER_TYPE
from flowc.play.definition import Definition, Step, Transition
from flowc.play.happenings import Entered, Happening, Left


@attrs.frozen
class Exit:
    """A transition of a step, by its number there: a split has several of one event.

    `label` says which one it is, as `timeout` or `match equal_to 1`.
    """

    step: str
    number: int
    label: str = attrs.field(default="", eq=False)


@attrs.frozen
class Coverage:
    """The steps and exits of a flow, and those of them that were come through."""

    steps: tuple[str, ...]
    exits: tuple[Exit, ...]
    seen_steps: frozenset[str] = frozenset()
    seen_exits: frozenset[Exit] = frozenset()

    def with_run(self, happenings: Iterable[Happening]) -> Coverage:
        """What is covered with one run more."""
        return self.with_runs([happenings])

    def with_runs(self, runs: Iterable[Iterable[Happening]]) -> Coverage:
        """What is covered with some runs more, which are taken one by one."""
        steps: set[str] = set()
        exits: set[tuple[str, int]] = set()
        for happenings in runs:
            for one in happenings:
                if isinstance(one, Entered) and not one.inner:
                    steps.add(one.step)
                elif isinstance(one, Left) and not one.inner:
                    exits.add((one.step, one.number))
        return self._seeing(steps, {Exit(step, number) for step, number in exits})

    def over(self, other: Coverage) -> Coverage:
        """What is covered by the runs of both, which are of one flow."""
        return self._seeing(other.seen_steps, other.seen_exits)

    def _seeing(self, steps: Set[str], exits: Set[Exit]) -> Coverage:
        return attrs.evolve(
            self,
            seen_steps=self.seen_steps | (steps & frozenset(self.steps)),
            seen_exits=self.seen_exits | (exits & frozenset(self.exits)),
        )

    @property
    def missed_steps(self) -> tuple[str, ...]:
        """The steps that no run came to, in the order of the flow."""
        return tuple(step for step in self.steps if step not in self.seen_steps)

    @property
    def missed_exits(self) -> tuple[Exit, ...]:
        """The exits that no run took, in the order of the flow."""
        return tuple(exit_ for exit_ in self.exits if exit_ not in self.seen_exits)

    @property
    def counted(self) -> tuple[int, int]:
        """How many steps and exits are covered, and how many there are."""
        return len(self.seen_steps) + len(self.seen_exits), len(self.steps) + len(self.exits)

    @property
    def share(self) -> float:
        """How much of all steps and exits is covered, from 0 to 1; 1 where there are none."""
        return share(self.counted)


def share(counted: tuple[int, int]) -> float:
    """A part of a whole, from 0 to 1; 1 where there is nothing to cover."""
    part, whole = counted
    return part / whole if whole else 1.0


def total(coverages: Iterable[Coverage]) -> tuple[int, int]:
    """How many steps and exits of all flows together are covered, and how many there are."""
    counts = [coverage.counted for coverage in coverages]
    return sum(part for part, _ in counts), sum(whole for _, whole in counts)


def coverage_of(definition: Definition) -> Coverage:
    """The steps and exits of a flow, none of them covered.

    A way to begin that leads nowhere is no exit that a test could take: such a run does nothing.
    """
    steps = [step for step in definition.steps.values() if step.type != TRIGGER_TYPE]
    exits = [
        Exit(step.name, number, _label(transition))
        for step in definition.steps.values()
        for number, transition in enumerate(step.transitions)
        if _counts(step, transition)
    ]
    return Coverage(tuple(step.name for step in steps), tuple(exits))


def _counts(step: Step, transition: Transition) -> bool:
    return step.type != TRIGGER_TYPE or transition.next is not None


def _label(transition: Transition) -> str:
    conditions = " and ".join(f"{one.type} {one.value}".strip() for one in transition.conditions)
    return f"{transition.event} {conditions}".strip()
