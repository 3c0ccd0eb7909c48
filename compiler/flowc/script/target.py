"""Which flow the tests of a file of their own are for."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any

import attrs

from flowc.diagnostics import Diagnostic
from flowc.language import FLOW, TEST, TESTS_SUFFIX
from flowc.script.read import is_test
from flowc.script.taken import MalformedError, Pen, take
from flowc.source import Source, Span
from flowc.syntax.nodes import File, Statement, is_broken, items


@attrs.frozen
class Target:
    """The path of a flow, from the folder of the tests, and what they give to its `param`s.

    `place` is where the path is written, None where the flow is the file of the same name.
    """

    path: str
    values: Mapping[str, Any] = attrs.field(factory=dict)
    place: Span | None = None


def read_target(source: Source, file: File) -> tuple[Target, list[Diagnostic]]:
    """The flow that a file of tests names by `flow "path" { param = value }`, and what else stands there wrongly."""
    pen = Pen(source)
    stem = posixpath.basename(source.path.replace("\\", "/")).removesuffix(TESTS_SUFFIX)
    target = Target(f"{stem}.flow")
    for item in items(file.entries):
        if is_test(item) or is_broken(item):
            continue
        try:
            if not isinstance(item, Statement) or item.head is None or item.head.text != FLOW:
                help_ = f'here stand `{FLOW} "./path.flow"` and `{TEST} "name" {{ … }}`'
                raise pen.refuse("a file of tests holds only tests", item, "no test", help_)
            line = take(pen, item)
            line.only(1, 1, f'{FLOW} "./{stem}.flow"')
            line.options_only(*line.options)
            values = {name: line.value(one.value) for name, one in line.options.items()}
            target = Target(line.text(line.values[0]), values, pen.place(line.values[0]))
        except MalformedError:
            continue
    return target, pen.findings
