"""A document prints the verbs of its steps, and of a value nothing but the value."""

from __future__ import annotations

import pytest
from tests.backends.twiml.bundle_of import Files, rendered

from flowc.backends.twiml.document import Verbs, document, size
from flowc.backends.twiml.element import Answer, Constant, Element, Liquid

GATHER = Element(
    "Gather",
    (
        ("action", Answer()),
        ("language", Liquid("language", "{{x}}")),
        ("finishOnKey", Liquid("key", "{{x}}", may_be_blank=True)),
    ),
    (Element("Say", (), (Liquid("say", "{{x}}"),)), Element("Pause")),
)


def files(*verbs: Verbs) -> Files:
    return {"twiml/a.xml": document(verbs)}


def test_a_document_extends_the_response_and_names_its_steps_and_their_lines() -> None:
    text = document([Verbs("a", "main.flow:3", (GATHER,)), Verbs("b", "main.flow:4", (Element("Say"),))])

    assert text == (
        '{% extends "response.xml" %}\n'
        "{% block verbs %}\n"
        "  {# main.flow:3  a #}\n"
        '  <Gather action="{{ answer }}"{{ {"language": steps.a.language or none} | xmlattr }} '
        'finishOnKey="{{ steps.a.key }}">\n'
        "    <Say>{{ steps.a.say }}</Say>\n"
        "    <Pause/>\n"
        "  </Gather>\n"
        "  {# main.flow:4  b #}\n"
        "  <Say/>\n"
        "{% endblock %}\n"
    )


@pytest.mark.parametrize("text", ["<Hangup/>", "{{ answer }}", '"&', "]]>"])
def test_a_value_is_never_markup(text: str) -> None:
    found = rendered(files(Verbs("a", "", (GATHER,))), "a.xml", {"a": {"language": text, "key": text, "say": text}})

    gather = found[0]
    assert [child.tag for child in gather] == ["Say", "Pause"]
    assert (gather[0].text, gather.attrib["language"], gather.attrib["finishOnKey"]) == (text, text, text)


def test_an_attribute_whose_value_is_blank_is_left_out_unless_a_blank_means_something() -> None:
    found = rendered(files(Verbs("a", "", (GATHER,))), "a.xml", {"a": {"language": "", "key": "", "say": "x"}})

    assert found[0].attrib == {"action": "https://example.com/voice/a/b", "finishOnKey": ""}


def test_texts_beside_elements_keep_their_blanks() -> None:
    say = Element("Say", (), (Constant(" a "), Element("break"), Constant("\n b")))

    found = rendered(files(Verbs("a", "", (say,))), "a.xml")[0]

    assert (found.text, found[0].tag, found[0].tail) == (" a ", "break", "\n b")


@pytest.mark.parametrize(("value", "numbers"), [("1, 2 ,3", ["1", "2", "3"]), ("1", ["1"]), (" , ", [])])
def test_each_part_of_a_list_has_an_element(value: str, numbers: list[str]) -> None:
    dial = Element("Dial", (), (Element("Number", (), (Liquid("to", "{{x}}", each=True),)),))

    found = rendered(files(Verbs("a", "", (dial,))), "a.xml", {"a": {"to": value}})[0]

    assert [number.text for number in found] == numbers


@pytest.mark.parametrize("name", ["two words", 'a"b', "items", "Straße", "a#}b", "a\nb", "-"])
def test_a_step_of_any_name_is_found(name: str) -> None:
    say = Element("Say", (), (Liquid("say", "{{x}}"),))

    found = rendered(files(Verbs(name, "main.flow:1", (say,))), "a.xml", {name: {"say": "Hi"}})

    assert [child.text for child in found] == ["Hi"]


def test_the_size_of_a_step_grows_with_its_constants() -> None:
    def of(text: str) -> int:
        return size(Verbs("a", "", (Element("Say", (), (Constant(text),)),)))

    assert of("é" * 100) == of("") + 200
