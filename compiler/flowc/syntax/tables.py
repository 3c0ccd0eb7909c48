"""Lark's LALR(1) tables, in the form that is quickest to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs
from lark import Lark
from lark.parsers.lalr_analysis import Shift

# What a state does with a terminal: it goes on to another state, or it reduces a rule.
Reduction = tuple[int, Mapping[int, int], Callable[[list[Any]], Any]]
Action = int | Reduction


@attrs.frozen(eq=False)
class Tables:
    """An LALR(1) automaton.

    `actions` holds, for each state, what it does with each terminal that may come: the number of the
    next state, or a reduction (how many values the rule takes, the state after it by the state before
    it, and the function that builds its node).
    """

    actions: Mapping[int, Mapping[str, Action]]
    start: int
    end: int


def tables_of(lark: Lark) -> Tables:
    """The tables that Lark has made of a grammar."""
    conf = lark.parse_interactive("").parser_state.parse_conf
    rows = conf.states
    after: dict[str, dict[int, int]] = {}
    for state, row in rows.items():
        for symbol, (action, target) in row.items():
            if action is Shift:
                after.setdefault(symbol, {})[state] = target
    # Lark hashes a rule anew at every look-up, so each is looked up once.
    reductions = {
        rule: (len(rule.expansion), after.get(rule.origin.name, {}), conf.callbacks[rule])
        for row in rows.values()
        for action, rule in row.values()
        if action is not Shift
    }
    rules = {rule.origin.name for rule in reductions}
    actions = {
        state: {
            symbol: target if action is Shift else reductions[target]
            for symbol, (action, target) in row.items()
            if symbol not in rules
        }
        for state, row in rows.items()
    }
    return Tables(actions, conf.start_state, conf.end_state)
