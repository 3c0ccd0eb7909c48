"""Makes the tables of a grammar with Lark."""

from __future__ import annotations

import re
from typing import Any

from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef
from lark.parsers.lalr_analysis import Shift

from flowc.syntax.tables import Reduction, Tables

# What Lark's automaton does with each symbol: shift to a state, or reduce a rule.
Row = dict[str, tuple[Any, Any]]


def make_tables(grammar: str) -> Tables:
    """The tables of a grammar in Lark's notation. Raises Lark's GrammarError where it is not LALR(1)."""
    lark = Lark(grammar, parser="lalr", lexer="basic", keep_all_tokens=True, maybe_placeholders=False)
    conf = lark.parse_interactive("").parser_state.parse_conf
    numbers = _numbers(conf.states, conf.start_state)
    rows = {numbers[state]: _row(conf.states[state], numbers) for state in numbers}
    after: dict[str, dict[int, int]] = {}
    for state, row in rows.items():
        for symbol, (action, target) in row.items():
            if action is Shift:
                after.setdefault(symbol, {})[state] = target
    # Lark hashes a rule anew at every look-up, so each is looked up once.
    reductions = {
        rule: _reduction(rule, after.get(rule.origin.name, {}))
        for row in rows.values()
        for action, rule in row.values()
        if action is not Shift
    }
    rules = {rule.origin.name for rule in reductions}
    return Tables(
        start=numbers[conf.start_state],
        end=numbers[conf.end_state],
        actions={
            state: {
                symbol: target if action is Shift else reductions[target]
                for symbol, (action, target) in row.items()
                if symbol not in rules
            }
            for state, row in rows.items()
        },
        # The order is that of Lark's own lexer: by priority, then by length.
        terminals=tuple(
            (terminal.name, terminal.pattern.to_regexp()) for terminal in sorted(lark.terminals, key=_precedence)
        ),
        ignored=frozenset(lark.ignore_tokens),
        keywords=_keywords(list(lark.terminals)),
    )


def _numbers(states: dict[int, Row], start: int) -> dict[int, int]:
    """The states numbered as they are met from the first one on: Lark's own numbers change from run to run."""
    numbers = {start: 0}
    for state in (queue := [start]):
        for _, (action, target) in sorted(states[state].items(), key=lambda entry: entry[0]):
            if action is Shift and target not in numbers:
                numbers[target] = len(numbers)
                queue.append(target)
    return numbers


def _row(row: Row, numbers: dict[int, int]) -> Row:
    """What a state does, by the names of the symbols, with the new numbers."""
    return {
        symbol: (action, numbers[target] if action is Shift else target)
        for symbol, (action, target) in sorted(row.items(), key=lambda entry: entry[0])
    }


def _reduction(rule: Rule, after: dict[int, int]) -> Reduction:
    name = rule.alias or rule.options.template_source or rule.origin.name
    return Reduction(str(name), len(rule.expansion), after, bool(rule.options.expand1) and not rule.alias)


def _precedence(terminal: TerminalDef) -> tuple[int, int, int, str]:
    pattern = terminal.pattern
    return -terminal.priority, -pattern.max_width, -len(pattern.value), terminal.name


def _keywords(terminals: list[TerminalDef]) -> dict[str, dict[str, str]]:
    """For each pattern, the fixed words that it would swallow, with their own types."""
    found: dict[str, dict[str, str]] = {}
    fixed = [terminal for terminal in terminals if terminal.pattern.type == "str"]
    for terminal in terminals:
        pattern = re.compile(terminal.pattern.to_regexp())
        words = {
            word.pattern.value: word.name
            for word in fixed
            if word.priority >= terminal.priority and word is not terminal and pattern.fullmatch(word.pattern.value)
        }
        if words:
            found[terminal.name] = words
    return found
