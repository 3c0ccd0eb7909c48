"""Binds `on call { … }` and `section name { … }`: where a flow begins, and what arrows lead to."""

from __future__ import annotations

from collections.abc import Mapping

from flowc.binding.context import REPORTED, Context, is_reported, text_of
from flowc.binding.lines import report_elses
from flowc.binding.program import Body, End, Entry, Name, Section
from flowc.binding.targets import BindBody, bind_destination, target_of
from flowc.diagnostics import Note
from flowc.diagnostics.suggest import did_you_mean, suggestion
from flowc.language import ON, SECTION, TRIGGER_TYPE
from flowc.source import Span
from flowc.syntax.nodes import Argument, Statement, Token, arguments, is_broken
from flowc.syntax.strings import STRING_TYPES, encode


class EntryBinder:
    """Binds the entries and sections of one file."""

    def __init__(self, context: Context, bind_body: BindBody) -> None:
        self.context = context
        self.bind_body = bind_body
        self.places: dict[str, Span] = {}

    def entry(self, item: Statement) -> Entry:
        """`on EVENT, … { … }` or `on EVENT -> target`."""
        assert item.head is not None
        self._report_label(item, ON)
        report_elses(self.context, item)
        parts = arguments(item.parts)
        before = len(self.context.problems)
        names = self._names(item.head, parts)
        is_clear = len(self.context.problems) == before and not is_broken(item)
        place = self.context.span(item.head, parts[-1] if parts else None)
        destination = bind_destination(self.context, item.block, None, item, self.bind_body)
        arrow = target_of(self.context, item.arrow) if item.arrow else None
        if destination is None:
            destination, arrow = arrow, None
        if destination is None and is_clear:
            self.context.report(
                "FLW215",
                f"this `{ON}` leads nowhere",
                place,
                label="no body, no arrow",
                help=f"write `{place.text} {{ … }}` or `{place.text} -> LABEL`",
            )
        word = next((text_of(part) for part in parts if isinstance(part, Token)), "")
        return Entry(word, tuple(names), destination or End(place), arrow, place)

    def _names(self, head: Token, parts: list[Argument]) -> list[Name]:
        """The trigger's events that an `on` names."""
        trigger = self.context.vocabulary.types.get(TRIGGER_TYPE)
        events = {exit_.entry: exit_.event for exit_ in trigger.exits} if trigger else {}
        if not parts:
            help_ = suggestion("", events, "entries")
            self.context.report("FLW204", f"`{ON}` needs an entry", head, label="nothing given", help=help_)
        names = [self._name(part, events) for part in parts]
        return [name for name in names if name is not None]

    def _name(self, part: Argument, events: Mapping[str, str]) -> Name | None:
        if is_reported([part]):
            return None
        if not isinstance(part, Token):
            advice = suggestion("", events, "entries")
            self.context.report("FLW105", "an entry is a word", part, label="not a word", help=advice)
            return None
        word = text_of(part)
        place = self.context.span(part)
        if word not in events:
            message = f"the trigger has no entry `{word}`"
            self.context.report_unknown("FLW105", message, part, events, "entries", label="unknown entry")
            # What is likely meant is checked as if it stood there.
            word = did_you_mean(word, events) or ""
        elif word in self.places:
            first = Note("first written here", self.places[word])
            self.context.report(
                "FLW106",
                f"two `{ON}` for `{word}`",
                part,
                label="the second time",
                notes=(first,),
                help=f"put both into one `{ON}`",
            )
            return None
        if not word or word in self.places:
            return None
        self.places[word] = place
        return Name(events[word], place)

    def section(self, item: Statement) -> Section | None:
        """`section NAME { … }`; None after a report that leaves no section."""
        assert item.head is not None
        self._report_label(item, SECTION)
        report_elses(self.context, item)
        before = len(self.context.problems)
        name = self._section_name(item.head, arguments(item.parts))
        if item.block is None:
            if len(self.context.problems) == before and not is_broken(item):
                self._report_no_body(item, name)
            return None
        body = bind_destination(self.context, item.block, None, item, self.bind_body)
        arrow = target_of(self.context, item.arrow) if item.arrow else None
        assert isinstance(body, Body)
        if name is None or not text_of(name):
            return None
        place = self.context.span(name)
        return Section(Name(text_of(name), place), body, arrow, self.context.span(item.head, name))

    def _section_name(self, head: Token, parts: list[Argument]) -> Token | None:
        first = parts[0] if parts else None
        if is_reported(parts):
            return None
        if is_name(first):
            if len(parts) > 1:
                place = self.context.span(parts[1], parts[-1])
                self.context.report(
                    "FLW209", "a section has one name", place, label="nothing more is wanted here", help="remove it"
                )
            assert isinstance(first, Token)
            return first
        label = "nothing given" if first is None else "not a name"
        spelled = encode(first.text) if isinstance(first, Token) else "sorry"
        advice = f"write `{SECTION} {spelled} {{ … }}`"
        self.context.report("FLW204", "a section needs a name", first or head, label=label, help=advice)
        return None

    def _report_no_body(self, item: Statement, name: Token | None) -> None:
        assert item.head is not None
        if name is None:
            return
        place = self.context.span(item.head, name)
        arrow = self.context.span(item.arrow).text if item.arrow else "…"
        self.context.report(
            "FLW215",
            "this section has no body",
            place,
            label="nothing stands in it",
            help=f"write `{place.text} {{ {arrow} }}`",
        )

    def _report_label(self, item: Statement, verb: str) -> None:
        if item.label is not None and item.label.name.type not in REPORTED:
            self.context.report(
                "FLW108", f"a label on `{verb}`", item.label, label="it is no widget", help="remove the label"
            )


def is_name(node: object) -> bool:
    """Whether a node may stand where a name does: a word, or a text in quotes."""
    return isinstance(node, Token) and node.type in ("WORD", "ELSE", *STRING_TYPES)
