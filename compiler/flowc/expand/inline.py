"""Writes one use of a block out, and leaves all other statements as they are."""

from __future__ import annotations

import attrs

from flowc.binding.program import Use
from flowc.expand.expand import writer_of
from flowc.expand.tokens import written
from flowc.modules import ModuleReader
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import Statement
from flowc.values import Values
from flowc.vocabulary import Vocabulary


@attrs.frozen
class Inlined:
    """The statements that a use of a block stands for, the name of the use, and the widget that it begins with."""

    text: str
    name: str
    first: str | None


def inline(
    source: Source,
    statement: Statement,
    indent: str,
    vocabulary: Vocabulary,
    modules: ModuleReader | None = None,
    values: Values | None = None,
) -> Inlined | None:
    """The statements that a use of a block stands for, in a flow without errors; None for any other statement.

    Each has the label that the widget has in the definition.
    """
    writer = writer_of(source, parse(source).file, vocabulary, modules, values)
    use = writer.known.meaning(statement) if writer is not None else None
    if writer is None or not isinstance(use, Use):
        return None
    text = written(writer.statement(statement, indent)).lstrip(" \t")
    return Inlined(text, use.name, writer.known.first_of(use))
