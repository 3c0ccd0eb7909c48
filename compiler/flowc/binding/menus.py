"""Binds `menu`: a prompt, and a line for each key or word that a caller may choose."""

from __future__ import annotations

import re

from flowc import language
from flowc.binding.complete import complete
from flowc.binding.context import REPORTED, Context, is_word, shortened, text_of
from flowc.binding.options import OptionBinder
from flowc.binding.program import Choice, Destination, Menu, Name, Step
from flowc.binding.references import report_unread_word
from flowc.binding.steps import report_elses
from flowc.binding.targets import BindBody, bind_destination
from flowc.diagnostics import Note
from flowc.diagnostics.suggest import suggestion
from flowc.language import MENU, OR
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Statement, Token, arguments, items
from flowc.syntax.strings import STRING_TYPES

_ENDS = (language.NONE, language.MENU_TIMEOUT, language.MENU_FAILED)
_KEYS = re.compile(r"[0-9*#]+")


def bind_menu(context: Context, statement: Statement, label: Name | None, bind_body: BindBody) -> Menu | None:
    """`menu PROMPT … { choices }`; None after a report that leaves no menu."""
    assert statement.head is not None
    declared = context.vocabulary.verbs.get(language.PROMPT_VERB)
    if declared is None:
        context.report("FLW101", f"`{MENU}` needs the verb `{language.PROMPT_VERB}`", statement.head)
        return None
    widget, verb = declared
    options = OptionBinder(context, statement, widget, verb)
    lines = _Lines(context, bind_body, options)
    parts = arguments(statement.parts)
    options.bind_arguments([part for part in parts if not lines.take_setting(part)])
    for item in items(statement.block.entries) if statement.block else []:
        lines.bind(item)
    report_elses(context, statement)
    if statement.arrow is not None:
        context.report(
            "FLW215",
            f"`{MENU}` has no main exit that an arrow could take",
            statement.arrow,
            help=f"write `{language.NONE} -> …` in the block for what no choice matches",
        )
    place = context.span(statement.head, parts[-1] if parts else None)
    properties = complete(context, options, context.span(statement.head))
    if not lines.choices and not lines.refused:
        context.report("FLW215", f"`{MENU}` has no choices", statement.head, help='for example `1 or "sales" -> sales`')
    if language.MENU_FAILED in lines.ends and not lines.tries:
        context.report(
            "FLW215",
            f"`{language.MENU_FAILED}` never happens in this menu",
            lines.places[language.MENU_FAILED],
            label="only with a limit",
            help=f"add `{language.MENU_TRIES}=3` to the `{MENU}` line",
        )
    prompt = Step(label, MENU, widget.type, widget, properties, (), None, place)
    return Menu(
        prompt=prompt,
        choices=tuple(lines.choices),
        none=lines.ends.get(language.NONE),
        timeout=lines.ends.get(language.MENU_TIMEOUT),
        failed=lines.ends.get(language.MENU_FAILED),
        tries=lines.tries,
        keys=lines.keys,
        words=lines.words,
        span=place,
    )


