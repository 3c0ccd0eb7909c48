"""Binds `menu`: a prompt, and a line for each key or word that a caller may choose."""

from __future__ import annotations

import attrs

from flowc import language
from flowc.binding.choices import SETTINGS, ChoiceBinder
from flowc.binding.complete import complete
from flowc.binding.context import Context, is_reported, is_word, text_of
from flowc.binding.lines import report_elses
from flowc.binding.options import OptionBinder
from flowc.binding.positions import ArgumentBinder
from flowc.binding.program import Menu, Name, Step
from flowc.binding.properties import bind_property
from flowc.binding.targets import BindBody
from flowc.binding.values import plain_option, read_value
from flowc.diagnostics import Note
from flowc.language import MENU
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Statement, Token, arguments, is_broken, items
from flowc.syntax.strings import STRING_TYPES, encode
from flowc.vocabulary.types import Kind

_LEAST_TRIES = 2
_MOST_TRIES = 1000
_FORM = 'for example `1 or "sales" -> sales`'


def bind_menu(context: Context, statement: Statement, label: Name | None, bind_body: BindBody) -> Menu | None:
    """`menu PROMPT … { choices }`; None after a report that leaves no menu."""
    assert statement.head is not None
    declared = context.vocabulary.verbs.get(language.PROMPT_VERB)
    if declared is None:
        context.report(
            "FLW101", f"`{MENU}` needs the verb `{language.PROMPT_VERB}`", statement.head, label="nothing declares it"
        )
        return None
    widget, verb = declared
    options = OptionBinder(context, statement, widget, verb, SETTINGS)
    settings = _Settings(context)
    choices = ChoiceBinder(context, bind_body, options)
    parts = arguments(statement.parts)
    before = len(context.problems)
    ArgumentBinder(context, options, [part for part in parts if not settings.take(part)]).bind()
    for item in items(statement.block.entries) if statement.block else []:
        if isinstance(item, Assignment):
            if not settings.take(item):
                choices.bind_assignment(item)
        elif item.head is not None and is_word(item.head, language.PROPERTY):
            bind_property(context, item, options)
        elif item.head is None or not options.bind_block_option(item):
            choices.bind(item)
    report_elses(context, statement, f"write `{language.NONE} {{ … }}` in the block for any other answer")
    if context.defaults:
        from flowc.binding.reuse.defaults import apply_defaults  # noqa: PLC0415 - few files have any

        apply_defaults(context, options, verb)
    is_clear = len(context.problems) == before
    _check(context, statement, choices)
    if language.MENU_FAILED in choices.ends and language.MENU_TRIES not in settings.places and is_clear:
        _report_no_limit(context, choices.places[language.MENU_FAILED])
    place = context.span(statement.head, parts[-1] if parts else None)
    properties = complete(context, options, context.span(statement.head), whole=not is_broken(statement))
    return Menu(
        prompt=Step(label, MENU, widget.type, widget, properties, (), None, place),
        choices=tuple(choices.choices),
        none=choices.ends.get(language.NONE),
        timeout=choices.ends.get(language.MENU_TIMEOUT),
        failed=choices.ends.get(language.MENU_FAILED),
        tries=settings.tries,
        keys=settings.names.get(language.MENU_KEYS, ""),
        words=settings.names.get(language.MENU_WORDS, ""),
        span=place,
    )


def _check(context: Context, statement: Statement, choices: ChoiceBinder) -> None:
    """Whether the parts of a menu fit together."""
    assert statement.head is not None
    if not choices.choices and not choices.refused:
        context.report("FLW215", f"`{MENU}` has no choices", statement.head, label="nothing to choose from", help=_FORM)
    elif statement.arrow is not None:
        context.report(
            "FLW215",
            f"`{MENU}` has no main exit that an arrow could take",
            statement.arrow,
            label="after which choice?",
            help=f"write `{language.NONE} {context.span(statement.arrow).text}` in the block for any other answer",
        )


def _report_no_limit(context: Context, place: Span) -> None:
    context.report(
        "FLW215",
        f"`{language.MENU_FAILED}` never happens in this menu",
        place,
        label="only with a limit",
        help=f"add `{language.MENU_TRIES}=3` to the `{MENU}` line",
    )


class _Settings:
    """The settings of one menu that are not those of its prompt: `tries=`, `keys=` and `words=`."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tries = 0
        self.names: dict[str, str] = {}
        self.places: dict[str, Span] = {}

    def take(self, part: Argument) -> bool:
        """Reads a setting; False where the part is something else."""
        if not isinstance(part, Assignment):
            return False
        name = text_of(part.key)
        if name not in SETTINGS:
            return False
        if name in self.places:
            self.context.report_twice("FLW206", name, "given", part, Note("first given here", self.places[name]))
            return True
        self.places[name] = self.context.span(part)
        if is_reported([part.value]) or is_word(part.value, language.NONE):
            return True
        if name == language.MENU_TRIES:
            self._read_tries(part)
        else:
            self._read_name(name, part)
        return True

    def _read_tries(self, part: Assignment) -> None:
        option = plain_option(language.MENU_TRIES, Kind.INTEGER, self.context.span(part), liquid=False)
        option = attrs.evolve(option, minimum=_LEAST_TRIES, maximum=_MOST_TRIES)
        value = read_value(self.context, part.value, option)
        if isinstance(value, int):
            self.tries = value

    def _read_name(self, name: str, part: Assignment) -> None:
        node = part.value
        if not isinstance(node, Token) or not (is_word(node) or node.type in STRING_TYPES):
            spelled = encode(node.text) if isinstance(node, Token) else '"…"'
            self.context.report(
                "FLW201", f"`{name}` is the name of a widget", node, label="no name", help=f"write `{name}={spelled}`"
            )
        elif not text_of(node):
            self.context.report("FLW110", "the name of a widget is empty", node, label="no character")
        else:
            self.names[name] = self.context.unlabelled(text_of(node))
