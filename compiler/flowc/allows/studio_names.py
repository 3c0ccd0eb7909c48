"""Allows the labels of a text that stand there for Studio alone: flowc wrote them, to keep the names of widgets."""

from __future__ import annotations

from flowc.allows.comments import ALLOW_FILE

UNUSED_LABEL = "FLW129"
STUDIO_NAMES = f"# flowc: {ALLOW_FILE} {UNUSED_LABEL} the labels are the names of Studio's widgets"

_BYTE_ORDER_MARK = "\ufeff"


def with_studio_names(text: str) -> str:
    """A text in which no label is told to be unused, by a comment above everything else."""
    line_end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    return f"{mark}{STUDIO_NAMES}{line_end * 2}{text.removeprefix(mark)}"