class _Lines:
    """What stands in the block of one menu."""

    def __init__(self, context: Context, bind_body: BindBody, options: OptionBinder) -> None:
        self.context = context
        self.bind_body = bind_body
        self.options = options
        self.choices: list[Choice] = []
        self.ends: dict[str, Destination] = {}
        self.places: dict[str, Span] = {}
        self.refused = False
        self.tries = 0
        self.keys = ""
        self.words = ""

    def take_setting(self, part: Argument) -> bool:
        """Reads `tries=`, `keys=` and `words=`, which are the menu's own."""
        if not isinstance(part, Assignment):
            return False
        name = text_of(part.key)
        if name == language.MENU_TRIES:
            self.tries = self.options.read_number(part, least=2)
            return True
        if name not in (language.MENU_KEYS, language.MENU_WORDS):
            return False
        if not isinstance(part.value, Token) or not (is_word(part.value) or part.value.type in STRING_TYPES):
            self.context.report("FLW201", f"`{name}` is a name", part.value, label="no name")
        elif name == language.MENU_KEYS:
            self.keys = text_of(part.value)
        else:
            self.words = text_of(part.value)
        return True

    def bind(self, item: Statement | Assignment) -> None:
        """Binds one line of the block."""
        if isinstance(item, Assignment):
            if not self.take_setting(item):
                self.options.bind_assignment(item)
            return
        if item.head is None:
            self._refuse("FLW215", "a choice without a key or a word", item, 'for example `1 or "sales" -> sales`')
            return
        if item.head.type in REPORTED:
            self.refused = True
            return
        if is_word(item.head, language.PROPERTY):
            self.options.bind_property(item)
            return
        if item.label is not None:
            advice = f"write `{text_of(item.label.name)} -> LABEL`, without `:`"
            self._refuse("FLW108", "a label on a choice", item.label, advice)
        destination = bind_destination(self.context, item.block, item.arrow, item, self.bind_body)
        report_elses(self.context, item)
        if destination is None:
            self._refuse("FLW215", "this choice leads nowhere", item, "write `-> LABEL` or a body behind it")
        elif is_word(item.head) and item.head.text in _ENDS:
            self._end(item, destination)
        else:
            self._choice(item, destination)

    def _end(self, item: Statement, destination: Destination) -> None:
        assert item.head is not None
        names = [item.head, *(part for part in arguments(item.parts) if isinstance(part, Token))]
        for name in names:
            if name.text not in _ENDS or not is_word(name):
                self._refuse(
                    "FLW104",
                    f"`{MENU}` has no exit `{shortened(name.text)}`",
                    name,
                    suggestion(name.text, _ENDS, "exits"),
                )
            elif name.text in self.ends:
                first = Note("first written here", self.places[name.text])
                self.context.report(
                    "FLW107", f"`{name.text}` is written twice", name, notes=(first,), help="keep one of them"
                )
            else:
                self.ends[name.text] = destination
                self.places[name.text] = self.context.span(name)

    def _choice(self, item: Statement, destination: Destination) -> None:
        assert item.head is not None
        keys: list[str] = []
        words: list[str] = []
        parts: list[Argument] = [item.head, *arguments(item.parts)]
        if is_word(item.head) and item.head.text in {exit_.event for exit_ in self.options.widget.exits}:
            advice = "a menu names keys and words itself; what nothing matches is `none`"
            self._refuse("FLW104", f"`{MENU}` has no exit `{item.head.text}`", item.head, advice)
            return
        for part in parts:
            if is_word(part, OR):
                continue
            if not isinstance(part, Token) or not (part.type == "NUMBER" or part.type in STRING_TYPES):
                self._refuse_value(part)
                return
            text = text_of(part)
            is_key = part.type == "NUMBER" or _KEYS.fullmatch(text) is not None
            (keys if is_key else words).append(text)
        place = self.context.span(item.head, parts[-1])
        if self._is_new(keys, words, place):
            self.choices.append(Choice(tuple(keys), tuple(words), destination, place))

    def _is_new(self, keys: list[str], words: list[str], place: Span) -> bool:
        for value in [*keys, *words]:
            before = self.places.setdefault(f"={value.casefold()}", place)
            if before is not place:
                first = Note("first chosen here", before)
                self.context.report("FLW107", f"`{shortened(value)}` is chosen twice", place, notes=(first,))
                self.refused = True
                return False
        return True

    def _refuse_value(self, part: Argument) -> None:
        self.refused = True
        if isinstance(part, Token) and part.type in REPORTED:
            return
        if isinstance(part, Token) and is_word(part):
            report_unread_word(self.context, part, "word to say")
        else:
            self.context.report(
                "FLW201", "a choice is a key or a word", part, help='for example `1 or "sales" -> sales`'
            )

    def _refuse(self, code: str, message: str, place: object, advice: str) -> None:
        self.refused = True
        self.context.report(code, message, place, help=advice)  # type: ignore[arg-type]
