"""A text comes out of a template as it went in, whatever stands in it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowc.backends.twiml.escape import attribute_value, comment, text_content

# What XML 1.0 can hold: https://www.w3.org/TR/xml/#charsets
WRITABLE = re.compile("[\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PIECES = ["{{", "}}", "{%", "%}", "{#", "#}", "{{{", "]]>", "<![CDATA[", "&amp;", "&", "<", ">", '"', "'", "\r\n", "\t"]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join)


def read(xml: str) -> ElementTree.Element:
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    return ElementTree.fromstring(environment.from_string(xml).render())  # noqa: S314 - made here


@settings(max_examples=150)
@given(TEXTS)
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    assert (read(f"<a>{text_content(text)}</a>").text or "") == "".join(WRITABLE.findall(text))


@settings(max_examples=150)
@given(TEXTS)
def test_an_attribute_is_read_as_it_was_written(text: str) -> None:
    assert read(f'<a b="{attribute_value(text)}"/>').attrib["b"] == "".join(WRITABLE.findall(text))


@settings(max_examples=100)
@given(TEXTS)
def test_a_comment_prints_nothing_and_ends_where_it_should(text: str) -> None:
    assert read(f"<a>{{# {comment(text)} #}}</a>").text is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("{{x}} {%", "&#123;{x}} &#123;%"),
        ("{x}", "{x}"),
        ("]]>", "]]&gt;"),
        ("\x00\x1b\ufffe", ""),
    ],
)
def test_what_means_something_is_written_so_that_it_does_not(text: str, written: str) -> None:
    assert text_content(text) == written
