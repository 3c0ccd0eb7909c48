"""Laws of the TwiML target: a bundle that is written runs, and what is not written is told why."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.backends.twiml.bundle_of import environment
from tests.properties.programs import Generated, programs
from tests.twilio.twiml.check import check as twilio_warns
from tests.twilio.twiml.element import Element, parse

from flowc import compile_bundle
from flowc.diagnostics import Severity
from flowc.resources import runtime_steps, verb_templates
from flowc.vocabulary import standard_vocabulary
from runtime.document_check import check_documents
from runtime.documents import Documents
from runtime.flow import Flow
from runtime.step import Speaks

STATES = frozenset(
    type_
    for type_ in standard_vocabulary().types
    if type_ in verb_templates() or type_.replace("-", "_") in runtime_steps()
    # What it runs is named by the settings, which these programs do not have; end_to_end/bundles has such flows.
    if type_ != "run-subflow"
)
# What a value with Liquid may print on a call, be it meant well or ill.
PRINTED = st.sampled_from(["", "1", "true", "x", "1, 2", "<Hangup/>", '"><Hangup/>', "{{ answer }}", "&amp;", "ü\n\t"])
SMALL = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
few = settings(max_examples=60, deadline=None, suppress_health_check=SMALL)


def bundle_of(program: Generated) -> dict[str, str] | None:
    """The bundle of a program, or None where TwiML has no form for some value in it: then that is told."""
    # Terraform's marks are refused, and would hide all else.
    compiled = compile_bundle(program.text.replace("${", "$("))
    errors = [finding for finding in compiled.diagnostics if finding.severity is Severity.ERROR]
    assert (compiled.files is None) == bool(errors), program.text
    assert {finding.code for finding in errors} <= {"FLW702", "FLW703"}, (errors, program.text)
    assert all(finding.help and finding.span.text for finding in errors)
    event("compiles" if compiled.files else f"refused: {errors[0].message}")
    return dict(compiled.files) if compiled.files else None


def loaded(files: Mapping[str, str]) -> Flow:
    """The flow that `flow.py` declares."""
    names: dict[str, Any] = {}
    exec(compile(files["flow.py"], "flow.py", "exec"), names)  # noqa: S102 - written a moment ago, and run as it will be
    found = names["flow"]
    assert isinstance(found, Flow)
    return found


def turns(flow: Flow) -> dict[str, list[Speaks]]:
    """The steps of each document, in their order."""
    found: dict[str, list[Speaks]] = {}
    for step in flow:
        if isinstance(step, Speaks):
            found.setdefault(step.document, []).append(step)
    return found


def all_elements(element: Element) -> Iterator[str]:
    yield element.name
    for child in element.children:
        yield from all_elements(child)


@few
@given(programs(types=STATES))
def test_a_program_of_what_the_target_has_makes_steps_and_documents_that_fit(
    tmp_path_factory: pytest.TempPathFactory, program: Generated
) -> None:
    files = bundle_of(program)
    if files is None:
        return
    folder = tmp_path_factory.mktemp("twiml")
    for path, text in files.items():
        if path.startswith("twiml/"):
            (folder / path.removeprefix("twiml/")).write_text(text, encoding="utf-8")
    flow = loaded(files)

    flow.check()
    check_documents(flow, Documents(folder))
    assert {step.document for step in flow if isinstance(step, Speaks)} == {
        path.removeprefix("twiml/") for path in files if path.startswith("twiml/") and path != "twiml/response.xml"
    }


@few
@given(programs(types=STATES), st.data())
def test_a_document_is_twiml_whatever_its_values_print(program: Generated, data: st.DataObject) -> None:
    files = bundle_of(program)
    if files is None:
        return
    jinja = environment(files)
    for document, steps in turns(loaded(files)).items():
        drawn = {step.name: {name: data.draw(PRINTED) for name in sorted(step.prints())} for step in steps}
        fixed = {step.name: dict.fromkeys(step.prints(), "x") for step in steps}
        answer = "https://example.com/voice/a/b"

        sent, harmless = (
            parse(jinja.get_template(document).render(steps=values, answer=answer, redirect=None).encode())
            for values in (drawn, fixed)
        )

        # Of constants Twilio has nothing to say, but that only some voices understand SSML, of which a rule warns,
        # and that a text of blanks and of what XML cannot hold is none (13520), as it is in Studio.
        told = [one for one in twilio_warns(harmless) if "SSML" not in one.message and one.code != 13520]
        assert told == [] or any(step.prints() for step in steps), (program.text, files[f"twiml/{document}"])
        # A list has as many elements as its value has parts; no other value makes any, or takes one away.
        assert sorted(set(all_elements(sent)) - set(all_elements(harmless))) == []
        assert "Hangup" not in set(all_elements(sent))


@few
@given(programs(types=STATES))
def test_ruff_would_write_every_module_as_it_is(tmp_path_factory: pytest.TempPathFactory, program: Generated) -> None:
    files = bundle_of(program)
    if files is None:
        return
    file = tmp_path_factory.mktemp("flow") / "flow.py"
    file.write_text(files["flow.py"], encoding="utf-8", newline="")
    command = ["ruff", "format", "--isolated", "--line-length", "120", "--no-cache", "--diff", str(file)]

    found = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)

    assert found.returncode == 0, found.stdout


@few
@given(programs())
def test_any_program_makes_a_bundle_or_is_refused_for_what_it_holds(program: Generated) -> None:
    compiled = compile_bundle(program.text)
    errors = [finding for finding in compiled.diagnostics if finding.severity is Severity.ERROR]

    assert (compiled.files is None) == bool(errors)
    assert {finding.code for finding in errors} <= {"FLW701", "FLW702", "FLW703", "FLW704"}
    for finding in errors:
        if finding.code == "FLW701":
            type_ = finding.message.split("`")[1]
            assert type_ not in STATES
            assert type_ in program.text or type_ in standard_vocabulary().types


@few
@given(programs(types=STATES))
def test_compiling_twice_gives_the_same_bundle(program: Generated) -> None:
    assert bundle_of(program) == bundle_of(program)


def test_the_generator_knows_all_that_the_target_has() -> None:
    assert {path.stem for path in (Path(__file__).parents[2] / "stdlib" / "twiml").glob("*.xml")} <= STATES
    assert {"set-variables", "split-based-on", "record-call", "make-http-request", "run-function"} <= STATES
