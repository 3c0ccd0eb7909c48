"""Binds the options of a statement, as arguments or in its block, to what its verb declares."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.binding.context import Context, Nothing, is_word, shortened, text_of
from flowc.binding.given import Given
from flowc.binding.pairs import read_pair, read_pairs
from flowc.binding.records import read_record_block
from flowc.binding.reuse.meaning import glimpse
from flowc.binding.values import read_value
from flowc.diagnostics import Note
from flowc.diagnostics.suggest import did_you_mean
from flowc.language import NONE, PROPERTY
from flowc.source import Span
from flowc.syntax.nodes import Assignment, Statement, Token, Value, items
from flowc.vocabulary.types import BLOCK_KINDS, Kind
from flowc.vocabulary.widget import Json, Option, Verb, Widget, hold


class OptionBinder:
    """Collects what one statement gives to one widget. `settings` are names that the statement reads itself."""

    def __init__(
        self, context: Context, statement: Statement, widget: Widget, verb: Verb | None, settings: Sequence[str] = ()
    ) -> None:
        self.context = context
        self.statement = statement
        self.widget = widget
        self.verb_name = statement.head.text if statement.head else widget.type
        self.options = widget.options_of(verb)
        self.settings = settings
        self.given = Given(self.options)
        self.inline = next((option for option in self.options if option.inline), None)
        self.pairs: list[Json] = []
        # For what is left out by a word that stands for `none`: where that is said.
        self.nones: dict[str, Note] = {}

    def names(self, name: str) -> bool:
        """Whether a name is that of an option, short or Studio's."""
        return any(name in (option.name, option.property) for option in self.options)

    def named(self, name: str) -> Option | None:
        """The option of a name, short or Studio's; of several, the one that means something beside the others."""
        found = [option for option in self.options if name in (option.name, option.property) and not option.inline]
        if len(found) < 2:  # noqa: PLR2004 - one has nothing to be told from
            return found[0] if found else None
        known = self._announced() | {place: self.given.values[place].value for place in self.given.values}
        return next((option for option in found if hold(option.when, known)), found[0])

    def _announced(self) -> dict[str, Json]:
        """What the statement will have given, in words: a name may stand before the option that decides on it."""
        known = self.given.effective()
        block = self.statement.block
        for part in (*self.statement.parts, *(items(block.entries) if block else ())):
            if isinstance(part, Assignment) and isinstance(part.value, Token):
                name, word = text_of(part.key), text_of(part.value)
                for option in self.options:
                    alternative = option.type.alternative(word)
                    if alternative is not None and name in (option.name, option.property):
                        known[option.property] = alternative.value
        return known

    def bind_assignment(self, node: Assignment) -> None:
        """Binds `name = value`, as an argument or in the block."""
        name = text_of(node.key)
        option = self.named(name)
        if option is not None:
            self.give(option, name, node.value, self.context.span(node))
        elif self.inline is not None:
            self._take_inline(self.inline, node)
        elif self.widget.exit(name):
            target = node.value.text if is_word(node.value) and isinstance(node.value, Token) else "LABEL"
            self.context.report(
                "FLW205",
                f"`{shortened(name)}` is an exit, not an option",
                node.key,
                label="leads somewhere",
                help=f"write `{name} -> {target}`",
            )
        else:
            self.report_unknown(name, node.key)

    def _take_inline(self, inline: Option, node: Assignment) -> None:
        """`set NAME=VALUE`: every name is the key of a pair."""
        self.given.places.setdefault(inline.property, (inline.name, self.context.span(node)))
        pair = read_pair(self.context, node, inline.type)
        if pair is not None:
            self.pairs.append(pair)

    def bind_block_option(self, line: Statement) -> bool:
        """Binds `name { key = value }`; False where the line is no such option."""
        assert line.head is not None
        name = text_of(line.head)
        option = self.named(name)
        if option is None or option.type.kind not in BLOCK_KINDS or line.block is None:
            return False
        if line.label is not None:
            self.context.report(
                "FLW108", "a label on an option", line.label, label="it is no widget", help="remove the label"
            )
        if line.parts or line.arrow:
            self.context.report(
                "FLW113",
                f"`{name}` takes a block and nothing else",
                self.context.span(line.parts[0], line.parts[-1]) if line.parts else line.arrow or line,
                label="means nothing here",
                help=f"write `{name} {{ … }}`",
            )
        place = self.context.span(line)
        if self.take(option.property, name, self.context.span(line.head)):
            value = self._block_value(option, line)
            if isinstance(value, Nothing):
                self.given.refuse(option.property)
            else:
                self.given.set(option.property, value, place)
        return True

    def _block_value(self, option: Option, line: Statement) -> Json | Nothing:
        assert line.block is not None
        if option.type.kind is Kind.PAIRS:
            return read_pairs(self.context, line.block, option.type)
        return read_record_block(self.context, line.block, option.type, option.name)

    def report_unknown(self, name: str, key: Token) -> None:
        """Reports an option that the verb does not have."""
        if not name:
            self.context.report("FLW110", "the name of an option is empty", key, label="no character")
            return
        known = [*(option.name for option in self.options), *self.settings]
        meant = dict(self.widget.misnomers).get(name) or did_you_mean(name, known)
        self.give_up(meant or name)
        self.context.report_unknown(
            "FLW205",
            f"`{self.verb_name}` has no option `{shortened(name)}`",
            key,
            known,
            "options",
            label="unknown option",
            meant=meant,
            otherwise=f'for a property that is not declared write `{PROPERTY} "{shortened(name)}" = …` in the block',
        )

    def give_up(self, name: str) -> None:
        """Notes that an option of this name was given in a way that cannot be read."""
        option = self.named(name)
        if option is not None and option.property not in self.given.values:
            self.given.refuse(option.property)

    def take(self, property_: str, name: str, place: Span) -> bool:
        """Notes a property as given; False after reporting that it was given before."""
        before = self.given.places.get(property_)
        if before is None:
            self.given.places[property_] = (name, place)
            return True
        first, where = before
        also = "" if first == name else f", as `{first}`"
        self.context.report_twice("FLW206", name, "given", place, Note(f"first given here{also}", where))
        return False

    def give(self, option: Option, name: str, node: Value, place: Span) -> None:
        """Gives an option its value."""
        if not self.take(option.property, name, place):
            return
        meant = glimpse(self.context, node)
        if is_word(meant.node, NONE) and option.type.alternative(NONE) is None:
            self.given.leave_out(option.property)
            if meant.closure is not None:
                written = self.context.span(node).text
                self.nones[option.property] = Note(f"`{shortened(written)}` is `{NONE}` here", meant.closure.place)
            return
        value = read_value(self.context, node, option)
        if isinstance(value, Nothing):
            self.given.refuse(option.property)
            return
        if option.deprecated:
            self.context.report(
                "FLW116", f"`{option.name}` is retired", place, label=option.deprecated, help="leave it out"
            )
        self.given.set(option.property, value, self.context.span(node))
