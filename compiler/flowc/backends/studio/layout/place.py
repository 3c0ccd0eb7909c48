"""Places the widgets of a flow on the canvas."""

from __future__ import annotations

from collections.abc import Mapping

from flowc.graph.flow import Flow


def place(flow: Flow, kept: Mapping[str, tuple[int, int]] | None = None) -> dict[str, tuple[int, int]]:
    """The canvas offset of each state (not laid out yet: all in a column)."""
    return {name: (0, 250 * row) for row, name in enumerate(flow.by_name)} | dict(kept or {})
