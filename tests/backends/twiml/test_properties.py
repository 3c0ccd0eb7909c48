"""What a template is told of a state."""

from __future__ import annotations

import pytest
from tests.backends.twiml.bundle_of import state_of

from flowc.backends.twiml.element import Constant, Liquid
from flowc.backends.twiml.properties import Content, Properties

GATHER = 'it: gather "Hi" {{ {options}; timeout -> end }}'


def properties(options: str) -> Properties:
    return Properties(state_of(GATHER.format(options=options)))


def texts(content: Content) -> list[str]:
    return [part.text for part in content if isinstance(part, Constant | Liquid)]


def test_a_property_is_given_where_the_source_has_more_than_a_blank() -> None:
    found = properties('timeout = 3s; finish_on_key = ""')

    assert [found.given(name) for name in ("say", "timeout", "finish_on_key", "hints")] == [True, True, False, False]


def test_a_value_is_there_only_where_it_is_given_and_known_where_studio_has_one() -> None:
    found = properties("loop = 2")

    assert (texts(found.value("timeout")), texts(found.known("timeout"))) == ([], ["5"])
    assert (texts(found.value("loop")), texts(found.known("loop"))) == (["2"], ["2"])
    assert texts(found.known("number_of_digits")) == []


def test_a_blank_is_a_value_only_where_it_may_be_one() -> None:
    found = properties('finish_on_key = ""')

    assert (texts(found.value("finish_on_key")), texts(found.value("finish_on_key", maybe_blank=True))) == ([], [""])
    assert texts(found.known("finish_on_key", maybe_blank=True)) == [""]
    assert texts(found.known("number_of_digits", maybe_blank=True)) == [""]


def test_a_value_is_left_out_where_it_says_what_it_would_say_anyway() -> None:
    found = properties("speech_model = default; speech_timeout = 2s")

    assert texts(found.value("speech_model", without="default")) == []
    assert texts(found.value("speech_timeout", without="auto")) == ["2"]


def test_switches_and_numbers_are_written_as_twiml_writes_them() -> None:
    found = properties("stop_gather = off; timeout = 3s")

    assert (found.text("stop_gather"), found.text("timeout"), found.text("profanity_filter")) == ("false", "3", "true")


def test_a_text_with_liquid_is_kept_under_the_name_of_its_property() -> None:
    found = properties('hints = "{{flow.variables.h}}"')

    assert found.value("hints") == (Liquid("hints", "{{flow.variables.h}}"),)
    assert found.liquid == {"hints": "{{flow.variables.h}}"}


def test_a_constant_has_the_place_where_the_source_gives_it() -> None:
    (found,) = properties("timeout = 3s").value("timeout")

    assert isinstance(found, Constant)
    assert found.span is not None
    assert found.span.text == "3s"


@pytest.mark.parametrize(("to", "parts"), [('"a, b"', ["a", "b"]), ('["a"]', ["a"])])
def test_a_list_is_taken_apart_at_its_commas(to: str, parts: list[str]) -> None:
    found = Properties(state_of(f"it: dial number-multi {to} {{ hangup -> end }}")).parts("to")

    assert [texts(one) for one in found] == [[part] for part in parts]


def test_a_list_with_liquid_is_one_part_that_is_taken_apart_on_the_call() -> None:
    found = Properties(state_of('it: dial number-multi "{{flow.variables.n}}, b" { hangup -> end }')).parts("to")

    assert found == [(Liquid("to", "{{flow.variables.n}}, b", each=True),)]


def test_pairs_are_numbered_where_they_hold_liquid() -> None:
    statement = 'it: stream start url="wss://example.com/a" { stream_parameters { a = "1"; b = "{{flow.sid}}" } }'
    found = Properties(state_of(statement))

    pairs = [(texts(key), texts(value)) for key, value in found.pairs("stream_parameters")]
    assert pairs == [(["a"], ["1"]), (["b"], ["{{flow.sid}}"])]
    assert found.liquid == {"stream_parameters_2": "{{flow.sid}}"}


def test_a_property_of_the_classs_own_is_printed_as_the_class_renders_it() -> None:
    found = properties("timeout = 3s")
    (value,), (other,) = found.own("timeout"), found.own("hints")

    assert (value, other) == (Liquid("timeout", "3"), Liquid("hints", ""))
    assert (found.arguments, found.liquid) == (["timeout"], {})


def test_what_is_for_the_class_and_what_is_refused_is_kept() -> None:
    found = properties("timeout = 3s")

    assert (found.argument("timeout"), found.argument("hints"), found.refuse("no", "do", "timeout")) == ("", "", "")
    assert found.arguments == ["timeout"]
    assert [(one.reason, one.help, one.span.text if one.span else "") for one in found.refusals] == [("no", "do", "3s")]
