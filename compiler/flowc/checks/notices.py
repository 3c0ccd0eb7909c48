"""Whether a text tells a caller of something, such as a recording, by words that a declaration lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flowc.vocabulary.widget import Notice

# A denial concerns what follows it in the same clause, so many words further on at most.
_FARTHEST = 5
_CLAUSE_END = re.compile("[.!?;:,\u2026\n\u3002\u3001\uff0c\uff01\uff1f\uff1b\uff1a]+")
_TRIMMED = "\"'()<>/\u201c\u201d\u201e\u00ab\u00bb"
# Writing without blanks between words begins about here in Unicode.
_FIRST_WITHOUT_BLANKS = "\u2e80"


def tells(text: str, notice: Notice, words: Sequence[str] = ()) -> bool:
    """Whether a text says with one of the words of the notice, or these, what it is about, and does not deny it."""
    folded = text.casefold()
    known = [word for word in (*notice.words, *(word.casefold() for word in words)) if word in folded]
    return any(
        not _is_denied(clause, at, notice)
        for clause in (_CLAUSE_END.split(folded) if known else ())
        for word in known
        for at in _places(clause, word)
    )


def _places(clause: str, word: str) -> Iterator[int]:
    """Where a word, or a longer one that begins with it, stands in a clause."""
    at = clause.find(word)
    while at >= 0:
        if at == 0 or word[0] >= _FIRST_WITHOUT_BLANKS or not clause[at - 1].isalnum():
            yield at
        at = clause.find(word, at + 1)


def _is_denied(clause: str, at: int, notice: Notice) -> bool:
    """Whether the word at a place is turned into its opposite."""
    if clause[at] >= _FIRST_WITHOUT_BLANKS:
        return any(denial in clause for denial in notice.denials if denial[0] >= _FIRST_WITHOUT_BLANKS)
    before = [word.strip(_TRIMMED) for word in clause[:at].replace("\u2019", "'").split()][-_FARTHEST:]
    denials = [number for number, word in enumerate(before) if word in notice.denials]
    return bool(denials) and not any(word.startswith(notice.wishes) for word in before[denials[-1] + 1 :])
