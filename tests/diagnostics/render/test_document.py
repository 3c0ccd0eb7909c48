"""What the formats for programs share."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from tests.diagnostics.generated import words

from flowc.diagnostics.render.document import address, corners, json_text, relative_path
from flowc.source import Source, Span


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a.flow", "a.flow"),
        ("./calls/a.flow", "calls/a.flow"),
        ("../a.flow", "../a.flow"),
        ("calls\\a.flow", "calls/a.flow"),
        ("with blank#1.flow", "with%20blank%231.flow"),
        ("odd:name.flow", "odd%3Aname.flow"),
        ("Grüße.flow", "Gr%C3%BC%C3%9Fe.flow"),
        ("100%.flow", "100%25.flow"),
        ("/srv/a.flow", "file:///srv/a.flow"),
        ("C:\\flows\\a.flow", "file:///C:/flows/a.flow"),
        ("<stdin>", "%3Cstdin%3E"),
        ("", ""),
    ],
)
def test_a_path_is_an_address_and_a_relative_one_stays_relative(path: str, uri: str) -> None:
    assert address(path) == uri


@given(words)
def test_any_path_is_made_of_characters_of_an_address(path: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._~/:%-]*", address(path))


@pytest.mark.parametrize(("path", "plain"), [("././a", "a"), ("a/./b", "a/./b"), (".a", ".a"), ("", "")])
def test_a_path_loses_what_a_repository_would_not_have_before_it(path: str, plain: str) -> None:
    assert relative_path(path) == plain


def test_a_span_past_the_end_ends_with_the_text() -> None:
    assert corners(Span(Source("a.flow", "one\ntwo"), 9, 12)) == (2, 4, 2, 4)
    assert corners(Span(Source("a.flow", "one\ntwo"), 1, 12)) == (1, 2, 2, 4)


@given(words)
def test_any_text_comes_back_from_json(text: str) -> None:
    printed = json_text([text])

    assert json.loads(printed.encode().decode()) == [text]
    assert printed.endswith("]\n")
