"""Makes a block of the statements that are selected; offered where the same widgets come out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import dedent, indent

import attrs
from lsprotocol import types

from flowc.compile import Checked
from flowc.language import BLOCK, PARAM_ROOT, WIDGETS_ROOT
from flowc.lsp.actions.request import Offers, Request, indentation, replaced
from flowc.source import Span
from flowc.symbols import Kind, Reference, Role, Symbol
from flowc.symbols.lines import Line
from flowc.syntax.nodes import Statement, span

_NAME = "extracted"
_INDENT = "  "


def offer(request: Request) -> Offers:
    """A block of the selected statements, above the statement of the file that they stand in."""
    if request.end <= request.start:
        return
    chosen = _chosen(request)
    parts = _Parts.of(request, chosen) if chosen is not None else None
    if parts is None:
        return
    text = parts.text()
    if _comes_out_the_same(request.checked(request.source.text), request.checked(text)):
        yield request.action("Make a block of these statements", types.CodeActionKind.RefactorExtract, text)


def _comes_out_the_same(before: Checked, after: Checked) -> bool:
    """Whether a change of names is all that the definition has seen."""
    if not before.ok or not after.ok or before.flow is None or after.flow is None:
        return False
    return [state.type for state in before.flow.states] == [state.type for state in after.flow.states] and [
        [exit_.event for exit_ in state.exits] for state in before.flow.states
    ] == [[exit_.event for exit_ in state.exits] for state in after.flow.states]


def _chosen(request: Request) -> Span | None:
    """The whole statements of one body that the selection touches; None where it is no such thing."""
    found = [
        (placed.within, span(request.source, placed.item))
        for placed in request.file.lines
        if placed.line is Line.BODY and isinstance(placed.item, Statement) and not placed.block
    ]
    touched = [one for one in found if one[1].start < request.end and request.start < one[1].end]
    if not touched:
        return None
    shallowest = min(len(within) for within, _ in touched)
    # Of a statement that the selection lies in, what it holds was meant.
    while True:
        level = [one for one in touched if len(one[0]) == shallowest]
        if not level:
            return None
        if len(level) > 1 or request.start >= level[0][1].end or _covers(request, level[0][1]):
            break
        shallowest += 1
    first, last = level[0][1], level[-1][1]
    return Span(request.source, first.start, last.end)


def _covers(request: Request, place: Span) -> bool:
    return request.start <= place.start and place.end <= request.end


@attrs.frozen(eq=False)
class _Parts:
    """What a block is made of: its statements, the exits and parameters that they need, and its name."""

    request: Request
    chosen: Span
    exits: dict[str, str]
    parameters: dict[str, str]
    edits: list[tuple[int, int, str]]

    @classmethod
    def of(cls, request: Request, chosen: Span) -> _Parts | None:
        """The parts; None where something outside refers to what is inside."""
        file, path = request.file, request.document.path
        inside = {one.key for one in file.all() if chosen.start <= one.place.start < chosen.end}
        parts = cls(request, chosen, {}, {}, [])
        references = file.references
        for at, one in enumerate(references):
            symbol = request.index.resolve(path, one)
            if symbol is None or symbol.kind not in (Kind.LABEL, Kind.SECTION):
                continue
            is_here = chosen.start <= one.place.start < chosen.end
            if is_here == (symbol.key in inside):
                continue
            if not is_here or (one.role is Role.LABEL and not parts.read(references[at : at + 2])):
                return None
            if one.role is Role.TARGET:
                parts.lead(one, symbol)
        return parts

    def lead(self, reference: Reference, target: Symbol) -> None:
        """Makes an exit of an arrow that leads out."""
        written = f"{reference.of}.{reference.name}" if reference.of else reference.name
        name = target.name.replace(".", "_")
        self.exits[name] = written
        start = reference.place.start - (len(reference.of) + 1 if reference.of else 0)
        self.edits.append((start, reference.place.end, name))

    def read(self, references: Sequence[Reference]) -> bool:
        """Makes a parameter of a value that is read from outside; false where it is no value."""
        if len(references) < 2 or references[1].role is not Role.OUTPUT:  # noqa: PLR2004 - a label and its output
            return False
        label, output = references
        path = f"{label.name}.{output.name}"
        name = path.replace(".", "_")
        self.parameters[name] = path
        source = self.request.source
        before = source.text[: label.place.start]
        in_liquid = before.endswith(f"{WIDGETS_ROOT}.") and not before.endswith(f" {WIDGETS_ROOT}.")
        start = label.place.start - len(WIDGETS_ROOT) - 1 if before.endswith(f"{WIDGETS_ROOT}.") else label.place.start
        is_text = in_liquid or _is_within_text(source.text, start)
        self.edits.append((start, output.place.end, f"{PARAM_ROOT}.{name}" if is_text else name))
        return True

    def text(self) -> str:
        """The text of the file with the block, and with its use where the statements stood."""
        text = self.request.source.text
        above = self._above()
        edits = [(above, above, self._declaration()), (self.chosen.start, self.chosen.end, self._use())]
        return replaced(text, edits)

    def _name(self) -> str:
        known = {*self.request.file.vocabulary.verbs, *self.request.file.blocks}
        number = 1
        while (name := _NAME if number == 1 else f"{_NAME}-{number}") in known:
            number += 1
        return name

    def _declaration(self) -> str:
        parameters = ", ".join(f"{name}: text" for name in self.parameters)
        head = f"{BLOCK} {self._name()}({parameters})" if parameters else f"{BLOCK} {self._name()}()"
        exits = "".join(f"{_INDENT}exit {name}\n" for name in self.exits)
        return f"{head} {{\n{exits}{indent(self._body(), _INDENT)}\n}}\n\n"

    def _body(self) -> str:
        text, start = self.request.source.text, self.chosen.start
        inner = [(begin - start, end - start, new) for begin, end, new in self.edits]
        body = replaced(text[start : self.chosen.end], inner)
        return dedent(indentation(self.request.source, start) + body)

    def _use(self) -> str:
        words = [self._name(), *(f"{name}={path}" for name, path in self.parameters.items())]
        leads = "; ".join(f"{name} -> {target}" for name, target in self.exits.items())
        return " ".join(words) + (f" {{ {leads} }}" if leads else "")

    def _above(self) -> int:
        """The line of the statement of the file that the chosen ones stand in, or of the words above it."""
        source = self.request.source
        around = next(one for one in self._tops() if one.start <= self.chosen.start < one.end)
        line = source.position(around.start)[0]
        while line > 1 and source.line(line - 1).startswith("##"):
            line -= 1
        return source.line_starts[line - 1]

    def _tops(self) -> Iterator[Span]:
        for placed in self.request.file.lines:
            if placed.line is Line.FILE:
                yield span(self.request.source, placed.item)


def _is_within_text(text: str, offset: int) -> bool:
    """Whether an offset stands in a tag of Liquid."""
    opening = max(text.rfind("{{", 0, offset), text.rfind("{%", 0, offset))
    closing = max(text.rfind("}}", 0, offset), text.rfind("%}", 0, offset))
    return opening > closing
