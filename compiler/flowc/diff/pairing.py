"""Which widgets of two flows are the same, by the ways in which one is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator

import attrs

from flowc.diff.likeness import ENOUGH, likeness
from flowc.diff.side import Side

Pair = tuple[str, str]
# What two widgets must have in common to be looked at as one.
Key = Callable[[Side, str], Hashable]


def content(side: Side, name: str) -> Hashable:
    """The type and the properties of a widget, its name and the names in it apart."""
    return side.contents[name]


def kind(side: Side, name: str) -> Hashable:
    """The type of a widget."""
    return side.states[name].type


@attrs.frozen
class Pairing:
    """The widgets of two flows that were found to be the same, and those that are left.

    No step prefers what stands first, so that both directions find the same pairs.
    """

    before: Side
    after: Side
    pairs: dict[str, str] = attrs.field(factory=dict)
    taken: set[str] = attrs.field(factory=set)

    def pair(self, first: str, second: str) -> None:
        """Holds two widgets for one."""
        self.pairs[first] = second
        self.taken.add(second)

    def left(self) -> tuple[list[str], list[str]]:
        """The widgets of either flow that have no partner yet."""
        return (
            [name for name in self.before.states if name not in self.pairs],
            [name for name in self.after.states if name not in self.taken],
        )

    def by_name(self, key: Key | None = None) -> None:
        """Pairs widgets of one name, where they have the key in common as well."""
        for name in self.left()[0]:
            if name not in self.after.states or name in self.taken:
                continue
            if key is None or key(self.before, name) == key(self.after, name):
                self.pair(name, name)

    def by_content(self) -> None:
        """Pairs widgets of the same content that no other has, and those of the same content around all pairs."""
        first, second = self.left()
        self._accept(_sole(_groups(self.before, first, content), _groups(self.after, second, content)))
        self._spread(content, lambda _: True)

    def by_likeness(self) -> None:
        """Pairs widgets of which only a part changed: around all pairs, then those that share what no other has."""
        self._spread(kind, self._is_alike)
        first, second = self.left()
        shared = _sole(_marks(self.before, first), _marks(self.after, second))
        if self._accept(one for one in shared if self._is_alike(one)):
            self._spread(kind, self._is_alike)

    def _is_alike(self, pair: Pair) -> bool:
        return likeness(self.before, pair[0], self.after, pair[1], self.pairs) >= ENOUGH

    def _spread(self, key: Key, accepts: Callable[[Pair], bool]) -> None:
        """Goes along the exits from pair to pair as long as that finds new ones."""
        frontier = list(self.pairs.items())
        while frontier:
            frontier = self._accept(one for pair in frontier for one in self._around(pair, key) if accepts(one))

    def _around(self, pair: Pair, key: Key) -> Iterator[Pair]:
        """The widgets without a partner to which both of a pair lead, or that lead to both, in the same way."""
        targets = self.after.successors[pair[1]]
        for label, first in self.before.successors[pair[0]].items():
            second = targets.get(label)
            if second is None or first in self.pairs or second in self.taken:
                continue
            if key(self.before, first) == key(self.after, second):
                yield first, second
        firsts = [(label, name) for label, name in self.before.predecessors[pair[0]] if name not in self.pairs]
        seconds = [(label, name) for label, name in self.after.predecessors[pair[1]] if name not in self.taken]
        if firsts and seconds:
            yield from _sole(_labelled(self.before, firsts, key), _labelled(self.after, seconds, key))

    def _accept(self, found: Iterable[Pair]) -> list[Pair]:
        """Holds those pairs for one of which no widget has a second partner; these pairs."""
        pairs = list(dict.fromkeys(found))
        firsts = Counter(first for first, _ in pairs)
        seconds = Counter(second for _, second in pairs)
        accepted = [(first, second) for first, second in pairs if firsts[first] == 1 == seconds[second]]
        for first, second in accepted:
            self.pair(first, second)
        return accepted


Groups = dict[Hashable, list[str]]


def _groups(side: Side, names: Iterable[str], key: Key) -> Groups:
    return _grouped((key(side, name), name) for name in names)


def _labelled(side: Side, found: Iterable[tuple[Hashable, str]], key: Key) -> Groups:
    return _grouped(((label, key(side, name)), name) for label, name in found)


def _marks(side: Side, names: Iterable[str]) -> Groups:
    """Widgets by each of their own properties, and by their type."""
    return _grouped(((kind(side, name), mark), name) for name in names for mark in (None, *side.own[name].items()))


def _grouped(found: Iterable[tuple[Hashable, str]]) -> Groups:
    groups: Groups = {}
    for key, name in found:
        groups.setdefault(key, []).append(name)
    return groups


def _sole(first: Groups, second: Groups) -> Iterator[Pair]:
    """The pairs that are alone with what they have in common."""
    for key, names in first.items():
        others = second.get(key, ())
        if len(names) == 1 == len(others):
            yield names[0], others[0]
