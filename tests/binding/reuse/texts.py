"""Compiles flows with modules and values, and shows what comes out in the short forms that tests compare."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.asked import asked

from flowc.compile import check, compile_text
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.codes import CODES
from flowc.modules import MemoryModules
from flowc.settings import ProjectSettings
from flowc.values import Values
from flowc.values.given import Plain, setting

Json = Any
Files = Mapping[str, str]

# What Liquid reads, and whether it is there, is not the matter of these tests.
UNREAD = ProjectSettings(levels=dict.fromkeys(code for code in CODES if code.startswith("FLW5")))


def values_of(given: Mapping[str, Plain] | Values | None) -> Values:
    """Values that a program gives, or none."""
    return given if isinstance(given, Values) else Values.of(given or {})


def settings(**texts: str) -> Values:
    """Values as `--set NAME=TEXT` gives them; `__` in a name is a dot."""
    names = {name: name.replace("__", ".") for name in texts}
    return Values({names[name]: setting(names[name], text) for name, text in texts.items()})


def found(
    text: str, files: Files | None = None, given: Mapping[str, Plain] | Values | None = None, *, hints: bool = False
) -> list[Diagnostic]:
    """All that is found in a flow, in the order in which it is told."""
    reader = MemoryModules(files or {})
    return asked(check(text, "main.flow", modules=reader, values=values_of(given), hints=hints).diagnostics)


def short(
    text: str, files: Files | None = None, given: Mapping[str, Plain] | Values | None = None, *, hints: bool = False
) -> list[tuple[str, str]]:
    """The code of each finding, and the text it stands at."""
    return [(one.code, one.span.text) for one in found(text, files, given, hints=hints)]


def only(text: str, files: Files | None = None, given: Mapping[str, Plain] | Values | None = None) -> Diagnostic:
    """The one thing that is found."""
    (one,) = found(text, files, given)
    return one


def notes(finding: Diagnostic) -> list[tuple[str, str | None]]:
    """The notes of a finding, with the texts at which they stand."""
    return [(note.message, note.span.text if note.span else None) for note in finding.notes]


def definition(
    text: str, files: Files | None = None, given: Mapping[str, Plain] | Values | None = None
) -> dict[str, Json]:
    """The definition of a flow without errors, but for what its Liquid reads."""
    reader = MemoryModules(files or {})
    compiled = compile_text(text, "main.flow", modules=reader, values=values_of(given), settings=UNREAD)
    assert compiled.definition is not None, compiled.diagnostics
    whole: dict[str, Json] = json.loads(compiled.definition)
    return whole


def widgets(
    text: str, files: Files | None = None, given: Mapping[str, Plain] | Values | None = None
) -> dict[str, dict[str, Json]]:
    """The properties of each widget by name, without the trigger and the places on the canvas."""
    return {
        state["name"]: {name: value for name, value in state["properties"].items() if name != "offset"}
        for state in definition(text, files, given)["states"][1:]
    }


def says(text: str, files: Files | None = None, given: Mapping[str, Plain] | Values | None = None) -> dict[str, str]:
    """What each `say` of a flow says, by the name of the widget."""
    return {name: one["say"] for name, one in widgets(text, files, given).items() if "say" in one}


def targets(text: str, files: Files | None = None) -> dict[str, dict[str, str]]:
    """For each widget the events that lead somewhere, and where."""
    return {
        state["name"]: {one["event"]: one["next"] for one in state["transitions"] if "next" in one}
        for state in definition(text, files)["states"]
    }
