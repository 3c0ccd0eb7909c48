"""A flow on a bench: its documents in a folder, its session at hand, and no network."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from runtime.documents import Documents
from runtime.engine import Engine
from runtime.flow import Flow
from runtime.run import Run
from runtime.session import Line, Session
from runtime.step import Step

RESPONSE = """\
<?xml version="1.0" encoding="UTF-8"?>
<Response>
{% block verbs %}
{{ verbs }}
{%- endblock %}
{% if redirect %}
  <Redirect method="POST">{{ redirect }}</Redirect>
{% endif %}
</Response>
"""
FLOW_SID = "FW" + "0" * 32


def address(session: Session) -> str:
    """Where the tests' sessions are answered."""
    return f"https://example.com/voice/{session.key}/{session.step}?turn={session.turn}"


def new_session(line: Line = "live", *, call_sid: str | None = "CA1", step: str | None = None) -> Session:
    """A session of a call that was answered, or of none; one with a step waits there."""
    return Session(
        key="key",
        sid="FN" + "0" * 32,
        flow="bench",
        version="1",
        contact="+15550001111",
        address="+15552223333",
        trigger={"call": {"From": "+15550001111"}},
        call_sid=call_sid,
        line=line,
        step=step,
        waits=step is not None,
    )


def run_of(session: Session) -> Run:
    """The session at work."""
    return Run(session, FLOW_SID, address)


def parsed(document: str | None) -> Element:
    """The root of a document, read as strictly as XML is."""
    assert document is not None
    root: Element = ElementTree.fromstring(document.encode())
    return root


class Bench:
    """A flow made of steps, with documents written to a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.document("response.xml", RESPONSE)

    def document(self, name: str, text: str) -> str:
        """Writes a template as it is; its name."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def verbs(self, name: str, verbs: str) -> str:
        """Writes a document of verbs; its name."""
        text = f'{{% extends "response.xml" %}}\n{{% block verbs %}}\n{verbs}\n{{% endblock %}}\n'
        return self.document(name, text)

    @property
    def documents(self) -> Documents:
        """The documents that were written so far."""
        return Documents(self.folder)

    def engine(self, *steps: Step, first: str | None = None) -> Engine:
        """An engine over these steps; a call begins at the first of them."""
        flow = Flow("bench", version="1", starts={"incomingCall": first or steps[0].name})
        for step in steps:
            flow.add(step)
        return Engine(flow, self.documents, address, FLOW_SID)
