"""Reads a file of values: what all environments share, and a table for each of them."""

from __future__ import annotations

from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import suggestion
from flowc.source import Source, Span
from flowc.toml import Path, Toml, TomlError, read_toml
from flowc.values.given import Given, Plain, Values


def read_values(source: Source, environment: str | None = None) -> tuple[Values, list[Diagnostic]]:
    """The values in a TOML text, and what is wrong with it.

    Keys at the top hold for all; those in the table of the environment win over them.
    """
    try:
        toml = read_toml(source)
    except TomlError as error:
        return Values(complete=False), [_malformed(error)]
    problems: list[Diagnostic] = []
    tables = [name for name, value in toml.document.items() if isinstance(value, dict)]
    top = {name: value for name, value in toml.document.items() if name not in tables}
    found = _values(toml, top, (), problems)
    if environment is not None and environment not in tables:
        problems.append(_no_environment(source, environment, tables))
    elif environment is not None:
        found.update(_values(toml, toml.document[environment], (environment,), problems))
    return Values(found, complete=not problems), problems


def _values(toml: Toml, table: dict[str, object], within: Path, problems: list[Diagnostic]) -> dict[str, Given]:
    found = {}
    for key, value in table.items():
        place = _line(toml, (*within, key))
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


def _line(toml: Toml, path: Path) -> Span:
    """A key with its value; a table under a heading is there by its name."""
    key = toml.keys[path]
    value = toml.values.get(path, key)
    return Span(key.source, key.start, value.end)


def _malformed(error: TomlError) -> Diagnostic:
    return finding(
        "FLW123",
        "this file of values is no TOML",
        error.place,
        label=error.reason,
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
