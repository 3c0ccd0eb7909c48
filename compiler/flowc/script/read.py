"""Reads the tests of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import attrs

from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import suggestion
from flowc.language import TEST
from flowc.script import begin, expectations
from flowc.script.acts import ACTS, waits
from flowc.script.lines import Acts, Given, Line, Script, Subflow
from flowc.script.taken import MalformedError, Pen, Taken, take
from flowc.script.words import AT, AVOIDS, ENDS, EXPECT, GIVEN, HEARS, LINES, ON, PASSES, RECEIVES, SUBFLOW, WAITS
from flowc.source import Source
from flowc.syntax.nodes import Assignment, File, Statement, Token, arguments, is_broken, items
from flowc.syntax.strings import STRING_TYPES, decode

_DUPLICATE = "FLW906"

_FOLLOWING: Mapping[str, Callable[[Taken], Line]] = MappingProxyType(
    {
        **ACTS,
        WAITS: waits,
        HEARS: expectations.hears,
        RECEIVES: expectations.hears,
        PASSES: expectations.passes,
        AVOIDS: expectations.avoids,
        EXPECT: expectations.expect,
        ENDS: expectations.ends,
    }
)


@attrs.frozen
class Tests:
    """The tests of a file that can be read, and what is wrong with the others."""

    scripts: tuple[Script, ...]
    diagnostics: tuple[Diagnostic, ...]


def is_test(item: object) -> bool:
    """Whether a statement of a file is a test."""
    return isinstance(item, Statement) and item.head is not None and item.head.type == "WORD" and item.head.text == TEST


def read_tests(source: Source, file: File) -> Tests:
    """The tests at the top of a file. A test with a line that cannot be read is left out, once that is reported."""
    pen = Pen(source)
    found: dict[str, Script] = {}
    for item in items(file.entries):
        if isinstance(item, Statement) and is_test(item) and not is_broken(item):
            script = _test(pen, item)
            if script is None:
                continue
            if script.name in found:
                pen.findings.append(_duplicate(found[script.name], script))
            found.setdefault(script.name, script)
    return Tests(tuple(found.values()), tuple(pen.findings))


def _duplicate(first: Script, script: Script) -> Diagnostic:
    return finding(
        _DUPLICATE,
        f"there is a test `{script.name}` already",
        script.span,
        label="the same name",
        notes=(Note("the first one", first.span),),
        help="say in its name what it is that this one tests",
    )


def _test(pen: Pen, statement: Statement) -> Script | None:
    """The test of a statement; None where a part of it could not be read."""
    parts = arguments(statement.parts)
    name = parts[0] if len(parts) == 1 else None
    if not isinstance(name, Token) or name.type not in STRING_TYPES or statement.block is None:
        assert statement.head is not None
        pen.refuse("a test has a name and a block", statement.head, "not so here", 'write `test "who does what" { … }`')
        return None
    reader = _Reader(pen, Script(decode(name), pen.place(name), begin.USUAL))
    before = len(pen.findings)
    for item in items(statement.block.entries):
        reader.line(item)
    return reader.script if len(pen.findings) == before else None


@attrs.define
class _Reader:
    """Reads the lines of one test."""

    pen: Pen
    script: Script

    def line(self, item: Statement | Assignment) -> None:
        """Adds a line to the test, or reports why it is none."""
        try:
            if isinstance(item, Assignment):
                raise self.pen.refuse("a value stands outside of a line", item, "no line of a test")
            if not is_broken(item):
                self._add(take(self.pen, item))
        except MalformedError:
            return

    def _add(self, line: Taken) -> None:
        script = self.script
        if line.word == ON:
            self.script = attrs.evolve(script, start=begin.start(line, is_first=self._is_first()))
        elif line.word == AT:
            self.script = attrs.evolve(script, begins=begin.clock(line))
        elif line.word == GIVEN:
            self.script = attrs.evolve(script, given=(*script.given, _given(line, self._acts())))
        elif line.word == SUBFLOW:
            self.script = attrs.evolve(script, subflows=(*script.subflows, _subflow(line)))
        elif line.word in _FOLLOWING:
            self.script = attrs.evolve(script, lines=(*script.lines, _FOLLOWING[line.word](line)))
        else:
            message = f"`{line.word}` begins no line of a test"
            raise line.refuse(message, "not such a word", _instead_of(line.word), line.head)

    def _acts(self) -> int:
        """How many times the contact has acted above the line that is read."""
        return sum(isinstance(line, Acts) for line in self.script.lines)

    def _is_first(self) -> bool:
        return not self.script.lines and self.script.start is begin.USUAL


def _instead_of(word: str) -> str:
    """What to write instead of a word that begins no line: `presses` for `press`, a near miss, or one of all."""
    longer = next((one for one in LINES if one.startswith(word)), None)
    advice = f"did you mean `{longer}`?" if longer else suggestion(word, LINES, "words that begin a line")
    return advice or f"a line begins with one of {', '.join(f'`{one}`' for one in LINES)}"


def _given(line: Taken, acts: int) -> Given:
    """`given lookup status_code=404`: what comes of what a step asks."""
    line.only(1, 2, "given lookup status_code=404")
    event = line.name(line.values[1]) if len(line.values) > 1 else None
    values = {name: line.value(option.value) for name, option in line.options.items()}
    for name, block in line.blocks.items():
        values[name] = {key: line.value(one.value) for key, one in line.assigned(block).items()}
    return Given(line.name(line.values[0]), event, values, line.span, acts)


def _subflow(line: Taken) -> Subflow:
    """`subflow FW… "./other.flow"`: the file of a flow that is run by its SID."""
    line.only(2, 2, 'subflow FW0123456789abcdef0123456789abcdef "./other.flow"')
    line.options_only()
    return Subflow(line.text(line.values[0]), line.text(line.values[1]), line.span)
