"""Binds the statements at the top of a file."""

from __future__ import annotations

from flowc import language
from flowc.binding.bodies import BodyBinder
from flowc.binding.context import REPORTED, Context, is_word, text_of
from flowc.binding.entries import EntryBinder
from flowc.binding.flow_settings import FlowBinder
from flowc.binding.program import Entry, Program, Section
from flowc.binding.verbs import (
    file_statement,
    is_lonely_section,
    report_lonely_else,
    report_lonely_section,
    report_no_verb,
    unknown_verb,
)
from flowc.syntax.nodes import Assignment, Statement, Token, arguments, is_broken

# Read before the statements of the flow, which use what they declare.
DECLARATIONS = (
    language.WIDGET,
    language.USE,
    language.PARAM,
    language.CONST,
    language.DEFAULT,
    language.BLOCK,
)


# Of these, what other files may use.
_OFFERED = (language.WIDGET, language.CONST, language.BLOCK)


class FileBinder:
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
        self.offers = False

    def program(self) -> Program:
        """The bound file."""
        return Program(
            source=self.context.source,
            labels=self.context.session.labels,
            description=self.flow.description,
            allow_concurrent_calls=self.flow.concurrent,
            entries=tuple(self.entries),
            sections=(*self.sections, *self.context.session.sections),
            bodies=self.context.session.bodies,
            is_module=self._is_module(),
        )

    def _is_module(self) -> bool:
        return self.flow.place is None and not self.entries and self.offers

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
            self.context.prefix = _first_word(item) if self.entries else ""
            self.entries.append(self.parts.entry(item))
        elif verb == language.SECTION:
            self.context.prefix = _first_word(item).replace("-", "_")
            section = self._section(item)
            if section is not None:
                self.sections.append(section)
        elif verb == language.FLOW:
            self.flow.bind(item)
        elif verb == language.TEST:
            # What a test says is read where its flow is known; it is no part of the flow.
            return
        elif verb in DECLARATIONS:
            self.offers |= verb in _OFFERED
        else:
            self._other(item, verb, is_next=is_next)

    def _section(self, item: Statement) -> Section | None:
        """What a section means, worked out anew or known from before."""
        memo = self.context.session.memo
        return self.parts.section(item) if memo is None else memo.section(self.context, item, self.parts.section)

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


def _first_word(item: Statement) -> str:
    """The first argument of a statement: its event or its name."""
    return next((text_of(part) for part in arguments(item.parts) if isinstance(part, Token)), "")
