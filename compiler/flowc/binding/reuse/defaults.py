"""Binds `default say, gather { voice = … }`: options for all later statements of these verbs in a file."""

from __future__ import annotations

import attrs

from flowc.binding.context import Context, is_word, text_of
from flowc.binding.options import OptionBinder
from flowc.diagnostics.suggest import suggestion
from flowc.language import BODY_STATEMENTS, DEFAULT, FILE_STATEMENTS, MENU, PROMPT_VERB
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Item, Statement, Token, arguments, items
from flowc.vocabulary.widget import Option, Verb


@attrs.frozen(eq=False)
class Default:
    """A `default`: the verbs it is for, the items of its block, and where it stands."""

    verbs: tuple[Verb, ...]
    items: tuple[Item, ...]
    place: Span

    def holds_for(self, statement: Statement, verb: Verb) -> bool:
        """Whether it gives options to a statement of its file."""
        later = statement.head is not None and statement.head.start > self.place.start
        return later and any(verb is one for one in self.verbs)


def read_default(context: Context, item: Statement) -> Default | None:
    """The `default` of a statement, whose options are checked here once for all; None after a report."""
    assert item.head is not None
    parts = arguments(item.parts)
    if item.block is None or not parts or item.arrow or item.label or item.elses:
        context.report(
            "FLW120",
            f"`{DEFAULT}` names verbs and gives them options",
            item.head,
            label="incomplete",
            help=f"for example `{DEFAULT} say {{ voice = Polly.Joanna }}`",
        )
        return None
    verbs = []
    lines = tuple(items(item.block.entries))
    for part in parts:
        declared = context.declared(part.text) if isinstance(part, Token) and is_word(part) else None
        if declared is None:
            _report_verb(context, part)
            continue
        verbs.append(declared[1])
        options = OptionBinder(context, Statement(head=part if isinstance(part, Token) else item.head), *declared)
        for line in lines:
            _check(context, options, line)
    return Default(tuple(verbs), lines, context.span(item.head))


def _report_verb(context: Context, part: Argument) -> None:
    word = text_of(part) if isinstance(part, Token) else ""
    if context.is_open(word):
        return
    if word == MENU:
        context.report(
            "FLW101",
            f"`{MENU}` has no defaults of its own",
            part,
            label=f"made of a `{PROMPT_VERB}`",
            help=f"write `{PROMPT_VERB}`, whose defaults it takes",
        )
        return
    context.report(
        "FLW101",
        f"`{word}` is no verb that takes options",
        part,
        label="takes no options" if word in (*BODY_STATEMENTS, *FILE_STATEMENTS) else "nothing declares it",
        help=suggestion(word, [*context.vocabulary.verbs, *context.blocks], "verbs"),
    )


def _check(context: Context, options: OptionBinder, line: Item) -> None:
    if isinstance(line, Assignment):
        name = text_of(line.key)
        if options.named(name) is None:
            options.report_unknown(name, line.key)
        else:
            options.bind_assignment(line)
    elif line.head is None or not options.bind_block_option(line):
        context.report(
            "FLW113",
            f"`{DEFAULT}` gives options and nothing else",
            line.head or line,
            label="no option",
            help="write `name = value`",
        )


def apply_defaults(context: Context, options: OptionBinder, verb: Verb) -> None:
    """Gives a statement what it does not say itself. A later `default` wins over an earlier one."""
    for default in reversed(context.defaults):
        if not default.holds_for(options.statement, verb):
            continue
        for item in default.items:
            name = item.key if isinstance(item, Assignment) else item.head
            option = options.named(text_of(name)) if name is not None else None
            if option is not None and _is_free(options, option):
                # What is wrong in it was reported where it stands.
                since = len(context.problems)
                if isinstance(item, Assignment):
                    options.give(option, option.name, item.value, context.span(item))
                else:
                    options.bind_block_option(item)
                del context.problems[since:]


def _is_free(options: OptionBinder, option: Option) -> bool:
    """Whether an option is not given yet, has an effect, and excludes none that is given."""
    given = options.given
    if option.property in given.places or option.property in given.refused or not given.means_something(option):
        return False
    if option.only_with and option.only_with not in given.values:
        return False
    rivals = {
        name for group in options.widget.exclusive if option.property in group.properties for name in group.properties
    }
    return not any(name in given.places and name not in given.left_out for name in rivals)
