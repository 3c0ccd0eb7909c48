"""Mends a flow by the fixes of its own findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

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
) -> Fixed:
    """Applies every safe fix, and with `unsafe` the guesses too. A round that would leave more findings is not made."""

    def checked_again(text: str) -> Checked:
        return check(
            text, path, vocabulary=vocabulary, strict=strict, modules=modules, values=values, settings=settings
        )

    checked = checked_again(text)
    edits = 0
    for _ in range(_MOST_ROUNDS):
        # What is wrong in a module is mended where that is checked.
        own = [fix for fix in fixes_to_apply(checked.diagnostics, unsafe=unsafe) if fix.span.source.path == path]
        if not own:
            break
        mended = apply_fixes(text, own)
        after = checked_again(mended)
        if len(after.diagnostics) >= len(checked.diagnostics):
            break
        text, checked, edits = mended, after, edits + len(own)
    return Fixed(text, edits, checked)
