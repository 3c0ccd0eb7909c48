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
_ADDRESS = 'write the address of the other bundle as in its `PUBLIC_URL`, `"https://other.example.com"`'
_MARK = "://"
_URL = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<user>[^/?#@\s]*@)?(?P<host>[A-Za-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?"
    r"(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?(?P<more>[?#][!-~]*)?"
)
# Nobody else hears what is said there in the clear.
_OWN_MACHINE = frozenset({"localhost", "127.0.0.1"})


@attrs.frozen
class SubflowSource:
    """The path of the source that stands for the SID of a flow, and where the settings say so."""

    path: str
    span: Span


@attrs.frozen
class Subflows:
    """The sources of subflows, and the addresses of the bundles in which others live, by the SIDs of their flows."""

    sources: Mapping[str, SubflowSource] = MappingProxyType({})
    addresses: Mapping[str, str] = MappingProxyType({})


# Reports what is wrong at a key, or at its value: the message, the label and what to do.
Report = Callable[[str | None, bool, str, str, str], None]


def read_subflows(table: object, place: Callable[[str], Span], report: Report) -> Subflows:
    """What stands for each SID; what is wrong is reported, and left out."""
    if not isinstance(table, dict):
        report(None, False, "`subflows` is a table", "not a table", f"write `[subflows]`, and below it {_FORM[6:]}")
        return Subflows()
    sources: dict[str, SubflowSource] = {}
    addresses: dict[str, str] = {}
    for sid, path in table.items():
        if not _SID.fullmatch(sid):
            report(sid, True, f"`{sid}` is no SID of a flow", "not `FW` and 32 hexadecimal digits", _FORM)
        elif not isinstance(path, str) or not path.strip():
            report(sid, False, "a subflow is the path of its source", "not a path", _FORM)
        elif _MARK not in path:
            sources[sid] = SubflowSource(path, place(sid))
        elif problem := _problem(path):
            report(sid, False, "no bundle has such an address", problem, _ADDRESS)
        else:
            addresses[sid] = path.rstrip("/")
    return Subflows(MappingProxyType(sources), MappingProxyType(addresses))


def _problem(address: str) -> str:
    """What is wrong with the address of a bundle, "" for nothing."""
    parts = _URL.fullmatch(address)
    if parts is None:
        return "not an address"
    if parts["user"] is not None:
        return "has a user or a password"
    if parts["more"]:
        return "has a query or a fragment"
    if parts["scheme"] == "https" or (parts["scheme"] == "http" and parts["host"] in _OWN_MACHINE):
        return ""
    return "not `https`"
