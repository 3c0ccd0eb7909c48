"""How much two widgets have in common, where they are not the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from flowc.diff.side import Side

_WORD = re.compile(r"\w+")
# Of two that have less in common one was taken away and the other is new.
ENOUGH = 0.6


def likeness(one: Side, first: str, other: Side, second: str, pairs: Mapping[str, str]) -> float:
    """From 0 to 1, how alike two widgets of one type are, when these widgets are known to be the same."""
    values, others = one.own[first], other.own[second]
    found = [_share(values.get(key), others.get(key)) for key in sorted(values.keys() | others.keys())]
    exits, targets = one.successors[first], other.successors[second]
    labels = dict.fromkeys([*exits, *targets])
    found += [_leads_alike(exits.get(label), targets.get(label), pairs) for label in labels]
    return sum(found) / len(found) if found else 1.0


def _leads_alike(target: str | None, other: str | None, pairs: Mapping[str, str]) -> float:
    return float(target is not None and target in pairs and pairs[target] == other)


def _share(text: str | None, other: str | None) -> float:
    """The share of words that two texts have in common."""
    if text == other:
        return 1.0
    if text is None or other is None:
        return 0.0
    words, others = Counter(_WORD.findall(text)), Counter(_WORD.findall(other))
    return 2 * (words & others).total() / max(1, words.total() + others.total())
