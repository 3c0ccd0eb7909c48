"""Makes a flow of a source ready to be played."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from flowc.backends.studio.definition import definition
from flowc.cli import inputs
from flowc.compile import check, subflows_of
from flowc.definitions import read_definition as read_into_graph
from flowc.diagnostics import Diagnostic, Severity
from flowc.graph import Flow, State
from flowc.play.definition import read_definition
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
) -> Loaded:
    """The flow of a source, be it a text or a definition, with the subflows that the settings name."""
    if inputs.is_json(source):
        read = read_into_graph(Source(source.shown, source.text), standard_vocabulary())
        found = _ready(read.flow, read.diagnostics, is_source=False)
        return found if read.flow is None else _with_subflows(found, read.flow, source, values, settings)
    modules = inputs.modules_of(source, settings)
    checked = check(source.text, source.shown, modules=modules, values=values, settings=settings)
    if checked.flow is not None and checked.flow.is_module:
        return Loaded(None, checked.diagnostics, is_module=True)
    found = _ready(checked.flow if checked.ok else None, checked.diagnostics, is_source=True)
    return found if checked.flow is None else _with_subflows(found, checked.flow, source, values, settings)


def _ready(flow: Flow | None, diagnostics: tuple[Diagnostic, ...], *, is_source: bool) -> Loaded:
    if flow is None:
        return Loaded(None, diagnostics)
    found = read_definition(definition(flow if is_source else _as_given(flow), {}))
    # Nobody reads a definition by its lines: its steps are told by their names.
    places: Mapping[str, Span] = {state.name: state.place for state in flow.states} if is_source else {}
    return Loaded(Stage(found, places), diagnostics)


def _with_subflows(
    loaded: Loaded, flow: Flow, source: inputs.Input, values: Values | None, settings: ProjectSettings | None
) -> Loaded:
    """A flow with the subflows whose sources the settings name; none where one of them cannot be run."""
    if loaded.stage is None or settings is None or not settings.subflows:
        return loaded
    modules = inputs.modules_of(source, settings)
    found = subflows_of(flow, modules=modules, values=values, settings=settings)
    if found.diagnostics:
        return Loaded(None, (*loaded.diagnostics, *found.diagnostics))
    definitions = {sid: read_definition(definition(one, {})) for sid, one in found.flows.items()}
    return attrs.evolve(loaded, stage=attrs.evolve(loaded.stage, subflows=definitions))


def _as_given(flow: Flow) -> Flow:
    """A flow that was read from a definition, without the exits that reading added: Studio does not have them."""
    return attrs.evolve(flow, states=tuple(map(_without_added, flow.states)))


def _without_added(state: State) -> State:
    return attrs.evolve(state, exits=tuple(exit_ for exit_ in state.exits if exit_.written))
