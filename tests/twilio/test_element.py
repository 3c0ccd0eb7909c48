"""How TwiML is read from bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twilio.twiml.element import Element, UnparsableError, parse


def test_a_document_is_a_tree_with_attributes_and_texts() -> None:
    root = parse(
        b'<?xml version="1.0" encoding="UTF-8"?><Response><Say voice="man">Hi <p>all</p> there</Say></Response>'
    )

    (say,) = root.children
    assert (root.name, say.name, say.attributes) == ("Response", "Say", {"voice": "man"})
    assert say.content == "Hi all there"


def test_comments_are_ignored() -> None:
    assert parse(b"<Response><!-- a --><Hangup/><!-- b --></Response>").children == (Element("Hangup"),)


def test_the_language_of_ssml_keeps_its_prefix() -> None:
    (say,) = parse(b'<Response><Say><lang xml:lang="fr-FR">oui</lang></Say></Response>').children

    assert say.children[0].attributes == {"xml:lang": "fr-FR"}


@pytest.mark.parametrize(
    "content",
    [
        b' <?xml version="1.0"?><Response/>',
        b"\n<?xml version='1.0'?><Response/>",
        b"<Response>",
        b"<Response/><Response/>",
        b"<Response>&nbsp;</Response>",
        b"<Response><Say>a & b</Say></Response>",
        b"<!DOCTYPE Response><Response/>",
        b'<!DOCTYPE r [<!ENTITY a "b">]><Response>&a;</Response>',
        b"\xff\xfe",
        b"hello",
    ],
)
def test_what_is_no_well_formed_xml_is_refused(content: bytes) -> None:
    with pytest.raises(UnparsableError):
        parse(content)


def test_a_blank_before_the_root_is_harmless_without_a_declaration() -> None:
    assert parse(b"\n<Response/>") == Element("Response")


def test_numbers_and_flags_of_attributes_have_defaults() -> None:
    element = Element("Gather", {"timeout": "7", "numDigits": "many", "debug": "true"})

    assert (element.number("timeout", 5), element.number("numDigits", 0), element.number("loop", 1)) == (7, 0, 1)
    assert (element.flag("debug"), element.flag("bargeIn"), element.flag("bargeIn", default=True)) == (
        True,
        False,
        True,
    )


@given(st.binary(max_size=60))
@settings(max_examples=100)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        root = parse(content)
    except UnparsableError:
        return

    assert root.name
