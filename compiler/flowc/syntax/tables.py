"""What is made of a grammar before any text is read: its automaton and its terminals, as plain values.

Lark makes them (`flowc.syntax.from_lark`); those of the language itself are kept in
`grammar/tables.json` beside the grammar, so that a run need not make them again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import attrs

# Raised when the form of the store changes, so that an older one is not read as a newer one.
VERSION = 1


@attrs.frozen
class Reduction:
    """What a rule does when it has been read.

    It takes `size` values and gives one, named after `rule`; `after` tells the next state by the
    state before it. `is_plain` passes on a single value as it is (Lark's `?rule`).
    """

    rule: str
    size: int
    after: Mapping[int, int]
    is_plain: bool = False


@attrs.frozen(eq=False)
class Tables:
    """An LALR(1) automaton and the terminals it reads.

    `actions` holds, for each state, what it does with each terminal that may come: the number of the
    next state, or a reduction. `terminals` are names and patterns in the order in which they are
    tried; `keywords` are, for a pattern, the fixed words it would swallow, with their own names.
    """

    start: int
    end: int
    actions: Mapping[int, Mapping[str, int | Reduction]]
    terminals: tuple[tuple[str, str], ...]
    ignored: frozenset[str]
    keywords: Mapping[str, Mapping[str, str]]


def dump(tables: Tables, grammar: str) -> str:
    """The store of the tables of a grammar."""
    reductions: dict[int, Reduction] = {}
    for row in tables.actions.values():
        for action in row.values():
            if isinstance(action, Reduction):
                reductions.setdefault(id(action), action)
    numbers = {key: number for number, key in enumerate(reductions)}
    content = {
        "version": VERSION,
        "grammar": grammar,
        "start": tables.start,
        "end": tables.end,
        "terminals": tables.terminals,
        "ignored": sorted(tables.ignored),
        "keywords": tables.keywords,
        "reductions": [[one.rule, one.size, list(one.after.items()), one.is_plain] for one in reductions.values()],
        "actions": [
            [state, {name: [numbers[id(to)]] if isinstance(to, Reduction) else to for name, to in row.items()}]
            for state, row in tables.actions.items()
        ],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def load(text: str, grammar: str) -> Tables | None:
    """The tables of a store, or None where it was made of another grammar."""
    content = json.loads(text)
    if content["version"] != VERSION or content["grammar"] != grammar:
        return None
    reductions = [Reduction(rule, size, dict(after), plain) for rule, size, after, plain in content["reductions"]]
    return Tables(
        start=content["start"],
        end=content["end"],
        actions={
            state: {name: reductions[to[0]] if isinstance(to, list) else to for name, to in row.items()}
            for state, row in content["actions"]
        },
        terminals=tuple((name, pattern) for name, pattern in content["terminals"]),
        ignored=frozenset(content["ignored"]),
        keywords=content["keywords"],
    )
