"""Runs all rules over a flow."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol, cast

from flowc.checks import rules
from flowc.checks.facts import Facts
from flowc.checks.kept_facts import KeptFacts
from flowc.diagnostics import Diagnostic
from flowc.graph.flow import Flow


class Rule(Protocol):
    """The module of a rule: the code it reports, its page as the docstring, and the check itself."""

    __doc__: str | None
    CODE: str

    def check(self, facts: Facts) -> Iterable[Diagnostic]:
        """What the rule finds."""


@lru_cache(maxsize=1)
def rule_modules() -> tuple[Rule, ...]:
    """The rules of `flowc.checks.rules`, in the order of their names: a new file is a new rule."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return tuple(cast(Rule, importlib.import_module(f"{rules.__name__}.{name}")) for name in names)


def check(
    flow: Flow,
    *,
    whole: bool = True,
    hints: bool = False,
    demanded: frozenset[str] = frozenset(),
    announcements: tuple[str, ...] = (),
    filters: frozenset[str] = frozenset(),
    tags: frozenset[str] = frozenset(),
    kept: KeptFacts | None = None,
) -> list[Diagnostic]:
    """What the rules find in a flow; with `hints` there are findings of the level `info` as well.

    `whole` says that all arrows of the source could be read; the rest is as in `Facts`.
    """
    facts = Facts(flow, whole, hints, demanded, announcements, filters, tags, kept)
    return [finding for rule in rule_modules() for finding in rule.check(facts)]
