"""Runs all rules over a flow."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import lru_cache

from flowc.checks import rules
from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic
from flowc.graph.flow import Flow

Rule = Callable[[Facts], Iterable[Diagnostic]]


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """The rules of `flowc.checks.rules`, in the order of their names: a new file is a new rule."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return tuple(importlib.import_module(f"{rules.__name__}.{name}").check for name in names)


def check(flow: Flow) -> list[Diagnostic]:
    """What the rules find in a flow."""
    facts = Facts(flow)
    return [finding for rule in all_rules() for finding in rule(facts)]
