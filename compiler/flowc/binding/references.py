"""Bare words that refer to what a widget, the trigger or the flow holds."""

from __future__ import annotations

from collections.abc import Iterable

from flowc.binding.context import NOTHING, Context, Nothing
from flowc.diagnostics import Fix
from flowc.diagnostics.suggest import did_you_mean
from flowc.language import ROOTS, WIDGETS_ROOT
from flowc.source import Span
from flowc.syntax.nodes import Token
from flowc.syntax.strings import encode


def reference(context: Context, token: Token) -> str | None:
    """The Liquid that a bare word is short for, or None where it refers to nothing.

    `feedback.SpeechResult` gives `{{widgets.feedback.SpeechResult}}`; `flow.variables.x` itself.
    """
    word = token.text
    if not all(word.split(".")):
        return None
    root, dot, _ = word.partition(".")
    if dot and root in ROOTS:
        own = _label_of(context, word.removeprefix(f"{WIDGETS_ROOT}.")) if root == WIDGETS_ROOT else None
        context.session.refer(None if own is None else context.labels[own])
        return "{{" + (word if own is None else word.replace(own, context.name_of(own), 1)) + "}}"
    label = _label_of(context, word)
    if label is None:
        return None
    context.session.refer(context.labels[label])
    return "{{" + f"{WIDGETS_ROOT}.{context.name_of(label)}{word[len(label) :]}" + "}}"


def read_reference(context: Context, token: Token) -> str | Nothing | None:
    """As `reference`, but NOTHING after reporting that the widget which it names does not exist."""
    liquid = reference(context, token)
    root, _, rest = token.text.partition(".")
    if liquid is None or root != WIDGETS_ROOT or _label_of(context, rest) is not None:
        return liquid
    start = token.start + len(root) + 1
    name, dot, _ = rest.partition(".")
    place = Span(context.source, start, start + len(name))
    if name in context.labels or not dot:
        _report_no_output(context, token, name, place)
    else:
        _report_no_label(context, token, context.labels, place)
    return NOTHING


def _label_of(context: Context, word: str) -> str | None:
    """The label before the output in a word; a label may itself hold dots."""
    end = word.rfind(".")
    while end > 0:
        if word[:end] in context.labels:
            return word[:end]
        end = word.rfind(".", 0, end)
    return None


def report_unread_word(context: Context, token: Token, wanted: str = "a text") -> None:
    """Reports a bare word where something else is wanted and the word refers to nothing."""
    root, dot, rest = token.text.partition(".")
    if context.is_open(token.text):
        return
    place = Span(context.source, token.start, token.start + len(root))
    if token.text in context.labels or (root in context.labels and not rest):
        _report_no_output(context, token, token.text.rstrip("."), context.span(token))
    elif dot and rest and (did_you_mean(root, [*context.labels, *ROOTS]) or ".." not in token.text):
        _report_no_label(context, token, [*context.labels, *ROOTS], place)
    else:
        quoted = encode(token.text)
        context.report(
            "FLW208",
            f"{wanted} needs quotes",
            token,
            label="neither quoted nor a reference",
            help=f"write `{quoted}`",
            fixes=(Fix("put it in quotes", context.span(token), quoted, safe=False),),
        )


def _report_no_output(context: Context, token: Token, name: str, place: Span) -> None:
    context.report(
        "FLW111",
        f"`{name}` names a widget, not one of its outputs",
        place,
        label="an output is missing",
        help=f"write `{token.text.rstrip('.')}.OUTPUT`, with the name of an output",
    )


def _report_no_label(context: Context, token: Token, names: Iterable[str], place: Span) -> None:
    context.report_unknown(
        "FLW111",
        f"no widget is labelled `{place.text}`",
        token,
        names,
        "labels and roots",
        label="refers to nothing",
        place=place,
        otherwise='a text needs quotes: `"…"`',
    )
