"""The flows that an application runs: the present one, and earlier ones whose runs go on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

import attrs

from runtime.conduct.deadline import SECONDS
from runtime.documents import Documents
from runtime.engine import Engine
from runtime.flow import Flow, FlowError
from runtime.session import Session
from runtime.step import Acts

# An act must fit into a webhook that has waited for the database before.
_LONGEST_ACT = SECONDS - 1


@attrs.frozen
class Edition:
    """A flow as it was compiled once, and the folder of its TwiML documents."""

    flow: Flow
    folder: Path


@attrs.frozen
class Editions:
    """The engines of all editions, by version. `flow_sid` is what Liquid sees as `flow.flow_sid`."""

    present: Engine
    flow_sid: str
    engines: dict[str, Engine]

    @classmethod
    def of(cls, editions: Iterable[Edition], address: Callable[[Session], str]) -> Editions:
        """The editions, the present one first. Raises FlowError for a flow that cannot be run."""
        engines: dict[str, Engine] = {}
        flow_sid = ""
        for edition in editions:
            flow = edition.flow
            _check(flow)
            flow_sid = flow_sid or flow_sid_of(flow.name)
            engines[flow.version] = Engine(flow, Documents(edition.folder), address, flow_sid)
        return cls(next(iter(engines.values())), flow_sid, engines)

    def get(self, version: str) -> Engine | None:
        """The engine for the runs of a version, None where we do not have it."""
        return self.engines.get(version)


def flow_sid_of(name: str) -> str:
    """The SID that a flow of this name has with us: it looks like Studio's, and is the same in every process."""
    return "FW" + hashlib.sha256(name.encode()).hexdigest()[:32]


def _check(flow: Flow) -> None:
    """Raises FlowError for an act that no webhook has time for; the engine checks the rest."""
    for step in flow.all_steps():
        if isinstance(step, Acts) and step.limit > _LONGEST_ACT:
            raise FlowError(f"{step.name} may take {step.limit} s, and a webhook has {_LONGEST_ACT} s for it")
