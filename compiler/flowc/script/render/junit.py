"""Results of tests as a JUnit report, which most build servers can show."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from flowc.diagnostics.render.junit import without_control_characters as clean
from flowc.diagnostics.render.text import render_text
from flowc.script.player import Played
from flowc.script.render.text import failure
from flowc.script.suite import FileResult

_NAME = "flowc test"


def junit(results: Sequence[FileResult]) -> str:
    """A suite for each file and a case for each test; tests that cannot be played are an error of their file."""
    root = Xml.Element("testsuites", name=_NAME)
    for result in results:
        _suite(root, result)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _suite(root: Xml.Element, result: FileResult) -> None:
    errors = len(result.problems)
    counts = {"tests": len(result.played) + errors, "failures": len(result.failed), "errors": errors}
    suite = Xml.SubElement(root, "testsuite", name=clean(result.path))
    for name, count in counts.items():
        suite.set(name, str(count))
    for problem in result.problems:
        case = Xml.SubElement(suite, "testcase", classname=clean(result.path), name=problem.code)
        Xml.SubElement(case, "error", message=clean(problem.message)).text = clean(render_text(problem))
    for played in result.played:
        _case(suite, result.path, played)


def _case(suite: Xml.Element, path: str, played: Played) -> None:
    case = Xml.SubElement(suite, "testcase", classname=clean(path), name=clean(played.script.name))
    if played.failure is not None:
        message = clean(played.failure.message)
        Xml.SubElement(case, "failure", message=message).text = clean(failure(played, color=False))
