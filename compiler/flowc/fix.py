"""Mends a flow by the fixes of its own findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from flowc.backends import STUDIO
from flowc.compile import Checked, check
from flowc.diagnostics.apply import apply_fixes, fixes_to_apply
from flowc.vocabulary import Vocabulary

if TYPE_CHECKING:
    from flowc.modules import ModuleReader
    from flowc.settings import ProjectSettings
    from flowc.values import Values

# One fix may uncover another finding; a text that is still changing then is left as it stands.
_MOST_ROUNDS = 10


@attrs.frozen
class Fixed:
    """A mended text, how many edits were made, and what is still found in it."""

    text: str
    edits: int
    checked: Checked


def fix(
    text: str,
    path: str = "<text>",
    *,
    vocabulary: Vocabulary | None = None,
    strict: bool = False,
    modules: ModuleReader | None = None,
    values: Values | None = None,
    settings: ProjectSettings | None = None,
    unsafe: bool = False,
    target: str = STUDIO,
) -> Fixed:
    """Applies every safe fix, and with `unsafe` the guesses too, as long as fewer findings are left.

    What is mended may show what it hid, and that may be mended next: of all rounds, the one that leaves
    the fewest findings counts, and none where that is not fewer than there were.
    """

    def checked_again(text: str) -> Checked:
        return check(
            text,
            path,
            vocabulary=vocabulary,
            strict=strict,
            modules=modules,
            values=values,
            settings=settings,
            target=target,
        )

    best = current = Fixed(text, 0, checked_again(text))
    for _ in range(_MOST_ROUNDS):
        # What is wrong in a module is mended where that is checked.
        found = fixes_to_apply(current.checked.diagnostics, unsafe=unsafe)
        own = [fix for fix in found if fix.span.source.path == path]
        if not own:
            break
        mended = apply_fixes(current.text, own)
        current = Fixed(mended, current.edits + len(own), checked_again(mended))
        best = current if _count(current) < _count(best) else best
    return best


def _count(fixed: Fixed) -> int:
    return len(fixed.checked.diagnostics)
