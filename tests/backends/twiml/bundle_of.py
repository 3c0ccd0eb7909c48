"""Compiles a text to a bundle, and reads what came out."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from xml.etree import ElementTree

import jinja2

from flowc import check, compile_bundle
from flowc.backends import TWIML
from flowc.diagnostics import Diagnostic
from flowc.graph.flow import Flow, State
from flowc.resources import bundle_texts, twiml_text

Files = dict[str, str]
Values = dict[str, dict[str, str]]


def files_of(text: str, path: str = "main.flow") -> Files:
    """The files of the bundle of a text without an error."""
    compiled = compile_bundle(text, path)
    assert compiled.files is not None, compiled.diagnostics
    return dict(compiled.files)


def flow_of(text: str) -> Flow:
    """The graph of a text without an error."""
    checked = check(text, "main.flow")
    assert checked.ok, checked.diagnostics
    assert checked.flow is not None
    return checked.flow


def call(statements: str) -> str:
    """A flow in which somebody calls, and these statements follow; arrows to `other` lead somewhere."""
    return f'on call {{\nsay "Hello."\nset a=1\n{statements}\n}}\nsection other {{ set b=1 }}\n'


def state_of(statement: str) -> State:
    """The state of one statement."""
    return flow_of(call(statement)).states[3]


def findings(text: str) -> list[Diagnostic]:
    """What the target cannot do of a text, warnings left out."""
    found = check(text, "main.flow", target=TWIML).diagnostics
    return [one for one in found if one.code.startswith("FLW7")]


def document_of(statement: str, name: str) -> list[str]:
    """The lines of the verbs in the document of a statement that has this name."""
    lines = files_of(call(statement))[f"twiml/{name}.xml"].splitlines()
    return [line.strip() for line in lines if not line.lstrip().startswith("{")]


def environment(files: Files) -> jinja2.Environment:
    """Jinja2 over the documents of a bundle, with the settings that the runtime has."""
    documents = {path.removeprefix("twiml/"): text for path, text in files.items() if path.startswith("twiml/")}
    return jinja2.Environment(
        loader=jinja2.DictLoader({"response.xml": bundle_texts()["response.xml"], **documents}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def rendered(files: Files, document: str, values: Values | None = None) -> ElementTree.Element:
    """A document as it is sent, with values by step and by name, read as XML."""
    template = environment(files).get_template(document)
    return ElementTree.fromstring(  # noqa: S314 - rendered a moment ago
        template.render(steps=values or {}, answer="https://example.com/voice/a/b", redirect=None)
    )


@cache
def table() -> dict[str, Any]:
    """The elements of TwiML."""
    found: dict[str, Any] = json.loads(twiml_text())["voice"]
    return found
