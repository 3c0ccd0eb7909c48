"""A flow: its steps by name, and where each kind of start leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import attrs

from runtime.step import Step
from runtime.subflow import STARTS

_StepT = TypeVar("_StepT", bound=Step)


class FlowError(Exception):
    """A flow that cannot be run: two steps of one name, or an exit that leads to no step."""


@attrs.define
class Flow:
    """The steps of a flow. `version` tells runs of one compilation from those of another.

    `starts` has the first step for each kind of start (`incomingCall`, `incomingRequest`, …).
    Without `allow_concurrent_calls` a caller who is on the line already cannot call again.
    `subflows` are the flows that steps of it run within a run, by their SIDs; they have none themselves.
    """

    name: str
    version: str = attrs.field(kw_only=True)
    starts: dict[str, str | None] = attrs.field(kw_only=True)
    allow_concurrent_calls: bool = attrs.field(default=True, kw_only=True)
    subflows: dict[str, Flow] = attrs.field(factory=dict, init=False)
    _steps: dict[str, Step] = attrs.field(factory=dict, init=False)

    def add(self, step: _StepT) -> _StepT:
        """The step, now a part of the flow. Raises FlowError where there is one of its name."""
        if step.name in self._steps:
            raise FlowError(f"two steps are called {step.name}")
        self._steps[step.name] = step
        return step

    def add_subflow(self, sid: str, name: str, *, start: str | None) -> Flow:
        """A flow that steps of this one run within a run: where it begins, to be filled with steps of its own.

        Raises FlowError where there is one of the SID.
        """
        if sid in self.subflows:
            raise FlowError(f"two subflows have the SID {sid}")
        self.subflows[sid] = Flow(name, version=self.version, starts={STARTS: start})
        return self.subflows[sid]

    def within(self, subflow: str | None) -> Flow:
        """The subflow of a SID; this flow for None. Raises KeyError where there is none of the SID."""
        return self if subflow is None else self.subflows[subflow]

    def all_steps(self) -> Iterator[Step]:
        """The steps of the flow, and then those of its subflows."""
        yield from self
        for subflow in self.subflows.values():
            yield from subflow

    def __getitem__(self, name: str) -> Step:
        """The step of a name. Raises KeyError where there is none."""
        return self._steps[name]

    def __iter__(self) -> Iterator[Step]:
        """The steps in the order in which they were added."""
        return iter(self._steps.values())

    def check(self) -> None:
        """Raises FlowError where a start or an exit leads to a step that is not there."""
        for event, target in self.starts.items():
            if target is not None and target not in self._steps:
                raise FlowError(f"{event} leads to {target}, and there is no such step")
        for step in self:
            for event, target in step.targets():
                if target is not None and target not in self._steps:
                    raise FlowError(f"{event} of {step.name} leads to {target}, and there is no such step")
        for subflow in self.subflows.values():
            subflow.check()
