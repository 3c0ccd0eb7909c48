"""Binds the lines of a menu: `1 or "sales" -> sales`, `none -> again`."""

from __future__ import annotations

import re

from flowc import language
from flowc.binding.context import Context, is_reported, is_word, listed, shortened, text_of
from flowc.binding.lines import report_elses, report_inner_statement, report_label, report_option_line
from flowc.binding.options import OptionBinder
from flowc.binding.program import Choice, Destination
from flowc.binding.references import report_unread_word
from flowc.binding.reuse.meaning import resolve
from flowc.binding.targets import BindBody, bind_destination
from flowc.diagnostics import Note
from flowc.diagnostics.suggest import did_you_mean
from flowc.language import ELSE, MENU, NO_MATCH, NONE, OR
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Node, Statement, Token, arguments
from flowc.syntax.strings import STRING_TYPES, encode

ENDS = (NONE, language.MENU_TIMEOUT, language.MENU_FAILED)
SETTINGS = (language.MENU_TRIES, language.MENU_KEYS, language.MENU_WORDS)
KEYS = re.compile(r"[0-9*#]+")
_FORM = 'for example `1 or "sales" -> sales`'


class ChoiceBinder:
    """Collects the choices of one menu, and where it leads when none was made."""

    def __init__(self, context: Context, bind_body: BindBody, options: OptionBinder) -> None:
        self.context = context
        self.bind_body = bind_body
        self.options = options
        self.choices: list[Choice] = []
        self.ends: dict[str, Destination] = {}
        self.places: dict[str, Span] = {}
        self.refused = False

    def bind_assignment(self, item: Assignment) -> None:
        """Binds an option of the prompt, or reports `1 = sales`."""
        is_choice = item.key.type in ("NUMBER", *STRING_TYPES) and not self.options.names(text_of(item.key))
        if not is_choice:
            self.options.bind_assignment(item)
            return
        spelled = self.context.span(item).text
        self._refuse(
            "FLW205",
            "a choice takes no `=`",
            item,
            "leads somewhere",
            f"write `{shortened(spelled.replace('=', '->', 1))}`",
        )

    def bind(self, item: Statement) -> None:
        """Binds one line of the block that is no option."""
        if item.head is None:
            self._refuse("FLW215", "a choice without a key or a word", item, "when?", _FORM)
            return
        if is_reported([item.head, *item.parts]):
            self.refused = True
            return
        is_end = is_word(item.head) and item.head.text in ENDS
        only_ends = is_end and all(_is_end(part) for part in arguments(item.parts))
        if not only_ends and self._is_something_else(item):
            return
        report_label(self.context, item, "a label on a choice")
        destination = bind_destination(self.context, item.block, item.arrow, item, self.bind_body)
        report_elses(self.context, item, f"write `{NONE} {{ … }}` for what no choice matches")
        if destination is None:
            place = self.context.span(item.head, item.parts[-1] if item.parts else None)
            advice = "write `-> LABEL`, `-> next` or `{ … }` behind it"
            self._refuse("FLW215", "this choice leads nowhere", place, "no arrow, no body", advice)
        elif is_end:
            self._end(item, item.head, destination)
        else:
            self._choice(item, item.head, destination)

    def _is_something_else(self, item: Statement) -> bool:
        """Whether the line is a statement, or an option without its `=`; it is reported then."""
        assert item.head is not None
        name = item.head.text
        if is_word(item.head) and name in SETTINGS and item.arrow is None:
            self._refuse("FLW205", f"`{name}` lacks its `=`", item, "an option", f"write `{name} = …`")
            return True
        advice = "put it behind the `}`, or into the body of a choice: `1 { … }`"
        return report_option_line(self.context, item, self.options) or report_inner_statement(
            self.context, item, advice
        )

    def _end(self, item: Statement, head: Token, destination: Destination) -> None:
        for name in [head, *arguments(item.parts)]:
            if not isinstance(name, Token) or not is_word(name):
                message = f"a choice and `{head.text}` on one line"
                self._refuse("FLW113", message, name, "a choice", "write two lines")
            elif name.text not in ENDS:
                self._unknown_end(name)
            elif name.text in self.ends:
                first = Note("first written here", self.places[name.text])
                self.context.report_twice("FLW107", name.text, "written", name, first)
            else:
                self.ends[name.text] = destination
                self.places[name.text] = self.context.span(name)

    def _unknown_end(self, name: Token) -> None:
        self.refused = True
        self.context.report_unknown(
            "FLW104",
            f"`{MENU}` has no exit `{shortened(name.text)}`",
            name,
            ENDS,
            "exits",
            label="unknown exit",
            meant=NONE if name.text in (ELSE, NO_MATCH) else None,
        )

    def _choice(self, item: Statement, head: Token, destination: Destination) -> None:
        keys: list[str] = []
        words: list[str] = []
        parts: list[Argument] = [head, *arguments(item.parts)]
        for part in parts:
            if is_word(part, OR):
                continue
            meant = resolve(self.context, part)
            if not meant.is_sound or (isinstance(part, Token) and is_word(part) and self.context.is_open(part.text)):
                self.refused = True
                return
            value = meant.node
            is_number = isinstance(value, Token) and value.type == "NUMBER"
            if not isinstance(part, Token) or not isinstance(value, Token):
                self._refuse_value(part)
                return
            if not is_number and value.type not in STRING_TYPES:
                self._refuse_value(part)
                return
            text = text_of(value)
            is_key = KEYS.fullmatch(text) is not None
            if not text or (is_number and not is_key):
                self._refuse_form(part, text)
                return
            if self._is_new(text, part):
                (keys if is_key else words).append(text)
        if is_word(parts[0], OR) or is_word(parts[-1], OR):
            self._refuse("FLW215", f"`{OR}` joins two choices", parts[-1], "one is missing", _FORM)
        elif keys or words:
            self.choices.append(Choice(tuple(keys), tuple(words), destination, self.context.span(head, parts[-1])))

    def _is_new(self, value: str, token: Token) -> bool:
        place = self.context.span(token)
        before = self.places.setdefault(f"={value.casefold()}", place)
        if before is place:
            return True
        self.refused = True
        self.context.report_twice("FLW107", value, "chosen", place, Note("first chosen here", before))
        return False

    def _refuse_form(self, part: Token, text: str) -> None:
        message = f"`{text}` is no key" if text else "a word to say is empty"
        advice = f"write the keys, as `12`, or the word in quotes: `{encode(text)}`" if text else _FORM
        self._refuse("FLW211", message, part, "no key has this" if text else "no character", advice)

    def _refuse_value(self, part: Argument) -> None:
        """Reports something that is neither a key nor a word in quotes."""
        self.refused = True
        if not isinstance(part, Token) or not is_word(part):
            self.context.report("FLW201", "a choice is a key or a word", part, label="neither of them", help=_FORM)
        elif part.text in ENDS:
            message = f"a choice and `{part.text}` on one line"
            self.context.report("FLW113", message, part, label="no choice", help="write two lines")
        elif part.text in (ELSE, NO_MATCH) or did_you_mean(part.text, ENDS):
            self._unknown_end(part)
        elif part.text in {exit_.event for exit_ in self.options.widget.exits}:
            self.context.report(
                "FLW104",
                f"`{MENU}` has no exit `{part.text}`",
                part,
                label="unknown exit",
                help=f"write the keys and words themselves; the exits are {listed(ENDS, 'and')}",
            )
        else:
            report_unread_word(self.context, part, "a word to say")

    def _refuse(self, code: str, message: str, place: Node | Span, label: str, advice: str) -> None:
        self.refused = True
        self.context.report(code, message, place, label=label, help=advice)


def _is_end(part: Argument) -> bool:
    return isinstance(part, Token) and is_word(part) and part.text in ENDS
