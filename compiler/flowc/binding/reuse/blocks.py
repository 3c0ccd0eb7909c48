"""Binds `block name(parameter: type = default, …) { … }`: a verb that stands for statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from flowc.binding.context import Context, Nothing, is_word, text_of
from flowc.binding.entries import is_name
from flowc.binding.reuse.definition import Definition, Parameter
from flowc.binding.reuse.parameters import is_none, read_parameter
from flowc.binding.scope import find_names_in_body
from flowc.binding.values import read_value
from flowc.diagnostics import Note
from flowc.language import BLOCK, BODY_STATEMENTS, END, EXIT, FILE_STATEMENTS, NEXT, OUTPUT
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Call, Statement, Token, Typed, Value, arguments
from flowc.vocabulary.widget import Exit, Option, Output, Verb, Widget

_FORM = f"for example `{BLOCK} greet(words: text) {{ say words }}`"
_FAILURE = "failure"


def read_block(context: Context, item: Statement, documentation: str) -> Definition | None:
    """The definition of a block; None after a report."""
    assert item.head is not None
    parts = arguments(item.parts)
    extra = (
        item.label or item.arrow or (item.elses[0] if item.elses else None) or (parts[1] if len(parts) > 1 else None)
    )
    heading = parts[0] if parts else None
    name = heading.name if isinstance(heading, Call) else heading
    if extra is not None or not isinstance(name, Token) or not is_word(name) or item.block is None:
        context.report(
            "FLW120",
            f"`{BLOCK}` needs a name and a body" if extra is None else f"`{BLOCK}` takes a name, parameters and a body",
            extra or heading or item.head,
            label="not a block" if extra is None else "nothing more is wanted here",
            help=_FORM,
        )
        return None
    if "." in name.text or name.text in (*FILE_STATEMENTS, *BODY_STATEMENTS, NEXT, END):
        context.report("FLW120", f"`{name.text}` cannot be a verb", name, label="not a free word", help=_FORM)
        return None
    options, parameters = _parameters(context, arguments(heading.parts) if isinstance(heading, Call) else [])
    lines = _Lines(context)
    kept = tuple(entry for entry in item.block.entries if not (isinstance(entry, Statement) and lines.take(entry)))
    body = attrs.evolve(item.block, entries=kept)
    labels = find_names_in_body(context, body)
    _check_exits(context, lines, labels)
    place = context.span(name)
    verb = Verb(name.text, place, options, documentation)
    widget = Widget(
        type=name.text,
        span=place,
        documentation=documentation,
        title=f"`{name.text}`",
        verbs=(verb,),
        exits=tuple(lines.declared),
        outputs=tuple(Output(output, where) for output, (_, where) in lines.outputs.items()),
    )
    exits = {exit_.event: exit_.span for exit_ in lines.declared}
    return Definition(name.text, place, widget, verb, parameters, exits, lines.outputs, body, labels, context)


def _parameters(context: Context, parts: Sequence[Argument]) -> tuple[tuple[Option, ...], tuple[Parameter, ...]]:
    options: dict[str, Option] = {}
    parameters: list[Parameter] = []
    for part in parts:
        option = read_parameter(context, part, "a parameter")
        if option is None or not isinstance(part, Typed):
            continue
        before = next((one for one in parameters if one.name == option.name), None)
        if before is not None:
            place = context.span(part.name)
            context.report_twice("FLW103", option.name, "declared", place, Note("first declared here", before.place))
            continue
        options[option.name] = option
        parameters.append(Parameter(option.name, context.span(part.name), part.default))
    return tuple(options.values()), tuple(parameters)


def check_defaults(definition: Definition) -> None:
    """Reports defaults of parameters that are not of their types, and takes them away."""
    sound = []
    for parameter, option in zip(definition.parameters, definition.verb.options, strict=True):
        node = parameter.default
        is_sound = (
            node is None
            or is_none(option, node)
            or not isinstance(read_value(definition.context, node, option), Nothing)
        )
        sound.append(parameter if is_sound else attrs.evolve(parameter, default=None))
    definition.parameters = tuple(sound)


def check_shadows(definition: Definition) -> None:
    """Warns of parameters that hide what the whole file knows by their name."""
    for parameter in definition.parameters:
        hidden = definition.context.scope.get(parameter.name)
        if hidden is not None:
            definition.context.report(
                "FLW130",
                f"the parameter `{parameter.name}` hides another value of that name",
                parameter.place,
                label="inside of the block it means this",
                notes=(Note("everywhere else it means this", hidden.declared),),
                help="rename one of them",
            )


class _Lines:
    """Collects the lines of a block that are no statements of its body: `exit` and `output`."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.declared: list[Exit] = []
        self.outputs: dict[str, tuple[Value, Span]] = {}

    def take(self, line: Statement) -> bool:
        """Reads such a line; false where it is a statement."""
        if line.head is None or not is_word(line.head) or line.head.text not in (EXIT, OUTPUT):
            return False
        extra = line.label or line.block or line.arrow
        parts = arguments(line.parts)
        if extra is not None or not parts:
            form = "exit failed" if line.head.text == EXIT else "output Sid = started.Sid"
            self.context.report(
                "FLW120",
                f"`{line.head.text}` declares what a use of the block has",
                extra or line.head,
                label="nothing more is wanted here" if extra else "nothing declared",
                help=f"for example `{form}`",
            )
        elif line.head.text == EXIT:
            self._exits(parts)
        else:
            self._outputs(parts)
        return True

    def _exits(self, parts: Sequence[Argument]) -> None:
        *names, last = parts
        fails = bool(names) and is_word(last, _FAILURE)
        for part in names if fails else parts:
            is_free = is_name(part) and not (is_word(part, NEXT) or is_word(part, END))
            if not isinstance(part, Token) or not is_free or not text_of(part):
                self.context.report(
                    "FLW120", "an exit is a name", part, label="no name of an exit", help="for example `exit failed`"
                )
                continue
            before = next((one for one in self.declared if one.event == text_of(part)), None)
            if before is not None:
                first = Note("first declared here", before.span)
                self.context.report_twice("FLW107", text_of(part), "declared", part, first)
                continue
            self.declared.append(Exit(text_of(part), self.context.span(part), failure=fails))

    def _outputs(self, parts: Iterable[Argument]) -> None:
        for part in parts:
            if not isinstance(part, Assignment):
                self.context.report(
                    "FLW120",
                    "an output has a name and a value",
                    part,
                    label="not `name = value`",
                    help="for example `output Sid = started.Sid`",
                )
                continue
            name = text_of(part.key)
            if name in self.outputs:
                first = Note("first declared here", self.outputs[name][1])
                self.context.report_twice("FLW107", name, "declared", part.key, first)
                continue
            self.outputs[name] = (part.value, self.context.span(part.key))


