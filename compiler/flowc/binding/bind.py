"""Binds a file: what its statements mean, from the declarations of their verbs."""

from __future__ import annotations

import attrs

from flowc import language
from flowc.binding.bodies import BodyBinder
from flowc.binding.context import REPORTED, Context, is_word, text_of
from flowc.binding.program import Body, Entry, Name, Program, Section
from flowc.binding.scope import find_names
from flowc.binding.steps import unknown_verb
from flowc.binding.targets import bind_destination, target_of
from flowc.binding.values import plain_option, read_text, read_value
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.suggest import suggestion
from flowc.source import Source, Span
from flowc.syntax.nodes import Assignment, File, Statement, Token, Typed, arguments, items
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary import Vocabulary, read_declarations
from flowc.vocabulary.types import Kind

_LATER = (language.USE, language.PARAM, language.CONST, language.DEFAULT, language.BLOCK)


@attrs.frozen
class Bound:
    """What binding gave: the program, the vocabulary it was bound with, and the problems."""

    program: Program
    vocabulary: Vocabulary
    diagnostics: tuple[Diagnostic, ...]


def bind(source: Source, file: File, vocabulary: Vocabulary) -> Bound:
    """The meaning of a file. Widgets that the file declares itself count as declared."""
    widgets, problems = read_declarations(source, file)
    known = vocabulary.extended(widgets) if widgets else vocabulary
    context = Context(source, known, deferred=_deferred(file), problems=problems)
    context.labels = find_names(context, file)
    binder = _FileBinder(context)
    for item in items(file.entries):
        binder.bind(item)
    return Bound(binder.program(), known, tuple(context.problems))


def _deferred(file: File) -> frozenset[str]:
    """The names that `param`, `const` and `block` define; their statement is reported, not their uses."""
    names: set[str] = set()
    for item in items(file.entries):
        if isinstance(item, Statement) and item.head is not None and item.head.text in _LATER:
            for part in arguments(item.parts):
                if isinstance(part, Typed):
                    names.add(part.name.text)
                elif isinstance(part, Assignment):
                    names.add(part.key.text)
                elif not isinstance(part, Token) and hasattr(part, "name"):
                    names.add(part.name.text)
    return frozenset(names)


