"""Values for `param`s, from wherever they come: the command line, a file, or a program."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from flowc.source import Source, Span

Plain = str | bool | int | float | list["Plain"]


@attrs.frozen
class Given:
    """A value, and the place where somebody wrote it.

    `is_text` says that it was written where all is text, so that a number or a list in it has still
    to be recognized; `must_exist` that a flow without such a `param` is a mistake.
    """

    value: Plain
    place: Span
    is_text: bool = False
    must_exist: bool = True


@attrs.frozen
class Values:
    """What is given, by the names of the `param`s; `module.name` means that of one module.

    Of values that are not `complete`, since some could not be read, none is missed.
    """

    given: Mapping[str, Given] = attrs.field(factory=dict)
    complete: bool = True

    @classmethod
    def of(cls, values: Mapping[str, Plain]) -> Values:
        """The values that a program gives."""
        return cls({name: Given(value, _written("<values>", name, value)) for name, value in values.items()})

    def over(self, others: Values) -> Values:
        """These values, and others where these say nothing."""
        return Values({**others.given, **self.given}, self.complete and others.complete)


def setting(name: str, text: str) -> Given:
    """The value of `--set NAME=TEXT`."""
    return Given(text, _written("--set", name, text), is_text=True)


def _written(path: str, name: str, value: Plain) -> Span:
    line = f"{name}={value}"
    return Span(Source(path, line), len(name) + 1, len(line))
