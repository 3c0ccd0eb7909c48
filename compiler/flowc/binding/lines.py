"""What is said of lines in a statement's block that lead nowhere, and of `else` where it means nothing."""

from __future__ import annotations

from flowc.binding.context import Context, is_word, shortened, text_of
from flowc.binding.options import OptionBinder
from flowc.language import ELSE
from flowc.syntax.nodes import Statement, arguments


def report_option_line(context: Context, line: Statement, options: OptionBinder) -> bool:
    """Reports `name value` and `name { … }` for an option's `name = value`; False where the line is no option's."""
    assert line.head is not None
    name = text_of(line.head)
    if line.arrow is not None or not options.names(name):
        return False
    if context.is_verb(name) and all(option.name != name for option in options.options):
        return False
    options.give_up(name)
    parts = arguments(line.parts)
    if line.block is not None and not parts:
        advice = "write the pairs themselves" if options.named(name) is None else f"write `{name} = …`"
        context.report("FLW205", f"`{name}` takes no block", line.head, label="an option", help=advice)
        return True
    value = context.span(parts[0], parts[-1]).text if parts else "…"
    context.report(
        "FLW205",
        f"`{name}` lacks its `=`",
        context.span(line.head, parts[-1] if parts else None),
        label="an option without a value" if not parts else "an option",
        help=f"write `{name} = {shortened(value)}`",
    )
    return True


def report_inner_statement(context: Context, line: Statement, advice: str) -> bool:
    """Reports a statement that stands directly in a statement's block; False where the line is none."""
    if line.head is None or line.arrow is not None or not is_word(line.head):
        return False
    if not context.is_verb(line.head.text):
        return False
    context.report("FLW113", "a statement inside a statement", line.head, label="cannot stand here", help=advice)
    return True


def report_elses(context: Context, statement: Statement, advice: str = "") -> None:
    """Reports an `else` behind a block that is no branch."""
    for branch in statement.elses:
        context.report(
            "FLW113",
            f"this `{ELSE}` belongs to no `if`",
            branch.keyword,
            label="no condition before it",
            help=advice or "write `if VALUE CONDITION { … } else { … }`",
        )


def report_label(context: Context, line: Statement, message: str) -> None:
    """Reports a label on a line that becomes no widget."""
    if line.label is not None and text_of(line.label.name):
        name = shortened(text_of(line.label.name))
        context.report("FLW108", message, line.label, label="names no widget", help=f"remove `{name}:`")
