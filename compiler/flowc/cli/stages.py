"""Makes a flow of a source ready to be played."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from flowc.backends.studio.definition import definition
from flowc.cli import inputs
from flowc.compile import check
from flowc.definitions import read_definition as read_into_graph
from flowc.diagnostics import Diagnostic, Severity
from flowc.graph import Flow, State
from flowc.play.definition import Definition, read_definition
from flowc.script.player import Stage
from flowc.source import Source, Span
from flowc.vocabulary import standard_vocabulary

if TYPE_CHECKING:
    from flowc.settings import ProjectSettings
    from flowc.values import Values


@attrs.frozen
class Loaded:
    """A flow that can be played, None where there is none for the problems that `diagnostics` tell."""

    stage: Stage | None
    diagnostics: tuple[Diagnostic, ...]
    is_module: bool = False

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What stops the flow from being played."""
        return tuple(one for one in self.diagnostics if one.severity is Severity.ERROR)


def load(
    source: inputs.Input,
    *,
    values: Values | None = None,
    settings: ProjectSettings | None = None,
    subflows: Mapping[str, Definition] | None = None,
) -> Loaded:
    """The flow of a source, be it a text or a definition."""
    if inputs.is_json(source):
        read = read_into_graph(Source(source.shown, source.text), standard_vocabulary())
        return _ready(read.flow, read.diagnostics, subflows, is_source=False)
    checked = check(source.text, source.shown, modules=inputs.modules_of(source), values=values, settings=settings)
    if checked.flow is not None and checked.flow.is_module:
        return Loaded(None, checked.diagnostics, is_module=True)
    return _ready(checked.flow if checked.ok else None, checked.diagnostics, subflows, is_source=True)


def _ready(
    flow: Flow | None,
    diagnostics: tuple[Diagnostic, ...],
    subflows: Mapping[str, Definition] | None,
    *,
    is_source: bool,
) -> Loaded:
    if flow is None:
        return Loaded(None, diagnostics)
    found = read_definition(definition(flow if is_source else _as_given(flow), {}))
    # Nobody reads a definition by its lines: its steps are told by their names.
    places: Mapping[str, Span] = {state.name: state.place for state in flow.states} if is_source else {}
    return Loaded(Stage(found, places, subflows or {}), diagnostics)


def _as_given(flow: Flow) -> Flow:
    """A flow that was read from a definition, without the exits that reading added: Studio does not have them."""
    return attrs.evolve(flow, states=tuple(map(_without_added, flow.states)))


def _without_added(state: State) -> State:
    return attrs.evolve(state, exits=tuple(exit_ for exit_ in state.exits if exit_.written))
