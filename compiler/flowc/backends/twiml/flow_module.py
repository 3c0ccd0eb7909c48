"""Writes `flow.py`: the steps of a flow, each below the lines of the source that it comes from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

import attrs

from flowc.backends.twiml.names import base_name, file_stem, module_name
from flowc.backends.twiml.python import WIDTH, Atom, Call, Dict, Expression, literal, string, width, written
from flowc.backends.twiml.step import WHEN, Argument, has_cases
from flowc.graph.flow import Flow, State
from flowc.language import CONCURRENT_CALLS
from flowc.source import Span

_RUNTIME = "runtime"
_STEPS = f"{_RUNTIME}.steps"
# Ruff's default is shorter than the lines here, and no formatter breaks a text.
_NO_LIMIT = "# ruff: noqa: E501 - texts are not broken into lines\n\n"


@attrs.frozen
class Nested:
    """A flow that the flow runs as its subflow: its SID, its name in Python, and the calls of its steps."""

    sid: str
    variable: str
    flow: Flow
    steps: Mapping[str, Call]


def flow_module(flow: Flow, steps: Mapping[str, Call], version: str, subflows: Sequence[Nested] = ()) -> str:
    """The text of `flow.py`. `steps` has the call of each state that is a step, in the order of the flow."""
    all_steps = ((flow, steps), *((nested.flow, nested.steps) for nested in subflows))
    states = [state for one, calls in all_steps for state in one.states if state.name in calls]
    classes = {call.function for _, calls in all_steps for call in calls.values()}
    parts = ["\n".join(_imports(states, sorted(classes))), "\n".join(written(_flow(flow, version), "flow = "))]
    parts += _added("flow", flow, steps)
    for nested in subflows:
        parts.append("\n".join(_subflow(nested)))
        parts += _added(nested.variable, nested.flow, nested.steps)
    body = "\n\n".join(parts) + "\n"
    is_wide = any(width(line) > WIDTH for line in body.splitlines())
    return f"{_docstring(flow)}\n{_NO_LIMIT if is_wide else ''}{body}"


def _added(variable: str, flow: Flow, steps: Mapping[str, Call]) -> Iterator[str]:
    """The steps of a flow, each added to the variable that holds it."""
    for state in flow.states:
        if state.name in steps:
            call = Call(f"{variable}.add", (("", steps[state.name]),))
            yield "\n".join([*map(_comment, places(state)), *written(call)])


def _subflow(nested: Nested) -> Iterator[str]:
    """The call that adds a subflow to the flow, below the line in which its source begins."""
    (begins, *_) = nested.flow.by_name[nested.flow.initial].exits
    line = begins.span.source.line(begins.span.line).strip()
    yield _comment(f"{place(begins.span)}  {line}")
    name = Atom(string(file_stem(nested.flow.source.path)))
    arguments = (("", Atom(string(nested.sid))), ("", name), ("start", literal(begins.target)))
    yield from written(Call("flow.add_subflow", arguments), f"{nested.variable} = ")


def place(span: Span) -> str:
    """A place as comments name it: `feedback.flow:5`."""
    return f"{base_name(span.source.path)}:{span.line}"


def places(state: State) -> Iterator[str]:
    """The lines of a state's statement, each behind its place: that of the flow, and that of the block."""
    for span in dict.fromkeys((state.place, state.span)):
        yield f"{place(span)}  {span.source.line(span.line).strip()}"


def _comment(text: str) -> str:
    shown = "".join(char if char.isprintable() else " " for char in text).rstrip()
    room = WIDTH - len("    # ")
    if width(shown) > room:
        # By characters first: a line may be very long, and hardly any character is narrower than a column.
        shown = shown[: room - 1]
        while width(shown) > room - 1:
            shown = shown[:-1]
        shown = shown.rstrip() + "…"
    return f"# {shown}"


def _docstring(flow: Flow) -> str:
    """The title of the flow, and where the module is from."""
    title = " ".join((flow.description or "").split())
    title = "".join(char for char in title if char.isprintable()).replace("\\", "\\\\").replace('"""', "'''").strip()
    # A quote behind the opening ones would be read with them.
    title = title.removeprefix('"') if title.startswith('"') else title
    title = title or f"The flow {file_stem(flow.source.path)}"
    lines = textwrap.wrap(title if title.endswith((".", "?", "!")) else f"{title}.", WIDTH - len('"""'))
    source = (
        f"Compiled by flowc from {base_name(flow.source.path)}. Each step stands below the lines that it comes from."
    )
    return '"""' + "\n".join(lines) + f'\n\n{source}\n"""\n'


def _imports(states: Sequence[State], classes: Sequence[str]) -> Iterator[str]:
    yield f"from {_RUNTIME} import Flow"
    if classes:
        line = f"from {_STEPS} import {', '.join(classes)}"
        if width(line) <= WIDTH:
            yield line
        else:
            yield from (f"from {_STEPS} import (", *(f"    {name}," for name in classes), ")")
    for type_ in sorted({state.type for state in states if has_cases(state)}):
        yield f"from {_STEPS}.{module_name(type_)} import {WHEN}"


def _flow(flow: Flow, version: str) -> Expression:
    trigger = flow.by_name[flow.initial]
    entries = []
    for exit_ in trigger.exits:
        comments = (_comment(f"{place(exit_.span)}  {exit_.span.source.line(exit_.span.line).strip()}"),)
        entries.append((exit_.event, literal(exit_.target), comments if exit_.written else ()))
    name, at = Atom(string(file_stem(flow.source.path))), Atom(string(version))
    arguments: list[Argument] = [("", name), ("version", at), ("starts", Dict(tuple(entries)))]
    # What the flag does not say is what Studio takes for a new flow.
    if flow.allow_concurrent_calls is False:
        arguments.append((CONCURRENT_CALLS, literal(False)))
    return Call("Flow", tuple(arguments))
