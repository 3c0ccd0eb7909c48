"""What the tests of declarations share."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from flowc.diagnostics import Diagnostic
from flowc.source import Source
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.load import load_vocabulary
from flowc.vocabulary.widget import Widget


@attrs.frozen
class Declared:
    """What was read of a text that declares one widget."""

    vocabulary: Vocabulary
    problems: tuple[Diagnostic, ...]

    @property
    def widget(self) -> Widget:
        """The one widget."""
        (widget,) = self.vocabulary.types.values()
        return widget


@pytest.fixture
def declare() -> Callable[[str], Declared]:
    """Reads declarations from a text."""

    def read(text: str) -> Declared:
        return Declared(*load_vocabulary([Source("test.flow", text)]))

    return read


@pytest.fixture
def body(declare: Callable[[str], Declared]) -> Callable[[str], Declared]:
    """Reads a widget `w` with these lines, two blanks before each."""

    def read(lines: str) -> Declared:
        indented = "".join(f"  {line}\n" for line in lines.splitlines())
        return declare(f"widget w {{\n{indented}}}\n")

    return read
