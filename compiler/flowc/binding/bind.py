"""Binds a file: what its statements mean, from the declarations of their verbs."""

from __future__ import annotations

import attrs

from flowc import language
from flowc.binding.bodies import BodyBinder
from flowc.binding.context import REPORTED, Context, is_word
from flowc.binding.deferred import STATEMENTS, deferred_names, opens_verbs, report_deferred
from flowc.binding.entries import EntryBinder
from flowc.binding.flow_settings import FlowBinder
from flowc.binding.program import Entry, Program, Section
from flowc.binding.scope import find_names
from flowc.binding.verbs import (
    file_statement,
    is_lonely_section,
    report_lonely_else,
    report_lonely_section,
    report_no_verb,
    unknown_verb,
)
from flowc.diagnostics import Diagnostic
from flowc.source import Source
from flowc.syntax.nodes import Assignment, File, Statement, is_broken, items
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.widget import Widget


@attrs.frozen
class Bound:
    """What binding gave: the program, the vocabulary it was bound with, and the problems."""

    program: Program
    vocabulary: Vocabulary
    diagnostics: tuple[Diagnostic, ...]


def bind(source: Source, file: File, vocabulary: Vocabulary) -> Bound:
    """The meaning of a file. Widgets that the file declares itself count as declared."""
    widgets, problems = _declared(source, file)
    known = vocabulary.extended(widgets) if widgets else vocabulary
    context = Context(source, known, deferred=deferred_names(file), open_verbs=opens_verbs(file), problems=problems)
    context.labels = find_names(context, file)
    binder = _FileBinder(context)
    for item in items(file.entries):
        binder.bind(item)
    return Bound(binder.program(), known, tuple(context.problems))


def _declared(source: Source, file: File) -> tuple[list[Widget], list[Diagnostic]]:
    """The widgets that the file declares itself; few do, so their reader is imported only then."""
    if not any(_begins_with(item, language.WIDGET) for item in items(file.entries)):
        return [], []
    from flowc.vocabulary.load import read_declarations  # noqa: PLC0415 - few flows declare any

    return read_declarations(source, file)


def _begins_with(item: Statement | Assignment, word: str) -> bool:
    return isinstance(item, Statement) and item.head is not None and item.head.text == word


class _FileBinder:
    """Binds the statements of a file's top level."""

    def __init__(self, context: Context) -> None:
        self.context = context
        bodies = BodyBinder(context)
        self.flow = FlowBinder(context)
        self.parts = EntryBinder(context, bodies.bind)
        self.bodies = bodies
        self.entries: list[Entry] = []
        self.sections: list[Section] = []
        self.after_misplaced = False

    def program(self) -> Program:
        """The bound file."""
        return Program(
            source=self.context.source,
            labels=self.context.labels,
            description=self.flow.description,
            allow_concurrent_calls=self.flow.concurrent,
            entries=tuple(self.entries),
            sections=tuple(self.sections),
        )

    def bind(self, item: Statement | Assignment) -> None:
        """Binds one statement of the file."""
        self.after_misplaced, is_next = False, self.after_misplaced
        if isinstance(item, Assignment) or item.head is None:
            self._misplaced(item, "this means nothing at the top of a file", is_next=is_next)
            return
        verb = file_statement(item.head)
        if verb and verb != item.head.text and not self.context.is_verb(item.head.text):
            unknown_verb(self.context, item.head, language.FILE_STATEMENTS, "statements of a file")
        else:
            verb = item.head.text if is_word(item.head) else ""
        if verb == language.ON:
            self.entries.append(self.parts.entry(item))
        elif verb == language.SECTION:
            section = self.parts.section(item)
            if section is not None:
                self.sections.append(section)
        elif verb == language.FLOW:
            self.flow.bind(item)
        elif verb in STATEMENTS:
            report_deferred(self.context, item)
        elif verb != language.WIDGET:
            self._other(item, verb, is_next=is_next)

    def _other(self, item: Statement, verb: str, *, is_next: bool) -> None:
        assert item.head is not None
        if item.head.type in REPORTED:
            if item.block is not None:
                self.bodies.bind(item.block)
        elif verb == language.ELSE:
            report_lonely_else(self.context, item)
        elif self.context.is_verb(verb):
            self._misplaced(item, f"`{verb}` stands outside of `on` and `section`", is_next=is_next)
        elif not verb:
            report_no_verb(self.context, item.head)
        elif is_lonely_section(self.context, item) and item.block is not None:
            report_lonely_section(self.context, item.head)
            self.bodies.bind(item.block)
        else:
            unknown_verb(self.context, item.head, language.FILE_STATEMENTS, "statements of a file")

    def _misplaced(self, item: Statement | Assignment, message: str, *, is_next: bool) -> None:
        """Reports a statement at the top of a file; of several in a row the first."""
        self.after_misplaced = True
        if is_next or (isinstance(item, Statement) and is_broken(item)):
            return
        place = item.head if isinstance(item, Statement) and item.head else item
        self.context.report(
            "FLW113",
            message,
            place,
            label="nothing leads here",
            help="put it into `on call { … }`, another `on`, or a `section`",
        )
