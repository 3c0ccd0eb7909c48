"""Reads `use` statements: `use std.consent`, `use "./common.flow" as common`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

import attrs

from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding
from flowc.language import AS, CONSOLE_NAME, FILE_STATEMENTS, ROOTS, STD, USE
from flowc.source import Source, Span
from flowc.syntax.nodes import BROKEN, File, Statement, Token, arguments, items, span
from flowc.syntax.strings import STRING_TYPES, decode, encode

_FORM = f'write `{USE} {STD}.consent` or `{USE} "./common.flow" as common`'
_WITH_ALIAS = 3


@attrs.frozen
class Use:
    """A `use` that can be read: what it names, by which name, and where the parts stand."""

    path: str
    is_std: bool
    alias: str
    place: Span
    path_place: Span


def read_uses(source: Source, file: File) -> tuple[list[Use], list[Diagnostic]]:
    """The `use` statements of a file, and what is wrong with them."""
    found: list[Use] = []
    problems: list[Diagnostic] = []
    for item in items(file.entries):
        if not isinstance(item, Statement) or item.head is None or item.head.text != USE:
            continue
        use = _read(source, item, problems)
        if use is None:
            continue
        before = next((one for one in found if one.alias == use.alias), None)
        if before is not None:
            problems.append(_twice(use, before))
            continue
        found.append(use)
    return found, problems


def _read(source: Source, item: Statement, problems: list[Diagnostic]) -> Use | None:
    parts = [part for part in arguments(item.parts) if isinstance(part, Token)]
    assert item.head is not None
    if any(part.type in (BROKEN, "UNQUOTED", "BROKEN_STRING") for part in parts):
        return None
    place = span(source, item.head, parts[-1] if parts else None)
    reason = next(_misshapen(item, parts), None)
    if reason is not None:
        problems.append(finding("FLW120", reason, place, label="names no module", help=_FORM))
        return None
    path, is_std = _text(parts[0]), parts[0].type not in STRING_TYPES
    alias = _text(parts[2]) if len(parts) == _WITH_ALIAS else _alias_of(path, is_std=is_std)
    if not re.fullmatch(CONSOLE_NAME, alias) or alias in (*ROOTS, *FILE_STATEMENTS):
        advice = f"write `{place.text.partition(f' {AS} ')[0]} {AS} NAME`"
        problems.append(
            finding("FLW120", f"`{alias}` cannot be the name of a module", place, label="not a free word", help=advice)
        )
        return None
    name = path.removeprefix(f"{STD}.") if is_std else path
    return Use(name, is_std, alias, place, span(source, parts[0]))


def _misshapen(item: Statement, parts: list[Token]) -> Iterator[str]:
    if item.label is not None or item.block is not None or item.arrow is not None or item.elses:
        yield f"`{USE}` takes a module and nothing else"
    if len(parts) != len(arguments(item.parts)) or len(parts) not in (1, _WITH_ALIAS):
        yield f"`{USE}` takes one module"
    elif len(parts) == _WITH_ALIAS and (parts[1].text != AS or parts[2].type != "WORD"):
        yield f"a module gets its name with `{AS} NAME`"
    elif parts[0].type not in STRING_TYPES and not parts[0].text.startswith(f"{STD}."):
        yield f"`{parts[0].text}` is no module: one beside this file is written in quotes, {encode('./x.flow')}"


def _text(token: Token) -> str:
    return decode(token) if token.type in STRING_TYPES else token.text


def _alias_of(path: str, *, is_std: bool) -> str:
    """What a module is called where no `as` says it: its last name."""
    return path.rpartition(".")[2] if is_std else posixpath.basename(path).partition(".")[0]


def _twice(use: Use, before: Use) -> Diagnostic:
    return finding(
        "FLW103",
        f"`{use.alias}` is the name of two modules",
        use.place,
        label="the second time",
        notes=(Note("first named here", before.place),),
        help=f"give one of them another name: `{use.place.text.partition(f' {AS} ')[0]} {AS} NAME`",
    )
