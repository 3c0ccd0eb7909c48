"""A statement in parts, and its text."""

from __future__ import annotations

import attrs

from flowc.spell.blocks import indented
from flowc.spell.manner import WIDTH
from flowc.spell.names import spell_name, spell_target
from flowc.spell.options import Words

# A block of more lines than these has a blank one between its options and its exits.
_LONG_BLOCK = 3


@attrs.frozen
class Arrow:
    """`-> target`; None for the end of the flow."""

    target: str | None

    @property
    def text(self) -> str:
        """The arrow as it is written."""
        return f"-> {spell_target(self.target)}"


@attrs.frozen
class ExitLine:
    """What stands before an arrow or a body in a statement's block: names of exits, or a condition."""

    names: str
    arrow: Arrow

    @property
    def text(self) -> str:
        """The line as it is written."""
        return f"{self.names} {self.arrow.text}"


@attrs.frozen
class Spelled:
    """A plain statement: its label, what it says, and where its exits lead.

    `words.arguments` begin with what stands directly behind `head`. `lost` names what no statement can
    say of the state; it is empty for every state that Studio itself has written.
    """

    label: str
    head: str
    words: Words
    exits: tuple[ExitLine, ...] = ()
    arrow: Arrow | None = None
    lost: tuple[str, ...] = ()

    def parts(self, width: int = WIDTH) -> tuple[str, list[str]]:
        """The label, the verb and what stands behind it; and the lines of the block without the exits."""
        start = f"{spell_name(self.label)}: " if self.label else ""
        first = " ".join([self.head, *self.words.arguments])
        named = [f"{name}={value}" for name, value in self.words.options]
        inline = [pair.replace(" = ", "=", 1) for pair in self.words.inline]
        on_line = " ".join([start + first, *named, *inline])
        if "\n" in "".join([*named, *inline]) or _last_line(on_line) > width:
            own = [*(f"{name} = {value}" for name, value in self.words.options), *self.words.inline]
            return start + first, [*own, *self.words.lines]
        return on_line, [*self.words.lines]

    def text(self, width: int = WIDTH) -> str:
        """The statement without indentation; lines longer than `width` are broken up where that is possible."""
        heading, own = self.parts(width)
        exits = [line.text for line in self.exits]
        tail = f" {self.arrow.text}" if self.arrow else ""
        lines = [*own, *exits]
        if not lines:
            return heading + tail
        short = f"{heading} {{ {lines[0]} }}{tail}"
        if len(lines) == 1 and "\n" not in lines[0] and _last_line(short) <= width:
            return short
        if own and exits and "\n".join(lines).count("\n") >= _LONG_BLOCK:
            lines = [*own, "", *exits]
        return "\n".join([f"{heading} {{", *map(indented, lines), f"}}{tail}"])


def _last_line(text: str) -> int:
    """How long the last line of a text is."""
    return len(text) - text.rfind("\n") - 1
