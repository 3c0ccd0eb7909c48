"""Binds the conditions of `split` and `if`: `PREDICATE VALUE [name=…] [of=…]`."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.binding.context import Context, is_reported, is_word, shortened, text_of
from flowc.binding.predicates import EQUAL, PREDICATES, Predicate
from flowc.binding.program import Condition
from flowc.binding.references import reference
from flowc.binding.reuse.meaning import blame, glimpse
from flowc.binding.texts import is_template, is_terraform
from flowc.binding.values import read_text
from flowc.diagnostics import Note
from flowc.diagnostics.suggest import did_you_mean
from flowc.language import CONDITION_ARGUMENT, CONDITION_NAME, OR
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Call, List, Token, arguments

_SETTINGS = (CONDITION_NAME, CONDITION_ARGUMENT)
_AND = "and"


def bind_condition(context: Context, predicate: Token, parts: Sequence[Argument]) -> Condition | None:
    """The condition of a predicate and what stands behind it; None after a report."""
    if is_reported([predicate, *parts]):
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
    message = f"Studio has no condition `{shortened(name)}`"
    if is_word(predicate):
        context.report_unknown(
            "FLW210",
            message,
            predicate,
            PREDICATES,
            "conditions",
            label="unknown condition",
            otherwise=f'for example `{EQUAL} "…"`, `is_blank` or `regex "…"`; a text alone needs quotes',
        )
        return
    spelled = context.span(predicate).text
    advice = f"write `{name}`, without quotes" if name in PREDICATES else f"write `{EQUAL} {shortened(spelled)}`"
    context.report("FLW210", "a condition is a word", predicate, label="a value", help=advice)


def _value(context: Context, predicate: Token, known: Predicate, values: Sequence[Argument]) -> str | None:
    if not values:
        if known.fixed is not None:
            return known.fixed
        _report_missing(context, predicate, predicate, known, "nothing to compare with")
        return None
    if len(values) > 1:
        _report_surplus(context, predicate, known, values)
        return None
    node = values[0]
    plain = glimpse(context, node)
    if isinstance(plain.node, List):
        since = len(context.problems)
        joined = _joined(plain.context, predicate, known, plain.node)
        blame(plain, since)
        return joined
    # A word that refers to nothing is no number, and in quotes it would still be none.
    if (
        plain.closure is None
        and is_word(node)
        and isinstance(node, Token)
        and not known.fits(node.text)
        and reference(context, node) is None
    ):
        if not context.is_open(node.text):
            _report_form(context, predicate, known, node)
        return None
    text = read_text(context, node, f"the value of `{predicate.text}`")
    is_open = text is None or isinstance(plain.node, Call) or is_template(text) or is_terraform(text)
    if not is_open and not known.fits(str(text)):
        _report_form(context, predicate, known, node)
        return None
    return text


def _report_missing(context: Context, predicate: Token, place: Argument, known: Predicate, label: str) -> None:
    context.report(
        "FLW204",
        f"`{predicate.text}` needs {known.form}",
        place,
        label=label,
        help=f"for example `{predicate.text} {known.example}`",
    )


def _report_form(context: Context, predicate: Token, known: Predicate, node: Argument) -> None:
    context.report(
        "FLW211",
        f"`{predicate.text}` compares with {known.form}",
        node,
        label="of another form",
        help=f"for example `{predicate.text} {known.example}`",
    )


def _report_surplus(context: Context, predicate: Token, known: Predicate, values: Sequence[Argument]) -> None:
    if is_word(values[1], _AND) or is_word(values[1], OR):
        advice = (
            "put a second `if` into the body of this one"
            if is_word(values[1], _AND)
            else "write a case, or an `else if`, for each"
        )
    elif known.lists or known.listed:
        spelled = ", ".join(context.span(value).text for value in values)
        advice = f"write `{known.listed or predicate.text} [{shortened(spelled)}]`"
    else:
        advice = "write a case for each"
    context.report(
        "FLW209",
        f"`{predicate.text}` takes one value",
        context.span(values[1], values[-1]),
        label="too many",
        help=advice,
    )


def _joined(context: Context, predicate: Token, known: Predicate, node: List) -> str | None:
    parts = arguments(node.parts)
    if not known.lists:
        advice = (
            f"write `{known.listed} {shortened(context.span(node).text)}`" if known.listed else "write a case for each"
        )
        context.report("FLW201", f"`{predicate.text}` takes one value", node, label="a list", help=advice)
        return None
    if is_reported(parts):
        return None
    texts = [read_text(context, part, "a value of the list") for part in parts]
    if not texts:
        _report_missing(context, predicate, node, known, "an empty list")
    sound = [text for text in texts if text is not None]
    if not texts or len(sound) < len(texts):
        return None
    comma = next((part for part, text in zip(parts, sound, strict=True) if "," in text), None)
    if comma is not None:
        context.report(
            "FLW211",
            "a value of this list may hold no comma",
            comma,
            label="Studio splits at commas",
            help="write `regex` for such a value",
        )
        return None
    return ",".join(sound)


def _settings(context: Context, parts: Sequence[Assignment]) -> dict[str, str] | None:
    """`name=…` and `of=…`."""
    found: dict[str, str] = {}
    places: dict[str, Span] = {}
    complete = True
    for part in parts:
        key = text_of(part.key)
        if key not in _SETTINGS:
            context.report_unknown(
                "FLW205",
                f"a condition has no option `{shortened(key)}`",
                part.key,
                _SETTINGS,
                "options",
                label="unknown option",
            )
            complete = False
        elif key in places:
            context.report_twice("FLW206", key, "given", part, Note("first given here", places[key]))
            complete = False
        else:
            places[key] = context.span(part)
            value = read_text(context, part.value, f"`{key}`")
            complete &= value is not None
            found[key] = value or ""
    return found if complete else None


def swapped(context: Context, parts: Sequence[Argument]) -> str:
    """What `CONDITION VALUE` would be in the right order; an empty text where it is something else."""
    if len(parts) < 2 or not isinstance(parts[0], Token) or not is_word(parts[0]):  # noqa: PLR2004 - both of them
        return ""
    word = parts[0].text
    near = word if word in PREDICATES else did_you_mean(word, PREDICATES)
    if near is None or reference(context, parts[0]) is not None:
        return ""
    rest = [context.span(parts[1]).text, near, *(context.span(part).text for part in parts[2:])]
    return shortened(" ".join(rest))