class _FileBinder:
    """Binds the statements of a file's top level."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.bodies = BodyBinder(context)
        self.entries: list[Entry] = []
        self.sections: list[Section] = []
        self.description: str | None = None
        self.concurrent: bool | None = True
        self.flow_place: Span | None = None
        self.entry_places: dict[str, Span] = {}

    def program(self) -> Program:
        """The bound file."""
        return Program(
            source=self.context.source,
            labels=self.context.labels,
            description=self.description,
            allow_concurrent_calls=self.concurrent,
            entries=tuple(self.entries),
            sections=tuple(self.sections),
        )

    def bind(self, item: Statement | Assignment) -> None:
        """Binds one statement of the file."""
        if isinstance(item, Assignment) or item.head is None:
            self._misplaced(item, "this means nothing at the top of a file")
            return
        if item.head.type in REPORTED:
            if item.block is not None:
                self.bodies.bind(item.block)
            return
        verb = item.head.text if is_word(item.head) else ""
        if item.label is not None and verb in (language.ON, language.SECTION):
            self.context.report("FLW108", f"a label on `{verb}`", item.label, label="it is no widget")
        if verb == language.ON:
            self._on(item)
        elif verb == language.SECTION:
            self._section(item)
        elif verb == language.FLOW:
            self._flow(item)
        elif verb in _LATER:
            self.context.report(
                "FLW190",
                f"`{verb}` is not supported yet",
                item.head,
                label="this version reads it, but does not know what it means",
                help="write the values and statements out where they are used",
            )
        elif verb != language.WIDGET:
            self._other(item, verb)

    def _other(self, item: Statement, verb: str) -> None:
        words = [*self.context.vocabulary.verbs, *language.BODY_STATEMENTS]
        if verb in words:
            self._misplaced(item, f"`{verb}` stands outside of `on` and `section`")
        else:
            unknown_verb(self.context, item, [*language.FILE_STATEMENTS])

    def _misplaced(self, item: Statement | Assignment, message: str) -> None:
        place = item.head if isinstance(item, Statement) and item.head else item
        self.context.report(
            "FLW113",
            message,
            place,
            label="nothing leads here",
            help="put it into `on call { … }`, another `on`, or a `section`",
        )

    def _on(self, item: Statement) -> None:
        assert item.head is not None
        names = self._entry_names(item)
        destination = bind_destination(self.context, item.block, None, item, self.bodies.bind)
        arrow = target_of(self.context, item.arrow) if item.arrow else None
        if destination is None and arrow is None:
            self.context.report(
                "FLW215",
                "this `on` leads nowhere",
                item.head,
                label="no body, no arrow",
                help="write `on call { … }` or `on call -> LABEL`",
            )
            return
        last = arguments(item.parts)[-1] if item.parts else item.head
        place = self.context.span(item.head, last)
        if destination is None:
            destination, arrow = arrow, None
        assert destination is not None
        word = next((text_of(part) for part in arguments(item.parts) if isinstance(part, Token)), "")
        self.entries.append(Entry(word, tuple(names), destination, arrow, place))

    def _entry_names(self, item: Statement) -> list[Name]:
        """The trigger's events that an `on` names."""
        assert item.head is not None
        trigger = self.context.vocabulary.types.get(language.TRIGGER_TYPE)
        events = {exit_.entry: exit_.event for exit_ in trigger.exits} if trigger else {}
        names = []
        parts = arguments(item.parts)
        for part in parts:
            if not isinstance(part, Token) or part.type in REPORTED or text_of(part) not in events:
                self._unknown_entry(part, list(events))
                continue
            word = text_of(part)
            if word in self.entry_places:
                first = Note("first written here", self.entry_places[word])
                self.context.report(
                    "FLW106",
                    f"two `on` for `{word}`",
                    part,
                    label="the second time",
                    notes=(first,),
                    help="put both into one `on`",
                )
                continue
            self.entry_places[word] = self.context.span(part)
            names.append(Name(events[word], self.context.span(part)))
        if not parts:
            self.context.report("FLW204", "`on` needs an entry", item.head, help=suggestion("", events, "entries"))
        return names

    def _unknown_entry(self, part: object, entries: list[str]) -> None:
        if isinstance(part, Token) and part.type in REPORTED:
            return
        word = text_of(part) if isinstance(part, Token) else ""
        self.context.report(
            "FLW105",
            f"the trigger has no entry `{word}`" if word else "an entry is a word",
            part,  # type: ignore[arg-type]
            label="unknown entry",
            help=suggestion(word, entries, "entries"),
        )

    def _section(self, item: Statement) -> None:
        assert item.head is not None
        parts = arguments(item.parts)
        name = parts[0] if parts and isinstance(parts[0], Token) else None
        if name is None or len(parts) > 1 or name.type not in ("WORD", "ELSE", *STRING_TYPES):
            self.context.report("FLW204", "a section has one name", item.head, help="for example `section sorry { … }`")
            return
        if item.block is None:
            self.context.report(
                "FLW215",
                "this section has no body",
                item.head,
                label="nothing stands in it",
                help=f"write `section {name.text} {{ … }}`",
            )
            return
        body = bind_destination(self.context, item.block, None, item, self.bodies.bind)
        assert isinstance(body, Body)
        arrow = target_of(self.context, item.arrow) if item.arrow else None
        place = self.context.span(name)
        self.sections.append(Section(Name(text_of(name), place), body, arrow, self.context.span(item.head, name)))

    def _flow(self, item: Statement) -> None:
        assert item.head is not None
        place = self.context.span(item.head)
        if self.flow_place is not None:
            first = Note("first written here", self.flow_place)
            self.context.report("FLW107", "`flow` is written twice", item.head, notes=(first,), help="keep one of them")
            return
        self.flow_place = place
        parts = arguments(item.parts)
        settings = [part for part in parts if isinstance(part, Assignment)]
        texts = [part for part in parts if not isinstance(part, Assignment)]
        if texts:
            self.description = read_text(self.context, texts[0], "the description of a flow")
        if len(texts) > 1:
            self.context.report("FLW209", "`flow` takes one text", texts[1], label="one too many")
        for line in [*settings, *(items(item.block.entries) if item.block else [])]:
            self._flow_setting(line)

    def _flow_setting(self, line: Statement | Assignment) -> None:
        name = text_of(line.key) if isinstance(line, Assignment) else ""
        if not isinstance(line, Assignment) or name != language.CONCURRENT_CALLS:
            self.context.report(
                "FLW205",
                f"a flow has no setting `{name}`" if name else "this is no setting of a flow",
                line,
                help=suggestion(name, (language.CONCURRENT_CALLS,), "settings"),
            )
            return
        if is_word(line.value, language.NONE):
            self.concurrent = None
            return
        option = plain_option(name, Kind.SWITCH, self.context.span(line), liquid=False)
        value = read_value(self.context, line.value, option)
        if isinstance(value, bool):
            self.concurrent = value
