"""Mends a flow by the fixes of its own findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from flowc.compile import Checked, check
from flowc.diagnostics.apply import apply_fixes, safe_fixes
from flowc.vocabulary import Vocabulary

if TYPE_CHECKING:
    from flowc.modules import ModuleReader
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
) -> Fixed:
    """Applies every safe fix. A round that would leave more findings than before is not made."""
    checked = check(text, path, vocabulary=vocabulary, strict=strict, modules=modules, values=values)
    edits = 0
    for _ in range(_MOST_ROUNDS):
        # What is found in a module is mended where that is checked itself.
        fixes = safe_fixes(one for one in checked.diagnostics if one.span.source.path == path)
        if not fixes:
            break
        mended = apply_fixes(text, fixes)
        after = check(mended, path, vocabulary=vocabulary, strict=strict, modules=modules, values=values)
        if len(after.diagnostics) >= len(checked.diagnostics):
            break
        text, checked, edits = mended, after, edits + len(fixes)
    return Fixed(text, edits, checked)
