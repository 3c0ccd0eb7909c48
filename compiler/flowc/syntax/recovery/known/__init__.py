"""The mistakes that are known, in the order in which they are looked for.

Each function looks at what comes next and gives the repair, or nothing. Those in MISFITS are asked only
where the grammar does not allow what comes next, so that no sound text is ever "mended".
"""

from __future__ import annotations

from collections.abc import Callable

from flowc.syntax.recovery.known import (
    arrows,
    block_heads,
    colon_blocks,
    colons,
    commas,
    comparisons,
    lonely_else,
    members,
    parentheses,
    quotes,
    templates,
)
from flowc.syntax.recovery.stream import Repair, Stream

Finder = Callable[[Stream], Repair | None]

ALWAYS: tuple[Finder, ...] = (lonely_else.lonely_else,)

MISFITS: tuple[Finder, ...] = (
    templates.bare_template,
    members.json_members,
    block_heads.sign_before_block,
    block_heads.block_on_its_own_line,
    arrows.foreign_arrow,
    comparisons.foreign_comparison,
    colon_blocks.colon_and_indentation,
    colons.label_on_its_own_line,
    colons.colon_for_equals,
    commas.comma_at_line_end,
    commas.comma_between_options,
    commas.backslash_at_line_end,
    parentheses.parentheses_behind_verb,
    quotes.several_words,
    quotes.word_with_odd_signs,
    arrows.dash_before_statement,
)
