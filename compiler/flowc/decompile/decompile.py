"""Writes the flow of a definition, and proves of it that it compiles to that definition."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from flowc.backends.studio.offsets import Position
from flowc.collector import paused_collector
from flowc.compile import Checked, check
from flowc.decompile.allowed import Codes, codes_to_allow
from flowc.decompile.compare import different
from flowc.decompile.manner import manners
from flowc.decompile.structure import structured
from flowc.decompile.tree import Tree
from flowc.decompile.write import write
from flowc.definitions import read_definition
from flowc.diagnostics import Diagnostic
from flowc.format import lay_text
from flowc.graph.flow import Flow
from flowc.source import Source
from flowc.vocabulary import Vocabulary, standard_vocabulary

_NOTHING: Codes = {}


class DecompileError(Exception):
    """No text was found that compiles to the definition: a fault of flowc, and nothing is written."""


@attrs.frozen
class Decompiled:
    """What decompiling a definition gave.

    `text` is None where it is refused, and `diagnostics` then say why; otherwise they say what was mended.
    `offsets` are the places that its widgets have on Studio's canvas, for `NAME.layout.json`.
    """

    diagnostics: tuple[Diagnostic, ...]
    text: str | None
    offsets: Mapping[str, Position]


def decompile(text: str, path: str = "<text>", *, vocabulary: Vocabulary | None = None) -> Decompiled:
    """The flow of a definition that Studio gave out, formatted.

    It compiles without errors to the same states, mended where Twilio would refuse them today; what is
    wrong and Studio takes is allowed by a comment. Raises DecompileError where no such text is found;
    nothing is known that would make it.
    """
    with paused_collector():
        known = vocabulary or standard_vocabulary()
        read = read_definition(Source(path, text), known)
        found = None if read.flow is None else _Writing(read.flow, known).text()
        return Decompiled(read.diagnostics, found, read.positions)


@attrs.define
class _Writing:
    """The attempts at one flow.

    Most spellings are right as they come to mind. To read each of them back takes longer than all the
    rest, so that the whole is read back instead, and only where it is wrong they are tried one by one.
    """

    flow: Flow
    vocabulary: Vocabulary

    def text(self) -> str:
        """A text that says the flow."""
        tree = structured(self.flow)
        doubted: frozenset[str] = frozenset()
        found, checked = self._attempt(tree, doubted, _NOTHING)
        if wrong := self._wrong(checked):
            doubted |= wrong
            found, checked = self._attempt(tree, doubted, _NOTHING)
        if codes := codes_to_allow(checked):
            found, checked = self._attempt(tree, doubted, codes)
        if checked.flow is None or not checked.ok or different(self.flow, checked.flow):
            raise DecompileError(self.flow.source.path)
        return found

    def _attempt(self, tree: Tree, doubted: frozenset[str], codes: Codes) -> tuple[str, Checked]:
        spell_for = manners(self.flow, self.vocabulary, doubted)
        found = lay_text(write(self.flow, tree, spell_for, codes), vocabulary=self.vocabulary)
        return found, check(found, vocabulary=self.vocabulary)

    def _wrong(self, checked: Checked) -> frozenset[str]:
        """The states that a text says otherwise, or with an error; all of them where that is not known."""
        everything = frozenset(state.name for state in self.flow.states)
        if checked.flow is None:
            return everything
        return different(self.flow, checked.flow) | frozenset(codes_to_allow(checked))
