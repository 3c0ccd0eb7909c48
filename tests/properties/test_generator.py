"""The generator of valid programs reaches every verb, exit, predicate and kind of body."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.properties.choices import Feature
from tests.properties.programs import Generated, programs

from flowc.binding.predicates import PREDICATES
from flowc.vocabulary import standard_vocabulary

PROGRAMS = 600
BODIES = (
    "arrow",
    "arrow behind the statement",
    "body",
    "body with an arrow behind it",
    "else of a split",
    "else of an if",
    "empty",
    "ending in an arrow",
    "entry",
    "entry with an arrow",
    "if with an arrow",
    "section",
    "section of only an arrow",
    "section with an arrow behind it",
    "shared",
    "shared in a menu",
)
OTHERS: dict[str, tuple[str, ...]] = {
    "condition": ("name=", "of=", "shorthand"),
    "entry": ("call", "conversation", "message", "request", "subflow"),
    "menu": ("keys=", "tries=", "words="),
    "statement": (
        "bare arrow",
        "else if",
        "flow",
        "if",
        "label",
        "menu",
        "property",
        "raw",
        "raw of a declared type",
        "split",
    ),
    "target": ("end", "name", "next"),
    "value": (
        "Liquid",
        "duration",
        "json(…)",
        "list",
        "long text",
        "none",
        "number",
        "pair(…)",
        "pairs",
        "phone number",
        "record",
        "record in a block",
        "reference",
        "set",
        "switch",
        "text",
        "word",
    ),
}


def wanted() -> set[Feature]:
    """Everything that is to be reached, from the vocabulary and the lists above."""
    vocabulary = standard_vocabulary()
    widgets = {widget.type: widget for widget, _ in vocabulary.verbs.values() if not widget.is_guess}
    found = {("verb", name) for name, (widget, _) in vocabulary.verbs.items() if not widget.is_guess}
    found |= {("exit", f"{widget.type} {exit_.event}") for widget in widgets.values() for exit_ in widget.exits}
    found |= {("exit", f"menu {end}") for end in ("none", "timeout", "failed")}
    found |= {("predicate", name) for name in PREDICATES}
    found |= {("body", name) for name in BODIES}
    return found | {(kind, name) for kind, names in OTHERS.items() for name in names}


@cache
def counted() -> Counter[Feature]:
    """How many of a fixed number of programs reach each thing."""
    counts: Counter[Feature] = Counter()

    @settings(
        max_examples=PROGRAMS,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(programs())
    def count(program: Generated) -> None:
        counts.update(program.reached)

    count()
    return counts


def table(counts: Counter[Feature]) -> str:
    """The counts as lines: kind, name, number of programs."""
    rows = sorted(wanted() | set(counts))
    return "\n".join(f"{kind:<10} {name:<48} {counts[kind, name]:>5}" for kind, name in rows)


def test_every_verb_exit_predicate_and_kind_of_body_is_reached(capsys: pytest.CaptureFixture[str]) -> None:
    counts = counted()
    with capsys.disabled():
        print(f"\nOf {PROGRAMS} generated programs so many have …\n{table(counts)}")  # noqa: T201 - the table is asked for

    assert sorted(wanted() - set(counts)) == []


def test_nothing_is_reached_that_nobody_asked_for() -> None:
    assert sorted(set(counted()) - wanted()) == []
