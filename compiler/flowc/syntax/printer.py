"""The text of a syntax tree."""

from __future__ import annotations

from flowc.syntax.nodes import Node, tokens


def print_tree(node: Node) -> str:
    """The text that a node was read from, as its tokens now stand."""
    return "".join(token.leading + token.text for token in tokens(node))
