"""What is said of statements that begin with no known verb."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.binding.context import Context, is_word, listed, shortened, text_of
from flowc.diagnostics.suggest import did_you_mean
from flowc.language import ELSE, FILE_STATEMENTS, MENU, ON, SECTION, SPLIT, TRIGGER_TYPE
from flowc.syntax.nodes import Statement, Token
from flowc.syntax.strings import STRING_TYPES


def unknown_verb(context: Context, head: Token, words: Sequence[str], what: str, otherwise: str = "") -> None:
    """Reports a verb that nothing declares. Where a later version would declare some, only a near miss counts."""
    verb = text_of(head)
    if context.is_open(verb):
        return
    if verb in context.ambiguous:
        _report_ambiguous(context, head, verb)
        return
    before = len(context.problems)
    context.report_unknown(
        "FLW101",
        f"unknown verb `{shortened(verb)}`",
        head,
        words,
        what,
        label="nothing declares it",
        otherwise=otherwise,
    )
    if context.open_verbs and not context.problems[before].fixes:
        del context.problems[before]


def _report_ambiguous(context: Context, head: Token, verb: str) -> None:
    context.report(
        "FLW101",
        f"`{shortened(verb)}` is a verb of several modules",
        head,
        label="which of them?",
        help=f"write {listed(context.ambiguous[verb])}",
    )


def is_lonely_section(context: Context, statement: Statement) -> bool:
    """Whether a statement of a file looks like a section without the word `section`."""
    head = statement.head
    return (
        is_word(head)
        and head is not None
        and statement.block is not None
        and not statement.parts
        and statement.label is None
        and not context.is_verb(head.text)
        and head.text not in (*FILE_STATEMENTS, ELSE)
        and did_you_mean(head.text, FILE_STATEMENTS) is None
        and not context.is_open(head.text)
    )


def file_statement(head: Token | None) -> str:
    """The word that a statement of a file begins with; for a near miss the word that is meant."""
    if head is None or not is_word(head):
        return ""
    return head.text if head.text in FILE_STATEMENTS else did_you_mean(head.text, (ON, SECTION)) or head.text


def report_lonely_section(context: Context, head: Token) -> None:
    """Reports `name { … }` at the top of a file."""
    trigger = context.vocabulary.types[TRIGGER_TYPE]
    context.report(
        "FLW101",
        f"unknown verb `{shortened(head.text)}`",
        head,
        label="nothing declares it",
        help=f"write `{ON} {head.text} {{ … }}`"
        if any(exit_.entry == head.text for exit_ in trigger.exits)
        else f"for a section write `{SECTION} {head.text} {{ … }}`",
    )


def report_lonely_exit(context: Context, head: Token) -> bool:
    """Reports an exit that stands in a body; False where no widget has an exit of the name."""
    name = text_of(head)
    if not any(widget.exit(name) for widget in context.vocabulary.types.values()):
        return False
    context.report(
        "FLW113",
        "an exit outside of a statement",
        head,
        label="belongs to no verb",
        help=f"write it in the block of its statement: `{{ {name} -> … }}`",
    )
    return True


def report_no_verb(context: Context, head: Token) -> None:
    """Reports a statement that begins with a text or a number."""
    text = text_of(head)
    if head.type not in STRING_TYPES:
        advice = f"keys stand in the block of a `{MENU}` or a `{SPLIT}`"
    elif context.is_verb(text) or text in FILE_STATEMENTS:
        advice = f"write `{text}`, without quotes"
    else:
        advice = 'for example `say "…"`'
    context.report(
        "FLW101",
        "a statement begins with a verb",
        head,
        label="a text" if head.type in STRING_TYPES else "a number",
        help=advice,
    )


def report_lonely_else(context: Context, statement: Statement) -> None:
    """Reports an `else` that begins a statement."""
    context.report(
        "FLW113",
        f"this `{ELSE}` belongs to no `if`",
        statement.head or statement,
        label="nothing to choose from",
        help=f"write it on the line of the `}}` before it: `}} {ELSE} {{`",
    )
