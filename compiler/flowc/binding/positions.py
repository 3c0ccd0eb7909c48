"""Binds the arguments of a statement by their positions."""

from __future__ import annotations

import attrs

from flowc.binding.context import BARE_TYPES, REPORTED, Context, is_word, shortened, text_of
from flowc.binding.options import OptionBinder
from flowc.binding.references import reference
from flowc.diagnostics import Fix
from flowc.language import ELSE
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Token, Typed
from flowc.syntax.strings import encode
from flowc.vocabulary.types import Kind
from flowc.vocabulary.widget import Option

_SENTENCES = frozenset({Kind.TEXT, Kind.URL})


@attrs.frozen
class Rest:
    """What the arguments leave: a second statement on the line, or an `else` that belongs to nothing.

    `took_arrow` says that the statement's arrow was written for the `=` of an option.
    """

    second: tuple[Argument, ...] = ()
    lonely_else: bool = False
    took_arrow: bool = False


class ArgumentBinder:
    """Binds what stands behind one verb."""

    def __init__(self, context: Context, options: OptionBinder, parts: list[Argument]) -> None:
        self.context = context
        self.options = options
        self.parts = parts
        self.refused = False

    def bind(self) -> Rest:
        """Binds all arguments; those that begin another statement are handed back."""
        index = 0
        while index < len(self.parts):
            part = self.parts[index]
            if self._is_option_arrow(index):
                return Rest(took_arrow=True)
            words = self._unquoted(index)
            if words:
                self._report_unquoted(index, words)
                index += words
                continue
            index += 1
            if isinstance(part, Assignment):
                self.options.bind_assignment(part)
            elif isinstance(part, Typed):
                self._report_typed(part)
            elif not self._bind_positional(part):
                if is_word(part, ELSE):
                    self._report_else(part)
                    return Rest(lonely_else=True)
                if isinstance(part, Token) and self._is_verb(part):
                    self._report_second(part)
                    return Rest(tuple(self.parts[index - 1 :]))
                self._report_surplus(index - 1)
                return Rest()
        return Rest()

    def _bind_positional(self, part: Argument) -> bool:
        """Binds an argument by its position; False where none is wanted."""
        assert not isinstance(part, Assignment | Typed)
        option = self._next()
        if option is None:
            return False
        self.options.give(option, option.name, part, self.context.span(part))
        self.refused |= option.property in self.options.given.refused
        return True

    def _next(self) -> Option | None:
        given = self.options.given
        for option in self.options.options:
            if option.positional and option.property not in given.places and given.means_something(option):
                return option
        return None

    def _is_option_arrow(self, index: int) -> bool:
        """Whether `name -> value` ends the line for `name=value`; it is reported then."""
        part, statement = self.parts[index], self.options.statement
        if index + 1 < len(self.parts) or statement.arrow is None or statement.block is not None:
            return False
        if not isinstance(part, Token) or not is_word(part) or reference(self.context, part) is not None:
            return False
        if part.text in self.context.scope or self.context.is_open(part.text):
            return False
        following = self._next()
        takes_word = following is not None and following.type.kind not in _SENTENCES
        if takes_word or not (self.options.names(part.text) or self.options.inline is not None):
            return False
        value = self.context.span(statement.arrow.target).text
        self.options.give_up(part.text)
        self.context.report(
            "FLW205",
            f"`{shortened(part.text)}` lacks its `=`",
            self.context.span(part, statement.arrow),
            label="an option",
            help=f"write `{shortened(part.text)}={shortened(value)}`",
        )
        return True

    def _is_verb(self, part: Argument) -> bool:
        return isinstance(part, Token) and is_word(part) and self.context.is_verb(part.text)

    def _unquoted(self, index: int) -> int:
        """How many parts from `index` on are words of one text without quotes; 0 where it is none."""
        part = self.parts[index]
        option = self.options.named(text_of(part.key)) if isinstance(part, Assignment) else self._next()
        first = part.value if isinstance(part, Assignment) else part
        if option is None or option.type.kind not in _SENTENCES or not isinstance(first, Token) or not is_word(first):
            return 0
        if first.text in self.context.scope or self.context.is_open(first.text):
            return 0
        if reference(self.context, first) is not None:
            return 0
        end = index + 1
        while end < len(self.parts) and _is_bare(self.parts[end]):
            end += 1
        following = self.parts[index + 1 : end]
        if not following or self._is_verb(following[0]) or is_word(following[0], ELSE):
            return 0
        return 1 + len(following)

    def _report_unquoted(self, index: int, words: int) -> None:
        part = self.parts[index]
        option = self.options.named(text_of(part.key)) if isinstance(part, Assignment) else self._next()
        first = part.value if isinstance(part, Assignment) else part
        assert option is not None
        place = self.context.span(first, self.parts[index + words - 1])
        self.context.report(
            "FLW208",
            "a text needs quotes",
            place,
            label="words without quotes",
            help=f"write `{shortened(encode(place.text))}`",
            fixes=(Fix("put it in quotes", place, encode(place.text)),),
        )
        if self.options.take(option.property, option.name, place):
            self.options.given.refuse(option.property)
        self.refused = True

    def _report_typed(self, part: Typed) -> None:
        self.context.report(
            "FLW209",
            "a type has no meaning here",
            part,
            label="only declarations have types",
            help=f"write `{part.name.text}=…`",
        )

    def _report_else(self, part: Argument) -> None:
        self.context.report(
            "FLW113",
            f"this `{ELSE}` belongs to no `if`",
            part,
            label="no condition before it",
            help="write `if VALUE CONDITION { … } else { … }`",
        )

    def _report_second(self, part: Token) -> None:
        place = self.context.span(part)
        self.context.report(
            "FLW010",
            "two statements on one line",
            place,
            label="the second begins here",
            help="put it on a line of its own, or write `;` before it",
            fixes=(Fix("write `;` before it", Span(place.source, place.start, place.start), "; "),),
        )

    def _report_surplus(self, index: int) -> None:
        """Reports an argument too many, unless it may belong to one that was not understood."""
        part = self.parts[index]
        if self.refused or (isinstance(part, Token) and part.type in REPORTED):
            return
        end = index + 1
        while end < len(self.parts) and not isinstance(self.parts[end], Assignment | Typed):
            end += 1
        if isinstance(part, Token) and is_word(part):
            self.options.give_up(part.text)
        takes_none = not any(option.positional for option in self.options.options)
        self.context.report(
            "FLW209",
            f"`{self.options.verb_name}` takes no {'' if takes_none else 'further '}argument",
            self.context.span(part, self.parts[end - 1]),
            label="nothing is wanted here",
            help=self._advice(index),
        )

    def _advice(self, index: int) -> str:
        part = self.parts[index]
        if is_word(part) and isinstance(part, Token) and self.options.names(part.text):
            following = self.parts[index + 1] if index + 1 < len(self.parts) else None
            plain = following is not None and not isinstance(following, Assignment | Typed)
            value = self.context.span(following).text if plain and following is not None else "…"
            return f"write `{part.text}={shortened(value)}`"
        if isinstance(part, Token) and self.options.widget.exit(part.text):
            return f"write exits in a block: `{{ {part.text} -> … }}`"
        if self.options.inline is not None and isinstance(part, Token):
            return f"write `{text_of(part)}=…`"
        return "an option is written `name=value`"


def _is_bare(part: Argument) -> bool:
    return isinstance(part, Token) and part.type in BARE_TYPES
