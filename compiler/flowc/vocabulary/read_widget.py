"""Reads a `widget` declaration."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import attrs

from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.suggest import suggestion
from flowc.source import Source, Span
from flowc.syntax.nodes import Assignment, Entry, Item, Node, Statement, Token, arguments, span
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary.consistency import contradictions
from flowc.vocabulary.documented import documented
from flowc.vocabulary.line import DeclarationError, Line, is_reported, text_of
from flowc.vocabulary.read_exit import read_exit
from flowc.vocabulary.read_option import read_option
from flowc.vocabulary.read_placement import PLACEMENT_LINES
from flowc.vocabulary.widget import Exclusive, Holds, Option, Output, Verb, Widget

CODE = "FLW120"

_FORM = 'a widget is declared `widget verb "type" { … }`'
_WITH_ARROW = frozenset({"arg", "option", "misnomer"})
_WITH_BLOCK = frozenset({"arg", "option", "verb"})


class Declared(NamedTuple):
    """A declared widget, or None where nothing could be read, and what is wrong with it."""

    widget: Widget | None
    problems: list[Diagnostic]


def read_widget(source: Source, statement: Statement, documentation: str) -> Declared:
    """The widget that a `widget` statement declares, and what is wrong with its lines."""
    reader = _Reader(source)
    try:
        widget = _heading(source, statement, documentation)
    except DeclarationError as bad:
        if not is_reported(statement):
            reader.report(bad.reason, span(source, bad.node))
        return Declared(None, reader.problems)
    assert statement.block is not None
    for line in reader.lines(statement.block.entries):
        widget = reader.add(widget, line)
    noted = tuple(dict.fromkeys(option.property for option in widget.all_options() if option.noted))
    widget = attrs.evolve(widget, notes=noted)
    for reason, place in contradictions(widget):
        reader.report(reason, place)
    return Declared(widget, reader.problems)


def _heading(source: Source, statement: Statement, documentation: str) -> Widget:
    """The widget of `widget [verb] ["type"] {`, still without its lines."""
    names = []
    for part in arguments(statement.parts):
        if not isinstance(part, Token):
            raise DeclarationError(_FORM, part)
        names.append(part)
    words = [name for name in names if name.type not in STRING_TYPES]
    quoted = [name for name in names if name.type in STRING_TYPES]
    if not names or len(words) > 1 or len(quoted) > 1 or statement.block is None:
        raise DeclarationError(_FORM, names[-1] if names else statement.head or statement)
    extra = statement.label or statement.arrow or next(iter(statement.elses), None)
    if extra is not None:
        raise DeclarationError(_FORM, extra)
    type_ = text_of((quoted or words)[0])
    if not type_:
        raise DeclarationError("the type of a widget has a name", names[-1])
    verbs = tuple(Verb(word.text, span(source, word), documentation=documentation) for word in words)
    return Widget(type_, span(source, statement.head or statement, names[-1]), documentation, verbs=verbs)


class _Reader:
    """Reads the lines of one declaration and collects what is wrong with them."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []

    def report(self, reason: str, place: Span, help_: str = "") -> None:
        """Notes a part of the declaration that says nothing."""
        message = "this is no part of a widget's declaration"
        self.problems.append(Diagnostic(CODE, Severity.ERROR, message, place, label=reason, help=help_))

    def lines(self, entries: tuple[Entry, ...]) -> list[Line]:
        """The lines of a block that have the shape of a line."""
        found = []
        for item, text in documented(entries):
            if is_reported(item):
                continue
            if isinstance(item, Assignment) or item.head is None:
                self._report_unknown(item)
                continue
            reason, node = _misshapen(item)
            if node is None:
                found.append(Line(self.source, item, text))
            else:
                self.report(reason, span(self.source, node))
        return found

    def add(self, widget: Widget, line: Line) -> Widget:
        """The widget with what one line adds to it."""
        head = line.statement.head
        assert head is not None
        try:
            if head.text in PLACEMENT_LINES:
                changed = attrs.evolve(widget, placement=PLACEMENT_LINES[head.text](widget.placement, line))
            elif head.text in _LINES:
                changed = _LINES[head.text](widget, line, self)
            else:
                self._report_unknown(line.statement)
                return widget
            line.end()
        except DeclarationError as bad:
            self.report(bad.reason, span(self.source, bad.node))
            return widget
        return changed

    def verb_options(self, entries: tuple[Entry, ...]) -> tuple[Option, ...]:
        """The options in the block of a `verb` line."""
        found = []
        for line in self.lines(entries):
            head = line.statement.head
            if head is None or head.text not in ("arg", "option"):
                self.report("a verb has `arg` and `option` lines", line.place(head))
                continue
            try:
                found.append(read_option(line, positional=head.text == "arg"))
            except DeclarationError as bad:
                self.report(bad.reason, span(self.source, bad.node))
        return tuple(found)

    def _report_unknown(self, item: Item) -> None:
        node: Node = item
        if isinstance(item, Statement):
            node = item.head or item
        known = [*_LINES, *PLACEMENT_LINES]
        help_ = suggestion(node.text, known, "lines") if isinstance(node, Token) else ""
        self.report("a declaration has no such line", span(self.source, node), help_)


