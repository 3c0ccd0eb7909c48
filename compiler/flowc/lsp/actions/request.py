"""What an offer is made of: the file, what is selected in it, and what is known of the names in it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from lsprotocol import types

from flowc.compile import Checked, check
from flowc.lsp.documents import Document
from flowc.lsp.features.format import differences
from flowc.lsp.reader import OpenModules
from flowc.lsp.server import FlowServer
from flowc.source import Source, Span
from flowc.symbols import FileSymbols, Index
from flowc.symbols.lines import Line, Placed
from flowc.syntax.nodes import Statement, span


@attrs.frozen(eq=False)
class Request:
    """A selection in an open file, from `start` to `end`."""

    server: FlowServer
    document: Document
    index: Index
    start: int
    end: int

    @property
    def source(self) -> Source:
        """The text."""
        return self.document.source

    @property
    def file(self) -> FileSymbols:
        """The names of the file."""
        return self.index.files[self.document.path]

    def statement(self) -> tuple[Statement, Placed] | None:
        """The innermost statement of a body that the selection begins in."""
        found = None
        for placed in self.file.lines:
            item = placed.item
            if placed.line is Line.BODY and isinstance(item, Statement) and item.head is not None:
                place = span(self.source, item)
                if place.start <= self.start <= place.end:
                    found = item, placed
        return found

    def checked(self, text: str) -> Checked:
        """What is found in the file once it says something else."""
        path = self.document.path
        reader = OpenModules(path, self.server.flows.by_real_path())
        return check(text, path, modules=reader, settings=self.server.flows.settings.of(path).settings)

    def action(self, title: str, kind: types.CodeActionKind | str, text: str) -> types.CodeAction:
        """An offer to have the file say something else."""
        edits = [
            types.TextEdit(self.server.flows.positions.range(place), new)
            for place, new in differences(self.source, text)
        ]
        return self.with_edits(title, kind, {self.document.uri: edits})

    @staticmethod
    def with_edits(
        title: str, kind: types.CodeActionKind | str, edits: dict[str, list[types.TextEdit]]
    ) -> types.CodeAction:
        """An offer to make some edits."""
        return types.CodeAction(title, kind=kind, edit=types.WorkspaceEdit(changes={**edits}))

    def touches(self, place: Span) -> bool:
        """Whether a place in the file is selected, or the cursor stands in it."""
        return place.source.path == self.document.path and place.start <= self.end and self.start <= place.end


Offers = Iterator[types.CodeAction]


def indentation(source: Source, offset: int) -> str:
    """The blanks at the beginning of the line of an offset."""
    line = source.line(source.position(offset)[0])
    return line[: len(line) - len(line.lstrip(" \t"))]


def replaced(text: str, edits: list[tuple[int, int, str]]) -> str:
    """A text with some stretches replaced, which are apart."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text
