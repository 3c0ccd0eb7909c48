"""What the readers of states, transitions and conditions share."""

from __future__ import annotations

from collections.abc import Container

import attrs

from flowc.definitions.findings import Findings
from flowc.definitions.json_document import Node
from flowc.definitions.positions import Position
from flowc.source import Span
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.widget import Widget


@attrs.frozen
class Head:
    """The name and the type of a state with their places, the object, and its path."""

    name: str
    type: str
    place: Node
    kind: Node
    node: Node
    path: str


@attrs.frozen
class Context:
    """What states are read with: the `names` of all states of the file, and that of its one trigger."""

    vocabulary: Vocabulary
    names: Container[str]
    trigger: str | None
    findings: Findings
    positions: dict[str, Position]

    def declaration(self, type_: str) -> Widget | None:
        """The declaration of a type of which more is known than its name."""
        widget = self.vocabulary.types.get(type_)
        return None if widget is None or widget.is_guess else widget


def opening(node: Node) -> Span:
    """The place of an object's first brace: it stands for an object in which something is missing."""
    return node.original.span(node.start, node.start + 1)
