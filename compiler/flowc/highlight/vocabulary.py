"""The words and the shapes that highlighting knows, from the grammar and the declarations of the library."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from flowc.language import BODY_STATEMENTS, ELSE, END, EXIT, FILE_STATEMENTS, NEXT, OUTPUT
from flowc.resources import grammar_text
from flowc.vocabulary import standard_vocabulary

# `NAME.PRIORITY: /pattern/`, or a quoted sign, as the grammar writes a terminal.
_TERMINAL = re.compile(r'^([A-Z_]+)(?:\.\d+)?: (?:/(.+)/|"(.+)")$', re.MULTILINE)

# What a word may go on with: behind a word that ends here, none of these stands.
BORDER = r"(?![A-Za-z0-9_.]|-(?!>))"


@attrs.frozen
class Words:
    """The words that are more than names.

    `heads` begin statements of a file, `statements` those of a body that the language itself defines, and
    `verbs` those of the widgets that the library declares; `targets` stand behind an arrow.
    """

    heads: tuple[str, ...]
    statements: tuple[str, ...]
    lines: tuple[str, ...]
    targets: tuple[str, ...]
    verbs: tuple[str, ...]


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of the language and of the standard library."""
    verbs = tuple(sorted(set(standard_vocabulary().verbs) - {*BODY_STATEMENTS}))
    return Words(FILE_STATEMENTS, (*BODY_STATEMENTS, ELSE), (EXIT, OUTPUT), (NEXT, END), verbs)


@lru_cache(maxsize=1)
def terminals() -> dict[str, str]:
    """The regular expressions of the terminals, as the grammar has them."""
    return {name: pattern or re.escape(sign) for name, pattern, sign in _TERMINAL.findall(grammar_text())}


def any_of(names: tuple[str, ...]) -> str:
    """A regular expression for any of some words, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
