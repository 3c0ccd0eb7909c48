"""The files of a bundle: what is written of the flow, what is the same for all flows, and the runtime."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

import attrs

from flowc.backends.twiml.document import Verbs, document, size
from flowc.backends.twiml.flow_module import Nested, flow_module, place
from flowc.backends.twiml.manifest import MANIFEST, manifest
from flowc.backends.twiml.names import document_names, file_stem, variable_names
from flowc.backends.twiml.python import Call, written
from flowc.backends.twiml.spoken import Spoken, speaks, spoken
from flowc.backends.twiml.step import step
from flowc.backends.twiml.turns import turns
from flowc.graph.flow import Flow
from flowc.language import TRIGGER_TYPE
from flowc.resources import bundle_texts, runtime_texts
from flowc.subflows import runs_of

DOCUMENTS = "twiml"
RUNTIME = "runtime"
# The one file that is meant to be changed.
APP = "app.py"
# Every document extends it.
_RESPONSE = "response.xml"
_FLOW_MODULE = "flow.py"
# Files that would be hidden, or taken for something else, if they had their names in the standard library.
_NAMES = {"env.example": ".env.example", _RESPONSE: f"{DOCUMENTS}/{_RESPONSE}"}
_NAME_MARK = "@FLOW@"
_VERSION_DIGITS = 12
_LICENCE = "# Part of the runtime of flowc. SPDX-License-Identifier: Apache-2.0\n"


@attrs.frozen
class _Written:
    """What is written of a flow: the calls of its steps by name, and its documents by their files."""

    flow: Flow
    steps: Mapping[str, Call]
    documents: Mapping[str, list[Verbs]]


def emit(
    flow: Flow, subflows: Mapping[str, Flow] = MappingProxyType({}), deployed: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """The files of the bundle of a flow by their paths in it. The target has all that the flow does.

    `subflows` are the flows that it runs, by their SIDs; their documents stand in folders of their own.
    `deployed` are the addresses of the bundles in which further ones live.
    """
    own = _written(flow, "", deployed)
    names = variable_names(file_stem(one.source.path) for one in subflows.values())
    others = {sid: _written(one, f"{name}/") for (sid, one), name in zip(subflows.items(), names, strict=True)}
    files = {
        f"{DOCUMENTS}/{file}": document(turn) for one in (own, *others.values()) for file, turn in one.documents.items()
    }
    version = _version(own, others)
    nested = [Nested(sid, name, one.flow, one.steps) for (sid, one), name in zip(others.items(), names, strict=True)]
    files[_FLOW_MODULE] = flow_module(flow, own.steps, version, nested)
    name = file_stem(flow.source.path)
    for file, text in bundle_texts().items():
        files[_NAMES.get(file, file)] = text.replace(_NAME_MARK, name)
    for path, text in runtime_texts().items():
        files[f"{RUNTIME}/{path}"] = _LICENCE + text if path.endswith(".py") else text
    files[MANIFEST] = manifest(files)
    return dict(sorted(files.items()))


def _written(flow: Flow, folder: str, deployed: Mapping[str, str] = MappingProxyType({})) -> _Written:
    """What is written of a flow whose documents stand in a folder, "" for the bundle's own."""
    said = {state.name: spoken(state) for state in flow.states if speaks(state.type)}
    documents = {f"{folder}{file}": turn for file, turn in _documents(flow, said).items()}
    file_of = {verbs.step: file for file, turn in documents.items() for verbs in turn}
    addresses = {state.name: deployed[sid] for state, sid in runs_of(flow) if sid in deployed}
    steps = {
        state.name: step(state, said.get(state.name), file_of.get(state.name), addresses.get(state.name))
        for state in flow.states
        if state.type != TRIGGER_TYPE
    }
    return _Written(flow, steps, documents)


def _documents(flow: Flow, said: Mapping[str, Spoken]) -> dict[str, list[Verbs]]:
    """What stands in each document, by the documents' files."""
    verbs = {
        state.name: Verbs(state.name, place(state.place), said[state.name].elements)
        for state in flow.states
        if state.name in said
    }
    found = turns(flow, {name: size(one) for name, one in verbs.items()})
    files = document_names((turn[0].name for turn in found), taken=[_RESPONSE])
    return {files[turn[0].name]: [verbs[state.name] for state in turn] for turn in found}


def _version(own: _Written, others: Mapping[str, _Written]) -> str:
    """What tells compilations apart whose starts, steps or documents differ; where they stand in the source is nothing.

    A run goes on with the version that began it, and with the subflows of that version.
    """
    parts = _parts(own)
    for sid, one in others.items():
        parts += [sid, file_stem(one.flow.source.path), *_parts(one)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:_VERSION_DIGITS]


def _parts(one: _Written) -> list[str]:
    flow = one.flow
    parts = [f"{exit_.event} {exit_.target}" for exit_ in flow.by_name[flow.initial].exits]
    parts += ["\n".join(written(call)) for call in one.steps.values()]
    return parts + [document([attrs.evolve(verbs, place="") for verbs in turn]) for turn in one.documents.values()]
