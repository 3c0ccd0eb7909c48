"""What the tests of binding share: statements in a call, what is found in them, and what they become."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.asked import asked
from tests.binding.found import found_in

from flowc.compile import check, compile_text
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.codes import CODES
from flowc.settings import ProjectSettings

Json = Any
Findings = Callable[[str], list[Diagnostic]]
Report = Callable[[str], list[tuple[str, str, str, str]]]
States = Callable[[str], dict[str, Json]]

# What Liquid reads, and whether it is there, is not the matter of these tests.
UNREAD = ProjectSettings(levels=dict.fromkeys(code for code in CODES if code.startswith("FLW5")))

# Something has been said and asked, so that no rule of placement speaks, and there is something to refer to.
BEGIN = 'on call {\n  caller: gather "Hello, this call is recorded"\n'
END = "\n  -> end\n}\n"


@pytest.fixture
def findings() -> Findings:
    """All that is found in statements of a call."""
    return lambda statements: found_in(f"{BEGIN}{statements}{END}")


@pytest.fixture
def report(findings: Findings) -> Report:
    """As `findings`: of each the code, the text it stands at, the message and the help."""
    return lambda statements: [
        (finding.code, finding.span.text, finding.message, finding.help) for finding in findings(statements)
    ]


@pytest.fixture
def report_file() -> Report:
    """As `report`, for a whole file."""
    return lambda text: [
        (finding.code, finding.span.text, finding.message, finding.help) for finding in asked(check(text).diagnostics)
    ]


@pytest.fixture
def states() -> States:
    """The states by name that statements of a call compile to, warnings or not."""

    def compiled(statements: str) -> dict[str, Json]:
        found = compile_text(f"{BEGIN}{statements}{END}", settings=UNREAD)
        assert found.definition is not None, found.diagnostics
        return {state["name"]: state for state in json.loads(found.definition)["states"]}

    return compiled


@pytest.fixture
def properties(states: States) -> Callable[[str], dict[str, Json]]:
    """The properties that one statement compiles to, without the place on the canvas."""

    def of(statement: str) -> dict[str, Json]:
        state = list(states(statement).values())[2]
        return {name: value for name, value in state["properties"].items() if name != "offset"}

    return of