def _misshapen(line: Statement) -> tuple[str, Node | None]:
    """What a line has that its kind never has."""
    word = line.head.text if line.head else ""
    if line.label is not None:
        return "a line of a declaration has no label", line.label
    if line.elses:
        return "a line of a declaration has no `else`", line.elses[0].keyword
    if line.block is not None and word not in _WITH_BLOCK:
        return "only `arg`, `option` and `verb` have a block", line.block.open
    if line.arrow is not None and word not in _WITH_ARROW:
        return "only `arg`, `option` and `misnomer` have an arrow", line.arrow
    return "", None


def _option(widget: Widget, line: Line, _: _Reader) -> Widget:
    head = line.statement.head
    option = read_option(line, positional=head is not None and head.text == "arg")
    return attrs.evolve(widget, options=(*widget.options, option))


def _verb(widget: Widget, line: Line, reader: _Reader) -> Widget:
    """`verb NAME { arg … option … }`: a further word for the type, with options of its own."""
    name = line.token()
    block = line.statement.block
    options = reader.verb_options(block.entries) if block else ()
    verb = Verb(text_of(name), line.place(name), options, line.documentation or widget.documentation)
    return attrs.evolve(widget, verbs=(*widget.verbs, verb))


def _exit(widget: Widget, line: Line, _: _Reader) -> Widget:
    return attrs.evolve(widget, exits=(*widget.exits, read_exit(line)))


def _output(widget: Widget, line: Line, _: _Reader) -> Widget:
    """`output NAME, NAME`; a line directly below another one continues it, documentation included."""
    text = line.documentation
    last = widget.outputs[-1] if widget.outputs else None
    if not text and last is not None and line.place().line == last.span.line + 1:
        text = last.documentation
    added = tuple(Output(text_of(name), line.place(name), text) for name in line.names())
    return attrs.evolve(widget, outputs=widget.outputs + added)


def _holds(widget: Widget, line: Line, _: _Reader) -> Widget:
    """`plain NAME, NAME`, `address …` or `words …`, below the outputs: what these hold."""
    assert line.statement.head is not None
    holds = Holds(line.statement.head.text)
    known = {output.name for output in widget.outputs}
    named = set()
    for name in line.names():
        if text_of(name) not in known:
            raise DeclarationError("no output above is called so", name)
        named.add(text_of(name))
    outputs = (attrs.evolve(one, holds=holds) if one.name in named else one for one in widget.outputs)
    return attrs.evolve(widget, outputs=tuple(outputs))


def _channels(widget: Widget, line: Line, _: _Reader) -> Widget:
    return attrs.evolve(widget, channels=tuple(text_of(name) for name in line.names()))


def _one_of(widget: Widget, line: Line, _: _Reader) -> Widget:
    """`one-of a, b [required]`."""
    names = tuple(text_of(name) for name in line.names())
    required = names[-1:] == ("required",)
    members = names[:-1] if required else names
    if len(members) < 2:  # noqa: PLR2004 - one alone excludes nothing
        raise DeclarationError("written `one-of a, b`, with `required` behind it where one is needed", line.last)
    return attrs.evolve(widget, exclusive=(*widget.exclusive, Exclusive(members, required, line.place())))


def _misnomer(widget: Widget, line: Line, _: _Reader) -> Widget:
    """`misnomer wrong -> right`."""
    wrong = line.text()
    if line.statement.arrow is None:
        raise DeclarationError("written `misnomer wrong -> right`", line.last)
    return attrs.evolve(widget, misnomers=(*widget.misnomers, (wrong, text_of(line.statement.arrow.target))))


_LINES: dict[str, Callable[[Widget, Line, _Reader], Widget]] = {
    "title": lambda widget, line, _: attrs.evolve(widget, title=line.text()),
    "link": lambda widget, line, _: attrs.evolve(widget, link=line.text()),
    "family": lambda widget, line, _: attrs.evolve(widget, family=line.text()),
    "confidence": lambda widget, line, _: attrs.evolve(widget, confidence=line.text()),
    "deprecated": lambda widget, line, _: attrs.evolve(widget, deprecated=line.text()),
    "open-outputs": lambda widget, line, _: attrs.evolve(widget, open_outputs=line.text()),
    "channels": _channels,
    "arg": _option,
    "option": _option,
    "verb": _verb,
    "exit": _exit,
    "output": _output,
    "plain": _holds,
    "address": _holds,
    "words": _holds,
    "one-of": _one_of,
    "misnomer": _misnomer,
}
