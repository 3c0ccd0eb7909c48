"""Reads the table `[subflows]` of the settings: which flow stands for which SID."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

import attrs

from flowc.source import Span

SUBFLOWS = "subflows"
_SID = re.compile(r"FW[0-9a-fA-F]{32}")
_FORM = f'write `FW{"0" * 31}1 = "./other.flow"`'


@attrs.frozen
class SubflowSource:
    """The path of the source that stands for the SID of a flow, and where the settings say so."""

    path: str
    span: Span


# Reports what is wrong at a key, or at its value: the message, the label and what to do.
Report = Callable[[str | None, bool, str, str, str], None]


def read_subflows(table: object, place: Callable[[str], Span], report: Report) -> Mapping[str, SubflowSource]:
    """The sources by the SIDs that they stand for; what is wrong is reported, and left out."""
    if not isinstance(table, dict):
        report(None, False, "`subflows` is a table", "not a table", f"write `[subflows]`, and below it {_FORM[6:]}")
        return MappingProxyType({})
    found: dict[str, SubflowSource] = {}
    for sid, path in table.items():
        if not _SID.fullmatch(sid):
            report(sid, True, f"`{sid}` is no SID of a flow", "not `FW` and 32 hexadecimal digits", _FORM)
        elif not isinstance(path, str) or not path.strip():
            report(sid, False, "a subflow is the path of its source", "not a path", _FORM)
        elif "://" in path:
            report(sid, False, "a subflow is a source that is compiled with the flow", "an address", _FORM)
        else:
            found[sid] = SubflowSource(path, place(sid))
    return MappingProxyType(found)
