"""What is wrong with a text that is no Liquid."""

from __future__ import annotations

import attrs


@attrs.frozen
class Problem:
    """Why a text is no Liquid, in words.

    `tag` is the name of the tag that is not known, where that is the reason.
    """

    reason: str
    start: int
    end: int
    tag: str = ""
