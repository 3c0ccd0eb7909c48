"""`else` on its own line, below the `}` that it belongs behind."""

from __future__ import annotations

from flowc.syntax.nodes import Token


def may_have_lonely_else(tokens: list[Token]) -> bool:
    """Whether a text has to be looked through for this mistake."""
    return False
