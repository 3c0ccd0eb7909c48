"""Binds the conditions of `split` and `if`: `[VALUE] PREDICATE VALUE [name=…] [of=…]`."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.binding.context import REPORTED, Context, is_word, shortened, text_of
from flowc.binding.literals import is_template
from flowc.binding.predicates import PREDICATES, Predicate
from flowc.binding.program import Condition
from flowc.binding.values import read_text
from flowc.diagnostics.suggest import suggestion
from flowc.language import CONDITION_ARGUMENT, CONDITION_NAME
from flowc.syntax.nodes import Argument, Assignment, List, Token, arguments


def bind_condition(context: Context, predicate: Token, parts: Sequence[Argument]) -> Condition | None:
    """The condition of a predicate and what stands behind it; None after a report."""
    if predicate.type in REPORTED:
        return None
    name = text_of(predicate)
    known = PREDICATES.get(name)
    if known is None or not is_word(predicate):
        _unknown(context, predicate)
        return None
    values = [part for part in parts if not isinstance(part, Assignment)]
    value = _value(context, predicate, known, values)
    settings = _settings(context, [part for part in parts if isinstance(part, Assignment)])
    if value is None or settings is None:
        return None
    place = context.span(predicate, parts[-1] if parts else None)
    return Condition(name, value, place, settings.get(CONDITION_NAME), settings.get(CONDITION_ARGUMENT))


def _unknown(context: Context, predicate: Token) -> None:
    name = text_of(predicate)
    context.report(
        "FLW210",
        f"Studio has no condition `{shortened(name)}`",
        predicate,
        label="unknown condition",
        help=suggestion(name, PREDICATES, "conditions")
        or "the conditions are `equal_to`, `contains`, `is_blank`, `matches_any_of`, `regex` and twelve more",
    )


def _value(context: Context, predicate: Token, known: Predicate, values: Sequence[Argument]) -> str | None:
    if not values:
        if known.fixed is not None:
            return known.fixed
        context.report(
            "FLW204",
            f"`{predicate.text}` needs {known.form}",
            predicate,
            label="nothing to compare with",
        )
        return None
    if len(values) > 1:
        context.report(
            "FLW209",
            f"`{predicate.text}` takes one value",
            context.span(values[1], values[-1]),
            label="one too many",
            help="for several values write `matches_any_of [a, b]`"
            if not known.lists
            else "put them in a list: `[a, b]`",
        )
        return None
    node = values[0]
    if isinstance(node, List):
        return _joined(context, predicate, known, node)
    text = read_text(context, node, f"the value of `{predicate.text}`")
    if text is not None and not _is_free(text) and not known.fits(text):
        context.report("FLW211", f"`{predicate.text}` compares with {known.form}", node, label="of another form")
        return None
    return text


def _is_free(text: str) -> bool:
    return is_template(text) or "${" in text


def _joined(context: Context, predicate: Token, known: Predicate, node: List) -> str | None:
    if not known.lists:
        context.report("FLW201", f"`{predicate.text}` takes one value", node, label="a list")
        return None
    texts = [read_text(context, part, "a value of the list") for part in arguments(node.parts)]
    if not texts:
        context.report("FLW204", f"`{predicate.text}` needs {known.form}", node, label="an empty list")
    if not texts or None in texts:
        return None
    for part, text in zip(arguments(node.parts), texts, strict=True):
        if "," in str(text):
            context.report(
                "FLW211",
                "a value of this list may hold no comma",
                part,
                label="Studio splits at commas",
                help="use `regex` for such a value",
            )
            return None
    return ",".join(str(text) for text in texts)


def _settings(context: Context, parts: Sequence[Assignment]) -> dict[str, str] | None:
    """`name=…` and `of=…`."""
    found: dict[str, str] = {}
    for part in parts:
        key = text_of(part.key)
        if key not in (CONDITION_NAME, CONDITION_ARGUMENT):
            context.report(
                "FLW205",
                f"a condition has no option `{shortened(key)}`",
                part.key,
                help=suggestion(key, (CONDITION_NAME, CONDITION_ARGUMENT), "options"),
            )
            return None
        if key in found:
            context.report("FLW206", f"`{key}` is given twice", part, label="the second time")
            return None
        value = read_text(context, part.value, f"`{key}`")
        if value is None:
            return None
        found[key] = value
    return found
