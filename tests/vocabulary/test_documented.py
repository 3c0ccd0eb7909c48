"""Which `##` lines belong to which line."""

from __future__ import annotations

import pytest

from flowc.source import Source
from flowc.syntax import parse
from flowc.vocabulary.documented import documented


def texts(source: str) -> list[str]:
    return [text for _, text in documented(parse(Source("test.flow", source)).file.entries)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("## One.\nsay", ["One."]),
        ("## One,\n## two.\nsay", ["One,\ntwo."]),
        ("## One.\n\nsay", [""]),
        ("## One.\n   \nsay", [""]),
        ("## One.\n# a comment\nsay", [""]),
        ("## One.\n\n## Two.\nsay", ["Two."]),
        ("## One.\nsay\nplay", ["One.", ""]),
        ("say ## behind it\nplay", ["", ""]),
        ("say; ## behind it\nplay", ["", ""]),
        ("## One.\nsay; play", ["One.", ""]),
        ("## One.\nkey = 1", ["One."]),
        ("\n\n## One.\r\nsay", ["One."]),
        ("  ##   One.  \n  say", ["One."]),
        ("##\nsay", [""]),
    ],
)
def test_only_the_lines_directly_above_document_a_line(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_a_text_without_lines_documents_nothing() -> None:
    assert texts("## alone\n") == []
