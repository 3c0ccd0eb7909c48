"""Reads a file of values: what all environments share, and a table for each of them."""

from __future__ import annotations

import re
import tomllib

from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import suggestion
from flowc.source import Source, Span
from flowc.values.given import Given, Plain, Values

_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_values(source: Source, environment: str | None = None) -> tuple[Values, list[Diagnostic]]:
    """The values in a TOML text, and what is wrong with it.

    Keys at the top hold for all; those in the table of the environment win over them.
    """
    try:
        document = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        return Values(complete=False), [_malformed(source, str(error))]
    problems: list[Diagnostic] = []
    tables = [name for name, value in document.items() if isinstance(value, dict)]
    top = {name: value for name, value in document.items() if name not in tables}
    found = _values(source, top, "", problems)
    if environment is not None and environment not in tables:
        problems.append(_no_environment(source, environment, tables))
    elif environment is not None:
        found.update(_values(source, document[environment], environment, problems))
    return Values(found, complete=not problems), problems


def _values(source: Source, table: dict[str, object], name: str, problems: list[Diagnostic]) -> dict[str, Given]:
    found = {}
    for key, value in table.items():
        place = _place(source, name, key)
        plain = _plain(value)
        if plain is None:
            problems.append(
                finding(
                    "FLW123",
                    f"`{key}` is no value of a `param`",
                    place,
                    label="a date, a table or an empty value",
                    help="a value is a text, a number, `true` or `false`, or a list of these",
                )
            )
        else:
            found[key] = Given(plain, place, must_exist=False)
    return found


def _plain(value: object) -> Plain | None:
    if isinstance(value, list):
        elements = [_plain(element) for element in value]
        sound = [element for element in elements if element is not None]
        return sound if len(sound) == len(elements) else None
    return value if isinstance(value, str | bool | int | float) else None


def _malformed(source: Source, message: str) -> Diagnostic:
    match = _POSITION.search(message)
    end = len(source.text)
    offset = max(0, end - 1)
    if match is not None and match.group(1):
        offset = source.line_starts[int(match.group(1)) - 1] + int(match.group(2)) - 1
    reason = message[: match.start()] if match else message
    return finding(
        "FLW123",
        "this file of values is no TOML",
        Span(source, min(offset, end), min(offset + 1, end)),
        label=reason[:1].lower() + reason[1:],
        help='a line is `name = "value"`, a table begins with `[name]`',
    )


def _no_environment(source: Source, environment: str, tables: list[str]) -> Diagnostic:
    return finding(
        "FLW124",
        f"there is no environment `{environment}` in this file",
        Span(source, 0, len(source.line(1))),
        label=f"no table `[{environment}]`",
        help=suggestion(environment, tables, "environments") or f"add a table `[{environment}]`",
    )


def _place(source: Source, table: str, key: str) -> Span:
    """Where a key is written, as far as a line that begins with it tells; else the whole first line."""
    start = 0
    if table:
        heading = re.search(rf"^[ \t]*\[[ \t]*[\"']?{re.escape(table)}[\"']?[ \t]*\]", source.text, re.MULTILINE)
        start = heading.end() if heading else 0
    line = re.compile(rf"^[ \t]*([\"']?{re.escape(key)}[\"']?[ \t]*=.*)$", re.MULTILINE).search(source.text, start)
    if line is None:
        return Span(source, 0, len(source.line(1)))
    return Span(source, line.start(1), line.start(1) + len(line.group(1).rstrip()))
