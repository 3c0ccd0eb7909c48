"""The gutter that a drawing stands in, and the rows that hang on it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from flowc.diagnostics.render.columns import ELLIPSIS, one_line
from flowc.diagnostics.render.paint import BOLD, FRAME, HELP, Paint

# A help or a replacement may be a whole example, or a whole file.
_MOST_LINES = 20


@attrs.frozen
class Frame:
    """A gutter of so many digits; the same for all blocks of a drawing, so that they line up."""

    digits: int
    paint: Paint

    def row(self, text: str = "", number: int | str = "") -> str:
        """A line number or none, the bar, and the text."""
        return self.paint(f"{number:>{self.digits}} |", FRAME) + (f" {text}" if text else "")

    def place(self, sign: str, place: str) -> str:
        """The row above a block that says where the block is."""
        return f"{' ' * self.digits}{self.paint(sign, FRAME)} {place}"

    def gap(self) -> str:
        """The row that stands for lines left out."""
        return self.paint("...", FRAME)

    def fact(self, title: str, text: str) -> Iterator[str]:
        """The rows of `= title: text` below the blocks."""
        first, *rest = _lines(text)
        indent = " " * (self.digits + 1)
        yield f"{indent}{self.paint('=', FRAME)} {self.paint(f'{title}:', BOLD)} {first}".rstrip()
        yield from _indented(rest, len(indent) + len(f"= {title}: "))

    def help(self, text: str) -> Iterator[str]:
        """The rows of `help: text`."""
        first, *rest = _lines(text)
        yield f"{self.paint('help:', HELP)} {first}".rstrip()
        yield from _indented(rest, len("help: "))

    def added(self, text: str) -> Iterator[str]:
        """The rows of text to type, each behind a plus sign."""
        for line in _lines(text):
            yield f"{' ' * (self.digits + 1)}{self.paint('+', HELP)} {line}".rstrip()


def _lines(text: str) -> list[str]:
    lines = [one_line(line).rstrip() for line in text.splitlines()]
    return lines[:_MOST_LINES] + [ELLIPSIS] * (len(lines) > _MOST_LINES) or [""]


def _indented(lines: list[str], columns: int) -> Iterator[str]:
    return (f"{' ' * columns}{line}".rstrip() for line in lines)
