"""Laws of valid programs: they compile, Studio's schema takes what comes out, and it is the same every time."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from tests.properties.programs import Generated, programs

from flowc import compile_text
from flowc.backends.studio.layout.boxes import HEIGHT, width
from flowc.compile import check
from flowc.diagnostics import Severity
from flowc.diagnostics.render.text import render
from flowc.source import Source
from flowc.syntax import parse, print_tree
from flowc.vocabulary import standard_vocabulary
from flowc.vocabulary.widget import Widget

SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "reference" / "flow-definition.schema.json"
JSON_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large]  # a program is a large value, and means to be

few = settings(max_examples=80, deadline=None, suppress_health_check=LARGE)
many = settings(max_examples=500, deadline=None, suppress_health_check=LARGE)


def definition_of(program: Generated) -> dict[str, Any]:
    compiled = compile_text(program.text)
    errors = [finding for finding in compiled.diagnostics if finding.severity is Severity.ERROR]
    assert errors == [], program.text
    assert compiled.definition is not None
    found: dict[str, Any] = json.loads(compiled.definition)
    return found


@cache
def schema() -> jsonschema.protocols.Validator | None:
    """Studio's published schema; None where there is only a clone."""
    if not SCHEMA.is_file():
        return None
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def refusals(definition: dict[str, Any]) -> list[str]:
    """What the schema has against a definition; nothing where it is not there."""
    validator = schema()
    return [error.message for error in validator.iter_errors(definition)] if validator else []


def test_the_schema_was_there_to_be_asked(shared: Path) -> None:
    assert (shared / SCHEMA.relative_to(SCHEMA.parents[1])).is_file()


@many
@given(programs())
def test_a_valid_program_has_a_definition_that_the_schema_takes_and_in_which_everything_fits_together(
    program: Generated,
) -> None:
    definition = definition_of(program)
    names = [state["name"] for state in definition["states"]]

    assert refusals(definition) == [], program.text
    assert max(Counter(names).values()) == 1, program.text
    assert definition["initial_state"] == names[0]
    for state in definition["states"]:
        for transition in state["transitions"]:
            assert transition.get("next", names[0]) in names, program.text
        widget = standard_vocabulary().types.get(state["type"])
        if widget is not None and not widget.is_guess:
            _check_events(widget, [transition["event"] for transition in state["transitions"]])
            _check_types(widget, state["properties"])


def _check_events(widget: Widget, events: list[str]) -> None:
    """All events that are confirmed, in declared order; a repeated one as often as there are conditions."""
    order = [exit_.event for exit_ in widget.exits]
    must = [exit_.event for exit_ in widget.exits if not exit_.unconfirmed and not exit_.repeated]

    assert sorted(events, key=order.index) == events
    assert [event for event in events if event in must] == must


def _check_types(widget: Widget, properties: dict[str, object]) -> None:
    """Values of the declared JSON types, and enumerations of the declared values."""
    for name, value in properties.items():
        options = [option for option in widget.all_options() if option.property == name]
        if name in ("offset", "x own"):
            continue
        assert JSON_TYPES[type(value)] in {option.json_type for option in options}, (widget.type, name, value)
        for option in options:
            if option.type.kind.value == "enumeration" and not option.open and "{{" not in str(value):
                assert value in [word.value for word in option.type.alternatives]


@few
@given(programs())
def test_compiling_a_valid_program_twice_gives_the_same_bytes(program: Generated) -> None:
    first, second = compile_text(program.text), compile_text(program.text)

    assert (first.definition, first.source_map) == (second.definition, second.source_map)
    assert render(first.diagnostics, False) == render(second.diagnostics, False)


@few
@given(programs())
def test_a_valid_program_is_printed_as_it_was_read(program: Generated) -> None:
    tree = parse(Source("x", program.text)).file

    assert print_tree(tree) == program.text
    assert parse(Source("x", print_tree(tree))).file == tree


@few
@given(programs())
def test_the_source_map_of_a_valid_program_leads_to_its_lines(program: Generated) -> None:
    compiled = compile_text(program.text)
    assert compiled.source_map is not None
    assert compiled.definition is not None
    widgets = json.loads(compiled.source_map)["widgets"]
    states = {state["name"]: state for state in json.loads(compiled.definition)["states"]}

    assert list(widgets) == list(states)
    lines = len(program.text.splitlines())
    for name, place in widgets.items():
        assert 1 <= place["line"] <= place["endLine"] <= lines
        for number, exit_ in place["transitions"].items():
            assert states[name]["transitions"][int(number)]["event"] == exit_["event"]
            assert exit_["line"] >= 1


@few
@given(programs())
def test_no_two_widgets_of_a_valid_program_overlap(program: Generated) -> None:
    flow = check(program.text).flow
    assert flow is not None
    offsets = {state["name"]: state["properties"]["offset"] for state in definition_of(program)["states"]}
    boxes = [(offsets[state.name]["x"], offsets[state.name]["y"], width(state)) for state in flow.states]

    for (x, y, wide), (other_x, other_y, other_wide) in combinations(boxes, 2):
        beside = x + wide <= other_x or other_x + other_wide <= x
        assert beside or abs(y - other_y) >= HEIGHT, program.text
