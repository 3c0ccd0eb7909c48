"""The files of a bundle: what is written of the flow, what is the same for all flows, and the runtime."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from flowc.backends.twiml.document import Verbs, document, size
from flowc.backends.twiml.flow_module import flow_module, place
from flowc.backends.twiml.names import document_names, file_stem
from flowc.backends.twiml.spoken import Spoken, speaks, spoken
from flowc.backends.twiml.step import step
from flowc.backends.twiml.turns import turns
from flowc.graph.flow import Flow
from flowc.language import TRIGGER_TYPE
from flowc.resources import bundle_texts, runtime_texts

DOCUMENTS = "twiml"
RUNTIME = "runtime"
# The list of the files that a compilation wrote: the next one replaces these and no others.
MANIFEST = ".bundle.json"
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


def emit(flow: Flow) -> dict[str, str]:
    """The files of the bundle of a flow by their paths in it. The target has all that the flow does."""
    said = {state.name: spoken(state) for state in flow.states if speaks(state.type)}
    files, documents = _documents(flow, said)
    steps = {
        state.name: step(state, said.get(state.name), documents.get(state.name))
        for state in flow.states
        if state.type != TRIGGER_TYPE
    }
    version = _digest({**files, _FLOW_MODULE: flow_module(flow, steps, "")})
    files[_FLOW_MODULE] = flow_module(flow, steps, version)
    name = file_stem(flow.source.path)
    for own, text in bundle_texts().items():
        files[_NAMES.get(own, own)] = text.replace(_NAME_MARK, name)
    for path, text in runtime_texts().items():
        files[f"{RUNTIME}/{path}"] = _LICENCE + text if path.endswith(".py") else text
    files[MANIFEST] = json.dumps({"files": sorted(files)}, indent=2, ensure_ascii=False) + "\n"
    return dict(sorted(files.items()))


def listed_files(manifest: str) -> list[str]:
    """The paths that a list of files names. Raises ValueError where the text is no such list."""
    found = json.loads(manifest)
    files = found.get("files") if isinstance(found, dict) else None
    if not isinstance(files, list) or not all(isinstance(one, str) and _is_inside(one) for one in files):
        raise ValueError("no list of the files of a bundle")
    return files


def _is_inside(path: str) -> bool:
    """Whether a path leads to a file below the folder that it is written in."""
    return bool(path) and not path.startswith("/") and not {"", "..", "."} & set(re.split(r"[\\/]", path))


def _documents(flow: Flow, said: Mapping[str, Spoken]) -> tuple[dict[str, str], dict[str, str]]:
    """The documents by their paths in the bundle, and the name of the document of each state that is TwiML."""
    verbs = {
        state.name: Verbs(state.name, place(state.place), said[state.name].elements)
        for state in flow.states
        if state.name in said
    }
    found = turns(flow, {name: size(one) for name, one in verbs.items()})
    names = document_names((turn[0].name for turn in found), taken=[_RESPONSE])
    files, documents = {}, {}
    for turn in found:
        file = names[turn[0].name]
        files[f"{DOCUMENTS}/{file}"] = document([verbs[state.name] for state in turn])
        documents.update({state.name: file for state in turn})
    return files, documents


def _digest(files: Mapping[str, str]) -> str:
    """What tells compilations apart whose steps or documents differ."""
    found = hashlib.sha256()
    for path, text in sorted(files.items()):
        found.update(f"{path}\0{text}\0".encode())
    return found.hexdigest()[:_VERSION_DIGITS]
