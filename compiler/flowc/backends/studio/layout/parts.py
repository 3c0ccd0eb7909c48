"""Takes a flow apart: what the trigger reaches, and each group of states that it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flowc.backends.studio.layout.cycles import Unrolled, unroll
from flowc.backends.studio.layout.links import Link


def parts(leaving: Sequence[Sequence[Link]], trigger: int) -> list[Unrolled]:
    """What the trigger reaches, then the groups of the other states in the order of the flow."""
    found = [unroll(leaving, [trigger])]
    reached = set(found[0].states)
    loose = [
        [] if state in reached else [link for link in own if link.target not in reached]
        for state, own in enumerate(leaving)
    ]
    led_to = {link.target for own in loose for link in own}
    for group in _groups(loose, reached):
        tops = [state for state in group if state not in led_to]
        found.append(unroll(loose, [*tops, *group]))
    return found


def _groups(loose: Sequence[Sequence[Link]], reached: set[int]) -> Iterator[list[int]]:
    """The states that lines join in any direction, each group in the order of the flow."""
    joined: list[list[int]] = [[] for _ in loose]
    for own in loose:
        for link in own:
            joined[link.source].append(link.target)
            joined[link.target].append(link.source)
    seen = set(reached)
    for first in range(len(loose)):
        group = [] if first in seen else [first]
        seen.add(first)
        for state in group:  # grows while it is read
            group.extend(dict.fromkeys(other for other in joined[state] if other not in seen))
            seen.update(joined[state])
        if group:
            yield sorted(group)