def _check_exits(context: Context, lines: _Lines, labels: dict[str, Span]) -> None:
    for exit_ in lines.declared:
        if exit_.event in labels:
            context.report(
                "FLW103",
                f"`{exit_.event}` is a label and an exit of this block",
                labels[exit_.event],
                label="this label",
                notes=(Note("the exit", exit_.span),),
                help="rename one of them, so that an arrow leads to one place",
            )


def report_circles(blocks: Iterable[Definition]) -> None:
    """Reports blocks that lead to themselves, each circle once, and marks them."""
    done: set[int] = set()
    for block in blocks:
        stack = [(block, iter([*block.verbs()]))] if id(block) not in done else []
        while stack:
            current, following = stack[-1]
            one = next(following, None)
            chain = [entry[0] for entry in stack]
            if one is None:
                done.add(id(current))
                stack.pop()
            elif any(one is entry for entry in chain):
                _report_circle(chain[next(index for index, entry in enumerate(chain) if entry is one) :])
            elif id(one) not in done:
                stack.append((one, iter([*one.verbs()])))


def _report_circle(chain: Sequence[Definition]) -> None:
    if all(block.is_circular for block in chain):
        return
    for block in chain:
        block.is_circular = True
    first, *others = chain
    notes = tuple(Note(f"which uses `{block.name}`", block.place) for block in others)
    first.context.report(
        "FLW127",
        f"`{first.name}` leads to itself" if not others else "these blocks use each other",
        first.place,
        label="uses itself" if not others else "this one begins the circle",
        notes=notes,
        why="written out, it would never end",
        help="use an arrow back to a label for what is to be done again",
    )
