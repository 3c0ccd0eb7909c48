"""Finds the sources of the subflows of a flow, and has them read."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping

import attrs

from flowc.diagnostics import Diagnostic, Note, Severity
from flowc.diagnostics.finding import finding
from flowc.graph.flow import Flow, State
from flowc.modules.reader import ModuleError, ModuleReader
from flowc.settings.subflows import SubflowSource
from flowc.subflows.runs import entered_as_subflow, runs_of

UNUSABLE = "FLW705"

# Reads a text that stands at a path: what is found in it, and its graph.
Read = Callable[[str, str], tuple[tuple[Diagnostic, ...], Flow | None]]


@attrs.frozen
class LoadedSubflows:
    """The subflows of a flow by their SIDs, of each the part that is run, and what is wrong with the others.

    `sizes` are the widgets of the whole flows.
    """

    flows: Mapping[str, Flow] = attrs.field(factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    sizes: Mapping[str, int] = attrs.field(factory=dict)


def load_subflows(flow: Flow, sources: Mapping[str, SubflowSource], reader: ModuleReader, read: Read) -> LoadedSubflows:
    """The subflows whose SIDs have a source, in the order in which the flow runs them first.

    A path begins at the folder of the settings that hold it. Errors of a subflow are errors of the flow.
    """
    found: dict[str, Flow] = {}
    sizes: dict[str, int] = {}
    problems: list[Diagnostic] = []
    seen: set[str] = set()
    for state, sid in runs_of(flow):
        if sid in sources and sid not in seen:
            seen.add(sid)
            try:
                found[sid], sizes[sid] = _one(flow, state, sources[sid], reader, read)
            except _UnusableError as unusable:
                problems += unusable.diagnostics
    return LoadedSubflows(found, tuple(problems), sizes)


class _UnusableError(Exception):
    """A subflow that cannot be run, and why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__()
        self.diagnostics = diagnostics


def _one(flow: Flow, state: State, source: SubflowSource, reader: ModuleReader, read: Read) -> tuple[Flow, int]:
    try:
        place = reader.locate(source.span.source.path, source.path)
        if place.key == _key_of(flow, reader):
            raise _unusable(state, source, "a flow cannot be its own subflow", "this flow itself", "name another flow")
        text = reader.read(place)
    except ModuleError as error:
        message = f"no subflow can be read here: {error.reason}"
        raise _unusable(state, source, message, error.reason, error.advice) from None
    diagnostics, loaded = read(text, place.shown)
    errors = tuple(one for one in diagnostics if one.severity is Severity.ERROR)
    if errors or loaded is None:
        raise _UnusableError(*errors)
    entered = entered_as_subflow(loaded, state)
    if entered is None:
        entry = next(iter(state.widget.placement.never), "") if state.widget is not None else ""
        message = f"`{source.path}` cannot be run by another flow"
        raise _unusable(state, source, message, f"has no `on {entry}`", f"let this flow begin `on {entry} {{ … }}`")
    return entered, len(loaded.states)


def _key_of(flow: Flow, reader: ModuleReader) -> str | None:
    """By what the flow itself is known to the reader; None for a text that stands in no file."""
    try:
        return reader.locate(flow.source.path, posixpath.basename(flow.source.path.replace("\\", "/"))).key
    except ModuleError:
        return None


def _unusable(state: State, source: SubflowSource, message: str, label: str, advice: str) -> _UnusableError:
    note = Note("it is run here", state.place)
    return _UnusableError(finding(UNUSABLE, message, source.span, label=label, notes=(note,), help=advice))
