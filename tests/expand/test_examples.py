"""Every example is written out to the same bytes, those with blocks of the library and with values included."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.examples import EXAMPLES, values_of

from flowc import compile_text, expand_text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_and_its_expansion_have_one_definition(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    values = values_of(path)
    expanded = expand_text(text, values=values).text
    assert expanded is not None

    assert compile_text(expanded).definition == compile_text(text, values=values).definition
    assert expand_text(expanded).text == expanded
