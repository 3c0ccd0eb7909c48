"""Bare words that refer to what a widget, the trigger or the flow holds."""

from __future__ import annotations

from flowc.binding.context import Context
from flowc.diagnostics.suggest import did_you_mean, suggestion
from flowc.language import ROOTS, WIDGETS_ROOT
from flowc.syntax.nodes import Token


def reference(context: Context, token: Token) -> str | None:
    """The Liquid that a bare word is short for, or None where it refers to nothing.

    `feedback.SpeechResult` gives `{{widgets.feedback.SpeechResult}}`; `flow.variables.x` itself.
    """
    label = _label_of(context, token.text)
    if label is not None:
        return "{{" + f"{WIDGETS_ROOT}.{token.text}" + "}}"
    root, dot, rest = token.text.partition(".")
    if dot and rest and root in ROOTS:
        return "{{" + token.text + "}}"
    return None


def _label_of(context: Context, word: str) -> str | None:
    """The label before the output in a word; a label may itself hold dots."""
    end = word.rfind(".")
    while end > 0:
        if word[:end] in context.labels and word[end + 1 :]:
            return word[:end]
        end = word.rfind(".", 0, end)
    return None


def report_unread_word(context: Context, token: Token, wanted: str = "text") -> None:
    """Reports a bare word where a text is wanted and the word refers to nothing."""
    root, dot, _ = token.text.partition(".")
    if root in context.deferred:
        return
    if not dot and token.text in context.labels:
        context.report(
            "FLW111",
            f"`{token.text}` names a widget, not one of its outputs",
            token,
            label="an output is missing",
            help=f"write `{token.text}.OUTPUT`, as in `{token.text}.Digits`",
        )
    elif dot and (did_you_mean(root, [*context.labels, *ROOTS]) or not _looks_like_text(token)):
        context.report(
            "FLW111",
            f"no widget is labelled `{root}`",
            token,
            label="refers to nothing",
            help=suggestion(root, [*context.labels, *ROOTS], "labels and roots"),
        )
    else:
        context.report(
            "FLW208",
            f"a {wanted} needs quotes",
            token,
            label="neither quoted nor a reference",
            help=f'write `"{token.text}"`',
        )


def _looks_like_text(token: Token) -> bool:
    return token.text.endswith(".") or ".." in token.text
