"""A text that is read aloud is markup where it is sound SSML, and else what it looks like."""

from __future__ import annotations

import pytest

from flowc.backends.twiml.element import Constant, Element
from flowc.backends.twiml.speech import Content, speech


def plain(text: str) -> Content:
    return (Constant(text),)


def test_a_text_without_a_tag_is_a_text() -> None:
    assert speech("Smith & Sons are < 10 &amp;", None) == plain("Smith & Sons are < 10 &amp;")


def test_sound_ssml_is_elements_with_texts_between_them() -> None:
    found = speech('Hi <emphasis level="strong">now <break time="1s"/></emphasis> &amp; <p>you</p>.', None)

    inner = (Constant("now "), Element("break", (("time", Constant("1s")),)))
    assert found == (
        Constant("Hi "),
        Element("emphasis", (("level", Constant("strong")),), inner),
        Constant(" & "),
        Element("p", (), (Constant("you"),)),
        Constant("."),
    )


@pytest.mark.parametrize(
    "text",
    [
        "a <break time='1s'> b",
        "a </p> b",
        "<p>a</s>",
        "<pause/>",
        "a <p>b & c</p>",
        "a <b",
        "a <break when='x'/>",
    ],
)
def test_ssml_that_cannot_be_read_is_a_text_with_its_marks(text: str) -> None:
    assert speech(text, None) == plain(text)


@pytest.mark.parametrize("text", ["<speak>Hi <s>you</s></speak>", "Hi <speak/><s>you</s>"])
def test_what_stands_around_all_of_it_is_left_out(text: str) -> None:
    assert speech(text, None) == (Constant("Hi "), Element("s", (), (Constant("you"),)))


def test_a_comment_is_not_read_aloud() -> None:
    assert speech("<s>a</s><!-- <b> & --> b", None) == (Element("s", (), (Constant("a"),)), Constant(" b"))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&apos;", "'"),
        ("&#65;", "A"),
        ("&#x41;", "A"),
        ("&#38;lt;", "&lt;"),
        ("&#99999999;", ""),
    ],
)
def test_a_name_of_a_character_is_that_character(name: str, meant: str) -> None:
    assert speech(f"<s/>{name}", None) == (Element("s"), *((Constant(meant),) if meant else ()))


def test_of_an_attribute_given_twice_the_last_one_counts() -> None:
    assert speech("<break time='1s' time='2s'/>", None) == (Element("break", (("time", Constant("2s")),)),)
