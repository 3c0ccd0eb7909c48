"""The tags of SSML in a text, and what is wrong with them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.checks.analyses.ssml import Fault, fault, has_tags, tags
from flowc.vocabulary.voices import standard_voices

TABLE = standard_voices().table


def wrong(text: str) -> tuple[str, str, str, str] | None:
    """The place, the message, the label and the help of what is wrong first."""
    found = fault(text, TABLE)
    return None if found is None else (text[found.start : found.end], found.message, found.label, found.help)


@pytest.mark.parametrize(
    "text",
    [
        "Hello",
        'a <break time="1s"/> b',
        "a <break time='0.5s' strength='weak' /> b",
        '<break time="+250ms"/>',
        '<p>One. <s>Two <emphasis level="strong">three</emphasis></s></p>',
        '<say-as interpret-as="date" format="mdy">12/24</say-as>',
        '<prosody rate="85%"><lang xml:lang="fr-FR">Bonjour</lang></prosody>',
        '<sub alias="World Wide Web Consortium">W3C</sub> &amp; &lt; &gt; &quot; &apos; &#38; &#x26;',
        "<speak>Hello <break/></speak>",
        '<amazon:effect name="whispered">psst</amazon:effect>',
        '<prosody amazon:max-duration="2s">fast</prosody>',
        "<!-- <b> & -->Hello<s/>",
        "a > b",
    ],
)
def test_ssml_that_can_be_read_has_no_fault(text: str) -> None:
    assert wrong(text) is None


@pytest.mark.parametrize(
    ("text", "place", "message", "label"),
    [
        ("a & b <s/>", "&", "an `&` in SSML begins the name of a character", "no such name"),
        ("a&nbsp;b<s/>", "&", "an `&` in SSML begins the name of a character", "no such name"),
        ("<s>1 < 2</s>", "<", "a `<` in SSML begins a tag", "no tag"),
        ("a <break", "<break", "this tag cannot be read", "its `>` is missing"),
        ("a <break time=1s/> b", "<break time=1s/>", "this tag cannot be read", "not of the form of a tag"),
        ('<break time="1s>', '<break time="1s>', "this tag cannot be read", "not of the form of a tag"),
        ("<b>x</b>", "b", "SSML has no tag `<b>`", "unknown tag"),
        ("<s>x", "<s>", "`<s>` never ends", "opened here"),
        ("x</s>", "</s>", "`</s>` ends nothing", "no such tag is open"),
        ("<p><s>x</p></s>", "</p>", "`<s>` does not end before `</p>`", "ends what stands around it"),
        ("<s><p>x</p></s>", "<p>", "`<p>` may not stand inside of `<s>`", "not here"),
        ("<sub><speak><s/></speak></sub>", "<s/>", "`<s>` may not stand inside of `<sub>`", "not here"),
        ('<break size="1s"/>', "size", "`<break>` has no attribute `size`", "unknown attribute"),
        ('<p role="x"></p>', "role", "`<p>` has no attribute `role`", "unknown attribute"),
        ('<break time="1"/>', "1", "`time` of `<break>` is never `1`", "not a value that it takes"),
        ('<break strength="big"/>', "big", "`strength` of `<break>` is never `big`", "not a value that it takes"),
    ],
)
def test_the_first_fault_is_told_with_its_place(text: str, place: str, message: str, label: str) -> None:
    found = wrong(text)

    assert found is not None
    assert found[:3] == (place, message, label)
    assert found[3]


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("<braek/>", "did you mean `break`?"),
        ('<break tiem="1s"/>', "did you mean `time`?"),
        ('<p role="x"></p>', "`<p>` takes no attribute"),
        ('<emphasis level="stronk">x</emphasis>', "did you mean `strong`?"),
        ("<break>", "write `</break>` where it ends, or `<break/>` where nothing stands in it"),
    ],
)
def test_the_help_is_what_to_write(text: str, help_: str) -> None:
    found = fault(text, TABLE)

    assert found is not None
    assert found.help == help_


@pytest.mark.parametrize(
    ("text", "instead"),
    [("a & b <s/>", "&amp;"), ("<s/>&", "&amp;"), ("<s/>&nbsp;", None), ("<s>1 < 2</s>", "&lt;"), ("<s>", None)],
)
def test_what_is_certain_can_be_written_at_once(text: str, instead: str | None) -> None:
    found = fault(text, TABLE)

    assert found is not None
    assert found.instead == instead


@pytest.mark.parametrize(
    ("text", "has"),
    [("a < b", False), ("I <3 you", False), ("a & b", False), ("<s/>", True), ("x</s>", True), ("a <b", True)],
)
def test_a_text_without_a_tag_is_a_plain_text(text: str, has: bool) -> None:
    assert has_tags(text) is has


def test_tags_are_told_in_their_order() -> None:
    assert [(tag.name, tag.closes, tag.alone) for tag in tags("<p><break/>x</p>")] == [
        ("p", False, False),
        ("break", False, True),
        ("p", True, False),
    ]


PIECES = st.sampled_from(
    [
        "<s>",
        "</s>",
        "<p>",
        "</p>",
        "<s/>",
        "a",
        " ",
        "&",
        "&amp;",
        "<",
        ">",
        '<break time="1s"/>',
        "<w role='x'>",
        "</w>",
        "<",
        "/>",
        '"',
        "<!--",
        "-->",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_has_no_fault_is_read_by_every_reader_of_xml(text: str) -> None:
    found = fault(text, TABLE)
    try:
        # A comment may hold no `--` in XML, of which nothing is said here.
        ET.fromstring(f"<speak>{text.replace('<!--', '').replace('-->', '')}</speak>")  # noqa: S314 - our own text
        is_read = True
    except ET.ParseError:
        is_read = False

    if found is None and "<!--" not in text and "]]>" not in text:
        assert is_read
    if isinstance(found, Fault):
        assert 0 <= found.start < found.end <= len(text)
