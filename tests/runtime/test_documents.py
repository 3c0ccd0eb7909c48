"""Documents are Jinja2 templates whose values are never markup."""

from __future__ import annotations

import re
from collections.abc import Mapping

import jinja2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from tests.runtime.bench import Bench, parsed
from tests.runtime.own_steps import Asks, Says

from runtime.documents import Documents
from runtime.script import Script, Spoken
from runtime.ssml import UNWRITABLE


def says(name: str, document: str) -> Says:
    return Says(name, document=document, exits={"done": None})


def script(*spoken: tuple[Says | Asks, Mapping[str, str]]) -> Script:
    made = Script()
    for step, values in spoken:
        made.add(Spoken(step, values))
    return made


@pytest.fixture
def documents(bench: Bench) -> Documents:
    bench.verbs("a.xml", "<Say>{{ steps.a.say }}</Say>")
    bench.verbs("b.xml", '<Say{{ {"language": steps.b.language or none} | xmlattr }}>{{ steps.b.say }}</Say>')
    bench.verbs("pair.xml", "<Say>{{ steps.one.say }}</Say>\n<Play>{{ steps['t-wo'].play }}</Play>")
    bench.verbs("ask.xml", '<Gather action="{{ answer }}"/>')
    return bench.documents


def test_a_document_holds_what_the_step_says(documents: Documents) -> None:
    root = parsed(documents.render(script((says("a", "a.xml"), {"say": "Hello"}))))

    assert [(verb.tag, verb.text) for verb in root] == [("Say", "Hello")]


def test_steps_of_two_documents_are_said_one_after_another(documents: Documents) -> None:
    a, b = says("a", "a.xml"), says("b", "b.xml")

    root = parsed(documents.render(script((a, {"say": "1"}), (b, {"say": "2", "language": "de-DE"}))))

    assert [(verb.text, verb.attrib) for verb in root] == [("1", {}), ("2", {"language": "de-DE"})]


def test_an_attribute_without_a_value_is_left_out(documents: Documents) -> None:
    root = parsed(documents.render(script((says("b", "b.xml"), {"say": "x", "language": ""}))))

    assert root[0].attrib == {}


def test_steps_of_one_document_are_one_part(documents: Documents) -> None:
    made = script((says("one", "pair.xml"), {"say": "x"}), (says("t-wo", "pair.xml"), {"play": "u"}))

    assert len(made.parts) == 1
    assert [verb.text for verb in parsed(documents.render(made))] == ["x", "u"]


def test_a_step_that_comes_again_is_said_again(documents: Documents) -> None:
    a, one, two = says("a", "a.xml"), says("one", "pair.xml"), says("t-wo", "pair.xml")
    pair = [(one, {"say": "x"}), (two, {"play": "u"})]

    assert [verb.text for verb in parsed(documents.render(script((a, {"say": "1"}), (a, {"say": "2"}))))] == ["1", "2"]
    assert [verb.text for verb in parsed(documents.render(script(*pair, *pair)))] == ["x", "u", "x", "u"]


def test_the_answer_is_brought_to_the_address(documents: Documents) -> None:
    asks = Asks("ask", document="ask.xml", exits={})

    root = parsed(documents.render(script((asks, {})), answer="https://e/voice?a=1&b=2"))

    assert root[0].attrib == {"action": "https://e/voice?a=1&b=2"}


def test_a_redirect_comes_last(documents: Documents) -> None:
    root = parsed(documents.render(script((says("a", "a.xml"), {"say": "x"})), redirect="https://e/?a=1&b=2"))

    assert [(verb.tag, verb.text) for verb in root] == [("Say", "x"), ("Redirect", "https://e/?a=1&b=2")]
    assert root[1].attrib == {"method": "POST"}


def test_a_document_with_nothing_to_say_hangs_up(documents: Documents) -> None:
    assert [verb.tag for verb in parsed(documents.render(Script()))] == ["Hangup"]


def test_a_document_that_only_goes_on_does_not_hang_up(documents: Documents) -> None:
    assert [verb.tag for verb in parsed(documents.render(Script(), redirect="https://e/"))] == ["Redirect"]


def test_nothing_stands_before_the_declaration(documents: Documents) -> None:
    assert documents.render(Script()).startswith('<?xml version="1.0" encoding="UTF-8"?>')


def test_a_value_that_no_step_gave_is_an_error_and_not_silence(documents: Documents) -> None:
    with pytest.raises(jinja2.UndefinedError):
        documents.render(script((says("a", "a.xml"), {})))


def test_ssml_is_printed_as_markup(documents: Documents) -> None:
    root = parsed(documents.render(script((says("a", "a.xml"), {"say": Markup("a<break/>b")}))))

    assert [element.tag for element in root[0]] == ["break"]


def test_a_step_of_a_document_that_is_left_in_the_middle_is_not_said() -> None:
    one, two, a = says("one", "pair.xml"), says("two", "pair.xml"), says("a", "a.xml")

    unfinished = script((a, {}), (one, {}))
    unfinished.break_off(two)
    finished = script((a, {}), (one, {}), (two, {}))
    finished.break_off(one)
    finished.break_off(a)

    assert [[spoken.step.name for spoken in part] for part in unfinished.parts] == [["a"]]
    assert [[spoken.step.name for spoken in part] for part in finished.parts] == [["a"], ["one", "two"]]


def test_a_step_is_as_large_as_its_values_escaped(documents: Documents) -> None:
    assert Spoken(says("a", "a.xml"), {"say": "<é>"}).size == len("&lt;é&gt;".encode())
    assert documents.size("a.xml") == len(documents.source("a.xml"))


_VALUES = st.lists(
    st.sampled_from(["<", ">", "&", '"', "'", "]]>", "</Say>", "<Hangup/>", "{{ steps }}", "{% raw %}", "{#", "#}"])
    | st.sampled_from(["&amp;", "\x00", "\x0b", "\x1b", "\ufffe", "'; DROP TABLE sessions; --", "\r\n", "\t", "\u2028"])
    | st.text(max_size=8),
    max_size=8,
).map("".join)


@given(say=_VALUES, language=_VALUES)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_caller_brings_in_comes_out_as_text(documents: Documents, say: str, language: str) -> None:
    """Law: the document parses, has the template's elements, and its text is the value less what XML cannot hold."""
    text = documents.render(script((says("b", "b.xml"), {"say": say, "language": language})))
    root = parsed(text)

    assert [element.tag for element in root.iter()] == ["Response", "Say"]
    assert root[0].text or re.sub("\r\n?", "\n", UNWRITABLE.sub("", say)) == ""
    assert set(root[0].attrib) <= {"language"}
    spaces = str.maketrans("\r\n\t", "   ")
    kept = UNWRITABLE.sub("", language).replace("\r\n", "\n").translate(spaces)
    assert root[0].get("language", "") == kept or not language
