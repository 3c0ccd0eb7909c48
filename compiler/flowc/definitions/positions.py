"""Where widgets stand on Studio's canvas."""

from __future__ import annotations

from flowc.definitions.findings import Findings
from flowc.definitions.json_document import Node

# As in the layout file of the Studio backend.
Position = tuple[int, int]

OFFSET = "offset"


def read_position(offset: Node, path: str, findings: Findings) -> Position | None:
    """The position that an offset says, rounded to whole numbers; None where it says none."""
    x, y = (_number(offset.get(axis)) for axis in ("x", "y"))
    if x is None or y is None:
        findings.mend(
            "this offset is no pair of numbers: the widget is placed anew", path, offset, label='`{"x": 0, "y": 0}`'
        )
        return None
    position = round(x), round(y)
    if type(x) is not int or type(y) is not int:
        findings.mend(
            f"an offset holds whole numbers: it became {position[0]}, {position[1]}", path, offset, label="rounded"
        )
    surplus = [key for key in offset.by_key if key not in ("x", "y")]
    if surplus:
        names = ", ".join(f"`{key}`" for key in surplus)
        findings.mend(f"an offset has no {names}: left out", path, offset, label="more than `x` and `y`")
    return position


def _number(node: Node | None) -> int | float | None:
    if node is None or isinstance(node.value, bool) or not isinstance(node.value, int | float):
        return None
    return node.value
