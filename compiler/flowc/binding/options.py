"""Binds the arguments of a statement, and the options in its block, to what its verb declares."""

from __future__ import annotations

from flowc.binding.context import REPORTED, Context, is_word, shortened, text_of
from flowc.binding.literals import NOTHING, Read
from flowc.binding.pairs import read_pair, read_pairs
from flowc.binding.program import Property
from flowc.binding.references import reference
from flowc.binding.values import plain_option, read_any, read_member, read_value
from flowc.diagnostics import Fix, Note
from flowc.diagnostics.suggest import suggestion
from flowc.language import BODY_STATEMENTS, NONE, PROPERTY
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Statement, Token, Typed, arguments, items
from flowc.syntax.strings import encode
from flowc.vocabulary.types import BLOCK_KINDS, Kind
from flowc.vocabulary.widget import Json, Option, Verb, Widget, hold


class OptionBinder:
    """Collects what one statement gives to one widget."""

    def __init__(self, context: Context, statement: Statement, widget: Widget, verb: Verb | None) -> None:
        self.context = context
        self.statement = statement
        self.widget = widget
        self.verb = verb
        self.options = widget.options_of(verb)
        self.inline = next((option for option in self.options if option.inline), None)
        self.values: dict[str, Property] = {}
        self.places: dict[str, tuple[str, Span]] = {}
        self.pairs: list[Json] = []
        self.refused: set[str] = set()
        self.left_out: set[str] = set()

    def bind_arguments(self, parts: list[Argument]) -> None:
        """Binds what stands behind the verb."""
        for index, part in enumerate(parts):
            if isinstance(part, Assignment):
                self.bind_assignment(part)
            elif isinstance(part, Typed):
                self.context.report(
                    "FLW209",
                    "a type has no meaning here",
                    part,
                    label="only declarations have types",
                    help="an option is written `name = value`",
                )
            elif not self._bind_positional(part, parts[index:]):
                return

    def _bind_positional(self, part: Argument, rest: list[Argument]) -> bool:
        """Binds an argument by its position; False when the rest of the line cannot be read."""
        assert not isinstance(part, Assignment | Typed)
        option = self._next_positional()
        if option is None:
            self._surplus(part, rest)
            return False
        if option.type.kind in (Kind.TEXT, Kind.URL) and self._is_unquoted_text(part, rest):
            place = self.context.span(part, rest[_words(rest) - 1])
            self.context.report(
                "FLW208",
                "a text needs quotes",
                place,
                label="words without quotes",
                help=f"write `{shortened(encode(place.text))}`",
                fixes=(Fix("put it in quotes", place, encode(place.text)),),
            )
            self._take(option, option.name, self.context.span(part))
            self.refused.add(option.property)
            return False
        self._give(option, option.name, part, self.context.span(part))
        return True

    def _is_unquoted_text(self, part: Argument, rest: list[Argument]) -> bool:
        """Whether several bare words stand where one text is wanted."""
        return (
            is_word(part)
            and isinstance(part, Token)
            and _words(rest) > 1
            and reference(self.context, part) is None
            and not self._is_verb(rest[1])
        )

    def _is_verb(self, part: Argument) -> bool:
        return isinstance(part, Token) and is_word(part) and _is_statement_word(self.context, part.text)

    def _next_positional(self) -> Option | None:
        known = self._effective()
        for option in self.options:
            free = option.property not in self.places and hold(option.when, known)
            if option.positional and free:
                return option
        return None

    def _surplus(self, part: Argument, rest: list[Argument]) -> None:
        if isinstance(part, Token) and part.type in REPORTED:
            return
        if self._is_verb(part):
            place = self.context.span(part)
            self.context.report(
                "FLW010",
                "two statements on one line",
                place,
                label="the second begins here",
                help="put it on a line of its own, or write `;` between them",
                fixes=(Fix("write `;` before it", Span(place.source, place.start, place.start), "; "),),
            )
            return
        head = self.statement.head
        taken = sum(option.positional for option in self.options)
        limit = "no argument" if taken == 0 else "no further argument"
        verb = head.text if head else ""
        names = [option.name for option in self.options if not option.positional]
        word = part.text if isinstance(part, Token) else ""
        self.context.report(
            "FLW209",
            f"`{verb}` takes {limit}",
            self.context.span(part, rest[_plain(rest) - 1]),
            label="nothing is wanted here",
            help=suggestion(word, names, "options") if word in names else "an option is written `name=value`",
        )

    def bind_assignment(self, node: Assignment) -> None:
        """Binds `name = value`, as an argument or in the block."""
        name = text_of(node.key)
        option = self._named(name)
        if option is not None:
            self._give(option, name, node.value, self.context.span(node))
        elif self.inline is not None:
            self._take_inline(node)
        elif self.widget.exit(name):
            self.context.report(
                "FLW205",
                f"`{shortened(name)}` is an exit, not an option",
                node.key,
                label="leads somewhere",
                help=f"write `{name} -> LABEL`",
            )
        else:
            self._unknown(name, node.key)

    def _take_inline(self, node: Assignment) -> None:
        """`set NAME=VALUE`: every name is the key of a pair."""
        assert self.inline is not None
        self.places.setdefault(self.inline.property, (self.inline.name, self.context.span(node)))
        pair = read_pair(self.context, node, self.inline.type)
        if pair is not None:
            self.pairs.append(pair)

    def bind_block_option(self, statement: Statement) -> bool:
        """Binds `name { key = value }`; False where the line is no such option."""
        assert statement.head is not None
        name = text_of(statement.head)
        option = self._named(name)
        if option is None or option.type.kind not in BLOCK_KINDS or statement.block is None:
            return False
        place = self.context.span(statement)
        if self._take(option, name, self.context.span(statement.head)):
            value = self._block_value(option, statement)
            if value is NOTHING:
                self.refused.add(option.property)
            else:
                self.values[option.property] = Property(option.property, value, place)  # type: ignore[arg-type]
        return True

    def _block_value(self, option: Option, statement: Statement) -> Read:
        assert statement.block is not None
        if option.type.kind is Kind.PAIRS:
            return list(read_pairs(self.context, statement.block, option.type))
        given: dict[str, Json] = {}
        complete = True
        for item in items(statement.block.entries):
            if isinstance(item, Assignment):
                complete &= read_member(self.context, item, option.type, given)
            else:
                self.context.report("FLW113", "a member is written `name = value`", item, label="no member")
                complete = False
        return given if complete else NOTHING

    def bind_property(self, statement: Statement, *, raw: bool = False) -> None:
        """Binds `property "name" = value`, which a declaration does not know."""
        for part in arguments(statement.parts):
            if not isinstance(part, Assignment):
                self.context.report("FLW204", 'a property is written `property "name" = value`', part)
                return
            name = text_of(part.key)
            declared = next((option for option in self.widget.all_options() if option.property == name), None)
            if declared is not None and not raw:
                self.context.report(
                    "FLW205",
                    f"`{name}` is no unknown property",
                    part.key,
                    label="the verb has an option for it",
                    help=f"write `{declared.name} = …`",
                )
                self.places.setdefault(name, (name, self.context.span(part.key)))
                self.refused.add(name)
                continue
            place = self.context.span(part)
            if self._is_taken(name, name, self.context.span(part.key)) or is_word(part.value, NONE):
                continue
            value = read_any(self.context, part.value)
            if value is NOTHING:
                self.refused.add(name)
            else:
                self.values[name] = Property(name, value, place)  # type: ignore[arg-type]
        if not statement.parts:
            self.context.report("FLW204", 'a property is written `property "name" = value`', statement)

    def _named(self, name: str) -> Option | None:
        """The option of a name, short or Studio's; of several, the one that means something now."""
        found = [option for option in self.options if name in (option.name, option.property) and not option.inline]
        known = self._effective()
        return next((option for option in found if hold(option.when, known)), found[0] if found else None)

    def _effective(self) -> dict[str, Json]:
        """The properties as they stand, Studio's defaults included."""
        known: dict[str, Json] = {}
        for option in self.options:
            if option.default is not None:
                known.setdefault(option.property, option.default)
        known.update({name: given.value for name, given in self.values.items()})
        return known

    def _unknown(self, name: str, key: Token) -> None:
        right = dict(self.widget.misnomers).get(name)
        known = [option.name for option in self.options]
        verb = self.statement.head.text if self.statement.head else self.widget.type
        other = f"did you mean `{right}`?" if right else suggestion(name, known, "options")
        self.context.report(
            "FLW205",
            f"`{verb}` has no option `{shortened(name)}`",
            key,
            label="unknown option",
            help=other or f'for a property that is not declared: `{PROPERTY} "{shortened(name)}" = …` in the block',
        )

    def _is_taken(self, property_: str, name: str, place: Span) -> bool:
        """Whether a property was given before, which is reported; else it is noted as given."""
        before = self.places.get(property_)
        if before is None:
            self.places[property_] = (name, place)
            return False
        first, where = before
        also = "" if first == name else f", as `{first}`"
        self.context.report(
            "FLW206",
            f"`{name}` is given twice",
            place,
            label="the second time",
            notes=(Note(f"first given here{also}", where),),
            help="keep one of them",
        )
        return True

    def _take(self, option: Option, name: str, place: Span) -> bool:
        return not self._is_taken(option.property, name, place)

    def _give(self, option: Option, name: str, node: Argument, place: Span) -> None:
        assert not isinstance(node, Assignment | Typed)
        if not self._take(option, name, place):
            return
        if is_word(node, NONE) and option.type.alternative(NONE) is None:
            self.refused.add(option.property)
            self.left_out.add(option.property)
            return
        value = read_value(self.context, node, option)
        if value is NOTHING:
            self.refused.add(option.property)
            return
        if option.deprecated:
            self.context.report("FLW116", f"`{option.name}` is retired", place, label=option.deprecated)
        self.values[option.property] = Property(option.property, value, self.context.span(node))  # type: ignore[arg-type]

    def read_number(self, node: Assignment, *, least: int) -> int:
        """A whole number that belongs to the language, not to the widget; 0 after a report."""
        option = plain_option(text_of(node.key), Kind.INTEGER, self.context.span(node), liquid=False)
        value = read_value(self.context, node.value, option)
        if isinstance(value, int) and value < least:
            self.context.report("FLW203", f"`{option.name}` is {least} or more", node.value, label="too small")
            return 0
        return value if isinstance(value, int) else 0


def _is_statement_word(context: Context, word: str) -> bool:
    return word in context.vocabulary.verbs or word in BODY_STATEMENTS


def _words(parts: list[Argument]) -> int:
    """How many bare words, numbers and the like stand in a row."""
    count = 0
    while count < len(parts) and isinstance(parts[count], Token) and _is_bare(parts[count]):
        count += 1
    return count


def _plain(parts: list[Argument]) -> int:
    count = 1
    while count < len(parts) and not isinstance(parts[count], Assignment | Typed):
        count += 1
    return count


def _is_bare(part: Argument) -> bool:
    return isinstance(part, Token) and part.type in ("WORD", "ELSE", "NUMBER", "DURATION", "PHONE")
