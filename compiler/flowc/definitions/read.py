"""Reads a flow definition into the graph."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from flowc.collector import paused_collector
from flowc.definitions.answers import ROOT, find_definition
from flowc.definitions.embedded import original
from flowc.definitions.findings import Findings
from flowc.definitions.flow import read_flow
from flowc.definitions.json_check import JsonError
from flowc.definitions.json_document import read_json
from flowc.definitions.old_exports import old_export
from flowc.definitions.positions import Position
from flowc.definitions.twins import mend_twins
from flowc.diagnostics import Diagnostic
from flowc.graph.flow import Flow
from flowc.source import Source
from flowc.vocabulary import Vocabulary


@attrs.frozen
class Read:
    """What was read: the flow, None where it is refused; where its widgets stand on the canvas; and what to tell.

    Errors say why it is refused, all others what was mended.
    """

    flow: Flow | None
    positions: Mapping[str, Position]
    diagnostics: tuple[Diagnostic, ...]


def read_definition(source: Source, vocabulary: Vocabulary) -> Read:
    """The flow of a definition that Studio gave out, as it stands or within an answer of its REST API."""
    with paused_collector():
        return _read(source, vocabulary, Findings())


def _read(source: Source, vocabulary: Vocabulary, findings: Findings) -> Read:
    whole = original(source)
    try:
        root = read_json(whole)
    except JsonError as error:
        findings.refuse(f"this is no JSON: {error.reason}", ROOT, error.place, label="here")
        return _refused(findings)
    definition = find_definition(root, whole, findings)
    if definition is None:
        return _refused(findings)
    old = old_export(definition)
    if old is not None:
        return Read(None, MappingProxyType({}), (old,))
    mend_twins(definition, ROOT, findings)
    positions: dict[str, Position] = {}
    flow = read_flow(definition, vocabulary, findings, positions)
    if flow is None or findings.is_refused:
        return _refused(findings)
    return Read(flow, MappingProxyType(positions), findings.listed())


def _refused(findings: Findings) -> Read:
    return Read(None, MappingProxyType({}), findings.listed())
