"""Names in a bundle are those of their kind, and no two files are one."""

from __future__ import annotations

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowc.backends.twiml.names import (
    argument_name,
    base_name,
    class_name,
    document_names,
    file_stem,
    member,
    module_name,
    variable_names,
)


@pytest.mark.parametrize(
    ("type_", "class_", "module"),
    [
        ("say-play", "SayPlay", "say_play"),
        ("make-outgoing-call-v2", "MakeOutgoingCallV2", "make_outgoing_call_v2"),
        ("add-twiml-redirect", "AddTwimlRedirect", "add_twiml_redirect"),
    ],
)
def test_a_class_and_its_module_are_named_by_the_type(type_: str, class_: str, module: str) -> None:
    assert (class_name(type_), module_name(type_)) == (class_, module)


def test_a_property_that_is_a_word_of_python_has_a_line_behind_it() -> None:
    assert (argument_name("from"), argument_name("to")) == ("from_", "to")


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("examples/feedback.flow", "feedback"),
        ("C:\\flows\\feedback.flow", "feedback"),
        ("<stdin>", "stdin"),
        ("noending", "noending"),
        (".flow", "flow"),
    ],
)
def test_a_flow_is_called_after_its_file_wherever_that_lies(path: str, stem: str) -> None:
    assert file_stem(path) == stem


def test_a_source_is_shown_without_its_folders() -> None:
    assert base_name("/home/somebody/a.flow") == "a.flow"


def test_a_document_is_called_after_its_step_as_far_as_a_file_can_be() -> None:
    assert document_names(["say_1", "two words", "Straße", "a/b"], []) == {
        "say_1": "say_1.xml",
        "two words": "two_words.xml",
        "Straße": "Stra_e.xml",
        "a/b": "a_b.xml",
    }


def test_documents_differ_where_upper_and_lower_case_do_not() -> None:
    assert document_names(["Menu", "menu", "response"], ["response.xml"]) == {
        "Menu": "Menu.xml",
        "menu": "menu.2.xml",
        "response": "response.2.xml",
    }


@settings(max_examples=50)
@given(st.lists(st.text(min_size=1), unique=True))
def test_no_two_names_have_one_document(names: list[str]) -> None:
    found = document_names(names, ["response.xml"])

    assert list(found) == names
    assert len({file.lower() for file in found.values()} | {"response.xml"}) == len(names) + 1
    assert all(file.isascii() and "/" not in file and not file.startswith(".") for file in found.values())


@pytest.mark.parametrize(
    ("name", "expression"),
    [("say_1", "steps.say_1"), ("two words", 'steps["two words"]'), ("items", 'steps["items"]')],
)
def test_a_member_is_found_behind_a_dot_where_that_finds_it(name: str, expression: str) -> None:
    assert member("steps", name) == expression


@settings(max_examples=100)
@given(st.text(min_size=1))
def test_a_member_of_any_name_is_what_the_expression_prints(name: str) -> None:
    template = jinja2.Environment(undefined=jinja2.StrictUndefined).from_string(f"{{{{ {member('steps', name)} }}}}")  # noqa: S701 - no markup

    assert template.render(steps={name: "found"}) == "found"


def test_a_variable_is_called_after_its_file_and_as_no_other_one() -> None:
    stems = ["order-status", "Order status", "flow", "class", "1st", "☎"]

    assert variable_names(stems) == ["order_status", "order_status_2", "flow_2", "class_", "nested_1st", "nested"]
