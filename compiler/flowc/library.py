"""Reads the documentation of modules of blocks, and writes the reference of the standard library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from flowc.language import BLOCK, EXIT, OUTPUT, STD, USE
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import Argument, Assignment, Call, Entry, Node, Part, Statement, Token, Typed, arguments, tokens
from flowc.vocabulary.documented import documented
from flowc.vocabulary.markdown import flowing, table

_HEAD = f"""\
# The standard library

Made of the modules in `stdlib/std/`, which are written in the language itself.
`pytest --update-goldens` writes this page anew.

`{USE} {STD}.NAME` at the top of a flow makes the blocks of a module verbs: `NAME.BLOCK`, and `BLOCK` alone
where nothing else has that name. A block is a statement like any other: it may have a label, its
exits stand in its block, and when it is done the flow goes on with the next statement. In the
definition it is written out, so that Studio shows each of its widgets.

The names in the first column of the tables of parameters stand behind the verb in this order, or as
`name=value` in any. A parameter without a default has to be given; `none` leaves an option of a widget
out. Words of the caller's language, such as those for yes and no, are parameters everywhere.
"""

# A value that the documentation shows in quotes or brackets, such as `"08:00"`.
_SHOWN = re.compile(r"`([\"[][^`]*)`")
_SAMPLES = {
    "text": '"…"',
    "json": '"""{"topic": "order"}"""',
    "url": '"https://example.com"',
    "phone": "+15550100",
    "name": "support",
    "workflow-sid": "WW0123456789abcdef0123456789abcdef",
    "list(text)": '["…"]',
}
_FAILURE = "failure"


@attrs.frozen
class Parameter:
    """A parameter of a block: its type and its default as they are written."""

    name: str
    type: str
    default: str
    documentation: str

    @property
    def sample(self) -> str:
        """A value that a use may give."""
        shown = _SHOWN.search(self.documentation)
        return shown[1] if shown else _SAMPLES[self.type]


@attrs.frozen
class Exit:
    """An exit of a block besides its end."""

    name: str
    failure: bool
    documentation: str


@attrs.frozen
class Output:
    """What a use of a block leaves behind."""

    name: str
    documentation: str


@attrs.frozen
class Block:
    """A block as those see it who use it."""

    name: str
    documentation: str
    parameters: tuple[Parameter, ...]
    exits: tuple[Exit, ...]
    outputs: tuple[Output, ...]

    @property
    def usage(self) -> str:
        """A statement that uses the block."""
        words = [self.name, *(one.sample for one in self.parameters if not one.default)]
        label = "result: " if self.outputs else ""
        leads = "; ".join(f"{one.name} -> end" for one in self.exits)
        return f"{label}{' '.join(words)}" + (f" {{ {leads} }}" if leads else "")


@attrs.frozen
class Library:
    """A module of the standard library: its name without `std.`, what it is for, and its blocks."""

    name: str
    documentation: str
    blocks: tuple[Block, ...]


def read_library(name: str, text: str) -> Library:
    """What the text of a module says about its blocks."""
    file = parse(Source(f"stdlib/std/{name}.flow", text)).file
    blocks = [
        _block(item, documentation)
        for item, documentation in documented(file.entries)
        if isinstance(item, Statement) and item.head is not None and item.head.text == BLOCK and arguments(item.parts)
    ]
    return Library(name, _head_of(file.entries), tuple(blocks))


def _head_of(entries: Iterable[Entry]) -> str:
    """The `##` lines at the top of a file, up to the first line without one."""
    lines = []
    was_line_end = False
    for entry in entries:
        is_line_end = isinstance(entry, Token) and entry.type == "NEWLINE"
        if is_line_end and was_line_end:
            break
        was_line_end = is_line_end
        if isinstance(entry, Token) and entry.type == "DOC_COMMENT":
            lines.append(_words(entry))
        elif not is_line_end:
            break
    return "\n".join(lines)


def _words(comment: Token) -> str:
    return comment.text[2:].removeprefix(" ").rstrip()


def _block(statement: Statement, documentation: str) -> Block:
    heading = arguments(statement.parts)[0]
    name = heading.name if isinstance(heading, Call) else heading
    lines = documented(statement.block.entries) if statement.block is not None else []
    return Block(
        _text(name),
        documentation,
        tuple(_parameters(heading.parts)) if isinstance(heading, Call) else (),
        tuple(_exits(lines)),
        tuple(_outputs(lines)),
    )


def _parameters(parts: Iterable[Part | Token]) -> Iterator[Parameter]:
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Typed):
            type_ = "".join(token.leading + token.text for one in part.types for token in tokens(one)).strip()
            default = _text(part.default) if part.default is not None else ""
            yield Parameter(part.name.text, type_, default, " ".join(lines))
            lines = []
        elif isinstance(part, Token) and part.type == "DOC_COMMENT":
            lines.append(_words(part))


def _exits(lines: Sequence[tuple[Node, str]]) -> Iterator[Exit]:
    for parts, documentation in _lines_of(EXIT, lines):
        names = [_text(part) for part in parts]
        fails = len(names) > 1 and names[-1] == _FAILURE
        yield from (Exit(name, fails, documentation) for name in (names[:-1] if fails else names))


def _outputs(lines: Sequence[tuple[Node, str]]) -> Iterator[Output]:
    for parts, documentation in _lines_of(OUTPUT, lines):
        yield from (Output(_text(part.key), documentation) for part in parts if isinstance(part, Assignment))


def _lines_of(word: str, lines: Sequence[tuple[Node, str]]) -> Iterator[tuple[list[Argument], str]]:
    for line, documentation in lines:
        if isinstance(line, Statement) and line.head is not None and line.head.text == word:
            yield arguments(line.parts), documentation


def _text(node: Node) -> str:
    return "".join(token.leading + token.text for token in tokens(node)).strip()


def library_reference(libraries: Iterable[Library]) -> str:
    """Every module with its blocks, their parameters, exits and outputs, as a Markdown page."""
    modules = list(libraries)
    rows = [
        (f"[`{STD}.{module.name}`](#std{module.name})", _first(module.documentation), _names(module))
        for module in modules
    ]
    index = table(("Module", "What it is for", "Blocks"), rows)
    return "\n".join([_HEAD, index, *(part for module in modules for part in _module(module))])


def _first(documentation: str) -> str:
    return documentation.partition("\n\n")[0]


def _names(module: Library) -> str:
    return ", ".join(f"`{block.name}`" for block in module.blocks)


def _module(module: Library) -> Iterator[str]:
    yield f"## {STD}.{module.name}\n\n{module.documentation}\n"
    yield from (_section(block) for block in module.blocks)


def _section(block: Block) -> str:
    parts = [f"### {block.name}\n", f"{block.documentation}\n", f"```flow\n{block.usage}\n```\n"]
    if block.parameters:
        parts.append(table(("Parameter", "Type", "Default", "Meaning"), [_row(one) for one in block.parameters]))
    if block.exits:
        rows = [(f"`{one.name}`", "a failure" if one.failure else "", one.documentation) for one in block.exits]
        parts.append(table(("Exit", "Kind", "When"), rows))
    if block.outputs:
        parts.append("".join(_outputs_of(block)))
    return "\n".join(parts)


def _row(parameter: Parameter) -> tuple[str, ...]:
    default = f"`{parameter.default}`" if parameter.default else ""
    return f"`{parameter.name}`", f"`{parameter.type}`", default, parameter.documentation


def _outputs_of(block: Block) -> Iterator[str]:
    yield "Outputs:\n\n"
    said: dict[str, list[str]] = {}
    for one in block.outputs:
        said.setdefault(one.documentation, []).append(f"`{one.name}`")
    for documentation, names in said.items():
        yield f"- {', '.join(names)}" + (f": {flowing(documentation)}\n" if documentation else "\n")
