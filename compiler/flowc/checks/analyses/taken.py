"""Which cases of a split take what a later case asks for.

Studio compares without regard to case, and without the space around both sides. What Liquid stands in
is compared as it is written: the same text is rendered alike within one split.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import attrs

from flowc.graph.flow import Condition, Exit, State
from flowc.graph.known import of_state

_EQUAL = ("equal_to", "matches_any_of")
_CONTAINS = "contains"
_STARTS = "starts_with"
_REGEX = "regex"
_OPPOSITES = MappingProxyType(
    {
        "equal_to": "not_equal_to",
        "matches_any_of": "does_not_match_any_of",
        "is_blank": "is_not_blank",
        "contains": "does_not_contain",
        "starts_with": "does_not_start_with",
    }
)
_OPPOSITE = {**_OPPOSITES, **{other: one for one, other in _OPPOSITES.items()}}
_BLANK = ("is_blank", "is_not_blank")
_BELOW = ("less_than", "is_before_time", "is_before_date")
_ABOVE = ("greater_than", "is_after_time", "is_after_date")
_NUMBERS = ("less_than", "greater_than")

# Whether a constant text fulfils a condition with a constant value.
_HOLDS: Mapping[str, Callable[[str, str], bool]] = MappingProxyType(
    {
        "not_equal_to": lambda text, value: text != value.strip(),
        "does_not_match_any_of": lambda text, value: text not in _entries(value),
        "is_blank": lambda text, _: not text,
        "is_not_blank": lambda text, _: bool(text),
        "contains": lambda text, value: value in text,
        "does_not_contain": lambda text, value: value.strip() not in text,
        "starts_with": lambda text, value: text.startswith(value),
        "does_not_start_with": lambda text, value: not text.startswith(value.strip()),
    }
)

# Of the cases that compare otherwise than for equal texts, so many are looked at for each later case.
_MOST_COMPARED = 200


@attrs.frozen
class Taken:
    """A case that never matches: its exit, and the earlier exits that take all it asks for.

    `all_after` says that these take everything, so that no later case matches either.
    """

    exit: Exit
    before: tuple[Exit, ...]
    all_after: bool = False


@attrs.define(eq=False)
class _Seen:
    """The cases before, that compare one value: the texts that some take, and all other conditions."""

    texts: dict[str, Exit] = attrs.field(factory=dict)
    others: list[tuple[Condition, Exit]] = attrs.field(factory=list)
    keys: dict[tuple[str, str], Exit] = attrs.field(factory=dict)


@of_state
def taken(state: State) -> list[Taken]:
    """The cases of a state that never match; those behind cases that take everything are one."""
    found: list[Taken] = []
    seen: dict[str, _Seen] = {}
    whole: tuple[Exit, ...] = ()
    cases = [exit_ for exit_ in state.exits if len(exit_.conditions) == 1]
    for exit_ in cases if len(cases) > 1 else ():
        if whole:
            found.append(Taken(exit_, whole, all_after=True))
            break
        condition = exit_.conditions[0]
        known = seen.setdefault(condition.argument.strip(), _Seen())
        before = _takers(known, condition)
        if before:
            found.append(Taken(exit_, tuple(dict.fromkeys(before))))
        opposite = known.keys.get((_OPPOSITE.get(condition.type, ""), _key(condition)[1]))
        if opposite is not None:
            whole = (opposite, exit_)
        _note(known, condition, exit_)
    return found


def _note(known: _Seen, condition: Condition, exit_: Exit) -> None:
    known.keys.setdefault(_key(condition), exit_)
    if condition.type in _EQUAL and not _has_liquid(condition.value):
        for text in _texts(condition):
            known.texts.setdefault(text, exit_)
    elif len(known.others) < _MOST_COMPARED and not _has_liquid(condition.value):
        known.others.append((condition, exit_))


def _takers(known: _Seen, condition: Condition) -> Sequence[Exit]:
    """The earlier cases that together take all that a condition asks for; none where something is left."""
    same = known.keys.get(_key(condition))
    if same is not None:
        return (same,)
    if _has_liquid(condition.value):
        return ()
    if condition.type in _EQUAL:
        found = [_taker_of_text(known, text) for text in _texts(condition)]
        takers = [one for one in found if one is not None]
        return takers if len(takers) == len(found) else ()
    other = next((exit_ for earlier, exit_ in known.others if _implies(condition, earlier)), None)
    return () if other is None else (other,)


def _taker_of_text(known: _Seen, text: str) -> Exit | None:
    if text in known.texts:
        return known.texts[text]
    for earlier, exit_ in known.others:
        holds = _HOLDS.get(earlier.type)
        if holds is not None and holds(text, earlier.value.casefold()):
            return exit_
    return None


def _implies(later: Condition, earlier: Condition) -> bool:
    """Whether what fulfils the later condition, which compares no equal texts, always fulfils the earlier one."""
    one, other = later.value.casefold().strip(), earlier.value.casefold()
    if later.type in (_CONTAINS, _STARTS) and one:
        if earlier.type == _STARTS:
            return later.type == _STARTS and one.startswith(other)
        return (earlier.type == _CONTAINS and other in one) or earlier.type == _BLANK[1]
    if later.type != earlier.type or later.type not in (*_BELOW, *_ABOVE):
        return False
    if later.type in _NUMBERS:
        try:
            limits = float(one), float(other)
        except ValueError:
            return False
        return limits[0] <= limits[1] if later.type in _BELOW else limits[0] >= limits[1]
    return one <= other if later.type in _BELOW else one >= other


def _key(condition: Condition) -> tuple[str, str]:
    """What is the same for two conditions that ask for the same."""
    if condition.type in _BLANK:
        return condition.type, ""
    if condition.type == _REGEX or _has_liquid(condition.value):
        return condition.type, condition.value
    return condition.type, condition.value.casefold().strip()


def _texts(condition: Condition) -> tuple[str, ...]:
    """The texts that a condition for equal texts takes."""
    value = condition.value.casefold()
    return _entries(value) if condition.type == _EQUAL[1] else (value.strip(),)


def _entries(value: str) -> tuple[str, ...]:
    """The entries of a list with commas, of which none is blank."""
    return tuple(part for part in map(str.strip, value.split(",")) if part)


def _has_liquid(text: str) -> bool:
    return "{{" in text or "{%" in text
