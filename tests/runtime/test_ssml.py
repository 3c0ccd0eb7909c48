"""What `Say` may hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime import ssml
from runtime.ssml import as_ssml

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.mark.parametrize(
    "text",
    [
        "words alone",
        "Tom &amp; Ann",
        "<break/>",
        '<break strength="x-strong" time="250ms"/>',
        '<emphasis level="strong">now</emphasis>',
        '<lang xml:lang="de-DE">Guten Tag</lang>',
        "<p><s>One.</s><s>Two.</s></p>",
        '<phoneme alphabet="ipa" ph="pi.kæn">pecan</phoneme>',
        '<prosody rate="slow" pitch="+10%" volume="loud">slowly</prosody>',
        '<say-as interpret-as="date" format="ymd">20261224</say-as>',
        '<sub alias="for example">e.g.</sub>',
        '<w role="amazon:VB">read</w>',
        '<prosody rate="slow">a<p>b<s>c<w>d<break/></w></s></p></prosody>',
    ],
)
def test_each_element_of_ssml_is_kept(text: str) -> None:
    assert as_ssml(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Tom & Ann",
        "1 < 2",
        "<b>bold</b>",
        "<break>",
        "</s>",
        "<s><p>in</p></s>",
        "<break>words<s/></break>",
        "<sub><break/></sub>",
        '<break time="1s" size="2"/>',
        '<emphasis level="loud">x</emphasis>',
        '<say-as interpret-as="money">5</say-as>',
        "<Hangup/>",
        "</Say><Hangup/><Say>",
        "<![CDATA[<Hangup/>]]>",
        "<?php x ?>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "&unknown;",
        '<amazon:effect name="whispered">x</amazon:effect>',
        '<break xmlns="urn:other"/>',
    ],
)
def test_what_say_cannot_hold_is_no_ssml(text: str) -> None:
    assert as_ssml(text) is None


def test_speak_around_all_of_it_is_left_out() -> None:
    assert as_ssml("<speak>Hi <break/></speak>\n") == "Hi <break/>"
    assert as_ssml("Hi <speak>you</speak>") is None


def test_comments_are_left_out() -> None:
    assert as_ssml("a<!-- <b> & so on -->b <break/>") == "ab <break/>"
    assert as_ssml("a<!-- never ends") is None


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert as_ssml("<s>a\x00b\x1b\ufffec</s>") == "<s>abc</s>"


@given(st.text(st.sampled_from("<>/&;sp= \"'a") | st.characters(), max_size=30))
@settings(max_examples=150)
def test_any_text_is_ssml_or_not_and_never_an_error(text: str) -> None:
    kept = as_ssml(text)

    assert kept is None or kept == ssml.UNWRITABLE.sub("", text) or "<speak" in text or "<!--" in text


def test_the_table_is_twilios(shared: Path) -> None:
    table = json.loads((shared / "reference" / "twiml.json").read_text())["voice"]
    theirs: dict[str, Any] = {name: element for name, element in table.items() if element["kind"] == "ssml"}

    assert set(ssml._ELEMENTS) == set(theirs)
    for name, element in theirs.items():
        attributes = {XML_LANG if key == "xml:lang" else key for key in element["attributes"]}
        assert set(ssml._ELEMENTS[name]) == attributes, name
        assert ssml._HOLDS[name] == set(element["children"]), name
    enums = {
        (name, key): tuple(attribute["enum"])
        for name, element in theirs.items()
        for key, attribute in element["attributes"].items()
        if attribute["enum"] and key != "xml:lang"
    }
    ours = {(name, key): values for name, keys in ssml._ELEMENTS.items() for key, values in keys.items() if values}
    assert ours == enums
