"""Writes the flow of a definition, and proves of it that it compiles to that definition."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from flowc.allows.studio_names import UNUSED_LABEL, with_studio_names
from flowc.backends.studio.offsets import Position
from flowc.binding import bind
from flowc.collector import paused_collector
from flowc.compile import Checked, check
from flowc.decompile.allowed import Codes, codes_to_allow, refused_states
from flowc.decompile.compare import different
from flowc.decompile.manner import Manners, manners
from flowc.decompile.menus import Menus, find_menus, with_menus
from flowc.decompile.refused import refused
from flowc.decompile.structure import structured
from flowc.decompile.write import write
from flowc.definitions import read_definition
from flowc.diagnostics import Diagnostic
from flowc.format import lay_text
from flowc.graph.flow import Flow
from flowc.source import Source
from flowc.syntax import parse
from flowc.vocabulary import Vocabulary, standard_vocabulary

# The first is quick; the next is careful where that was wrong, and one more allows what is found only then.
_MOST_ATTEMPTS = 2


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

    It compiles to the same states, mended where Twilio would refuse them today; what is wrong and Studio
    takes is allowed by a comment. Values that Twilio refuses and nothing can mend stay as they are, so
    that the flow does not compile before somebody has mended them; `diagnostics` tell of each. Raises
    DecompileError where no text is found that says the same; nothing is known that would make it.
    """
    with paused_collector():
        known = vocabulary or standard_vocabulary()
        read = read_definition(Source(path, text), known)
        if read.flow is None:
            return Decompiled(read.diagnostics, None, read.positions)
        found, left = _Writing(read.flow, known).text()
        return Decompiled((*read.diagnostics, *left), found, read.positions)


@attrs.define
class _Writing:
    """The attempts at one flow.

    Most spellings are right as they come to mind. To read each of them back takes longer than all the
    rest, so that the whole is read back instead, and only where it is wrong they are tried one by one.
    """

    flow: Flow
    vocabulary: Vocabulary
    manners: Manners = attrs.field(init=False)

    @manners.default
    def _manners(self) -> Manners:
        return manners(self.flow, self.vocabulary)

    menus: Menus = attrs.field(init=False)

    @menus.default
    def _menus(self) -> Menus:
        return find_menus(self.flow, self.vocabulary)

    def text(self) -> tuple[str, list[Diagnostic]]:
        """A text that says the flow, and what Twilio refuses in it."""
        doubted: frozenset[str] = frozenset()
        codes: Codes = {}
        found, checked = self._attempt(doubted, codes)
        for _ in range(_MOST_ATTEMPTS):
            wrong = self._wrong(checked) - doubted
            missing = {name: more for name, more in codes_to_allow(checked).items() if name not in wrong}
            if not wrong and not missing:
                break
            doubted |= wrong
            codes = {name: (*codes.get(name, ()), *missing.get(name, ())) for name in {**codes, **missing}}
            found, checked = self._attempt(doubted, codes)
        if checked.flow is None or different(self.flow, checked.flow):
            raise DecompileError(self.flow.source.path)
        told = [*refused(self.flow, checked)]
        return with_studio_names(found) if self._has_unused_labels(found, checked) else found, told

    def _attempt(self, doubted: frozenset[str], codes: Codes) -> tuple[str, Checked]:
        menus = {name: menu for name, menu in self.menus.items() if doubted.isdisjoint(menu.names)}
        tree = structured(with_menus(self.flow, menus))
        text = write(self.flow, menus, tree, self.manners, doubted, codes)
        found = lay_text(text, vocabulary=self.vocabulary)
        return found, check(found, vocabulary=self.vocabulary)

    def _has_unused_labels(self, text: str, checked: Checked) -> bool:
        """Whether a text has labels that nothing refers to, beside its errors as well."""
        findings = checked.diagnostics
        if not checked.ok:
            source = Source("", text)
            findings = bind(source, parse(source).file, self.vocabulary).diagnostics
        return any(finding.code == UNUSED_LABEL for finding in findings)

    def _wrong(self, checked: Checked) -> frozenset[str]:
        """The states that a text says otherwise, or with an error that nothing allows; all where that is not known."""
        if checked.flow is None:
            return frozenset(state.name for state in self.flow.states)
        return different(self.flow, checked.flow) | refused_states(checked)
