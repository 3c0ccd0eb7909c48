"""What a name is that a file defines, and a place that uses one."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import attrs

from flowc.source import Span
from flowc.vocabulary.widget import Exit, Option, Output, Verb, Widget

# What a declaration says of a name, where there is one: of a verb both the widget and the verb.
Declared = tuple[Widget, Verb] | Option | Exit | Output


class Kind(Enum):
    """What sort of thing a name stands for."""

    FLOW = "flow"
    ENTRY = "entry"
    SECTION = "section"
    LABEL = "label"
    BLOCK = "block"
    PARAMETER = "parameter"
    EXIT = "exit"
    OUTPUT = "output"
    PARAM = "param"
    CONST = "const"
    MODULE = "module"
    VERB = "verb"
    OPTION = "option"


@attrs.frozen(eq=False)
class Symbol:
    """A name that a file defines, or that a declaration of the library does.

    `place` is the name itself, `around` all that defines it. `detail` is what stands behind the name: a
    type, a value. A label has the `verb` of its statement; what stands in the body of a block bears the
    name of the `block`. `declared` is what the vocabulary knows of it.
    """

    kind: Kind
    name: str
    place: Span
    around: Span
    documentation: str = ""
    detail: str = ""
    verb: str = ""
    block: str = ""
    children: tuple[Symbol, ...] = ()
    declared: Declared | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What tells one symbol from all others: the file and the place of its name."""
        return self.place.source.path, self.place.start

    def all(self) -> Iterator[Symbol]:
        """The symbol, and all that stand in it."""
        yield self
        for child in self.children:
            yield from child.all()


class Role(Enum):
    """As what a name is used."""

    VERB = "verb"
    TARGET = "target"
    VALUE = "value"
    LABEL = "label"
    OUTPUT = "output"
    OPTION = "option"
    EXIT = "exit"
    ENTRY = "entry"
    MODULE = "module"


@attrs.frozen(eq=False)
class Reference:
    """A use of a name.

    `block` names the block in whose body it stands. `of` is what the name belongs to: the verb of an
    option or an exit, the label of an output, and for all others the module that a prefix names.
    """

    role: Role
    name: str
    place: Span
    block: str = ""
    of: str = ""
