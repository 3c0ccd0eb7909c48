"""What to offer in place of a name that does not exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from flowc.diagnostics.distance import edit_distance

# Longer names are compared for case only: nobody reads a near miss in them, and a file must not be
# able to make the search slow.
_LONGEST_COMPARED = 100

# In a shorter name, one letter more or less is half a new name.
_SHORTEST_LOOSE = 3

_MOST_LISTED = 12
_LONGEST_LISTING = 400


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was most likely meant by `name`, or None where none is near.

    One that differs only in case or in `-` against `_` comes first, then the closest by edit
    distance up to a third of the name's length; of equally close ones, the first.
    """
    others = [candidate for candidate in candidates if candidate != name]
    wanted = _fold(name)
    for candidate in others:
        if _could_equal(name, candidate) and _fold(candidate) == wanted:
            return candidate
    return _closest(wanted, others) if len(name) <= _LONGEST_COMPARED else None


def suggestion(name: str, candidates: Iterable[str], what: str) -> str:
    """The text of a `help`: the near candidate, else a short list of all, else nothing.

    `what` names the candidates in the plural, as in "the *exits* are `success` and `failed`".
    """
    names = tuple(dict.fromkeys(candidates))
    near = did_you_mean(name, names)
    if near is not None:
        return f"did you mean `{near}`?"
    if not 1 <= len(names) <= _MOST_LISTED or sum(map(len, names)) > _LONGEST_LISTING:
        return ""
    if len(names) == 1:
        return f"there is only `{names[0]}`"
    return f"the {what} are {_listing(names)}"


def _closest(wanted: str, candidates: Sequence[str]) -> str | None:
    best = None
    letters = Counter(wanted)
    # A name of which every character would have to change is not a slip.
    limit = min(max(1, len(wanted) // 3), len(wanted) - 1)
    for candidate in candidates:
        if limit < 1:
            break
        if abs(len(candidate) - len(wanted)) > (limit if len(wanted) >= _SHORTEST_LOOSE else 0):
            continue
        folded = _fold(candidate)
        # Each letter that is missing costs a change: quick to count, and most names fail here.
        if (letters - Counter(folded)).total() > limit:
            continue
        distance = edit_distance(wanted, folded, limit)
        if distance is not None:
            best, limit = candidate, distance - 1
    return best


def _fold(name: str) -> str:
    return name.casefold().replace("-", "_")


def _could_equal(name: str, candidate: str) -> bool:
    # Case folding at most triples a length (`ΐ`), so others need not be folded at all.
    return len(candidate) <= 3 * len(name) and len(name) <= 3 * len(candidate)


def _listing(names: Sequence[str]) -> str:
    *most, last = (f"`{name}`" for name in names)
    return f"{', '.join(most)} and {last}"
