"""Writes the syntax file for Vim and Neovim."""

from __future__ import annotations

from collections.abc import Iterable

from flowc.highlight.vocabulary import words

_WORD = r"[A-Za-z_]\%([A-Za-z0-9_.]\|->\@!\)*"
_NUMBER = r"\%([A-Za-z0-9_.]\)\@1<!-\?[0-9]\+\%(\.[0-9]\+\)\?\%(ms\|s\|m\|h\)\?"
_NUMBER_END = r"\%([A-Za-z0-9_.:/+]\|->\@!\)\@!"
_HEAD = rf'''" Vim syntax file of Flow, the language of flowc.
" Made of grammar/flow.lark and stdlib/; `pytest tests/highlight --update-goldens` writes it anew.

if exists("b:current_syntax")
  finish
endif

" Words hold dots and hyphens; a hyphen before `>` is part of an arrow.
syn match flowWord "{_WORD}"
syn match flowSign "[{{}}\[\](),;:|=]"
syn match flowNumber "{_NUMBER}{_NUMBER_END}"
syn match flowNumber "+[0-9]\+{_NUMBER_END}"
syn match flowLabel "{_WORD}\ze\s*:"
syn match flowOption "{_WORD}\ze\s*="
syn match flowArrow "->"
syn match flowTarget "\%(->\s*\)\@<={_WORD}"
'''

_TAIL = '''
syn match flowEscape "\\\\\\%(u{\\x\\{1,6}}\\|.\\)" contained
syn region flowLiquid start="{{" end="}}" contained oneline
syn region flowLiquid start="{%" end="%}" contained oneline
syn region flowString start=+"+ skip=+\\\\.+ end=+"\\|$+ oneline contains=flowEscape,flowLiquid
syn region flowString start=+"""+ skip=+\\\\.+ end=+"""+ contains=flowEscape,flowLiquid
syn match flowComment "#.*$" contains=flowTodo
syn match flowDocumentation "##\\%(#\\)\\@!.*$"
syn keyword flowTodo TODO FIXME contained

hi def link flowArrow Operator
hi def link flowComment Comment
hi def link flowDocumentation SpecialComment
hi def link flowEscape SpecialChar
hi def link flowKeyword Statement
hi def link flowLabel Label
hi def link flowLiquid Identifier
hi def link flowNumber Number
hi def link flowOption Type
hi def link flowSign Delimiter
hi def link flowString String
hi def link flowTarget Label
hi def link flowTodo Todo
hi def link flowVerb Function

" Long texts begin far above what is shown.
syn sync minlines=200

let b:current_syntax = "flow"
'''
_WIDTH = 110
_BEGIN = r"\%(^\s*\|[{;:]\s*\)\@<="
_END = r"\%([A-Za-z0-9_.]\|->\@!\)\@!\%(\s*[:=]\)\@!"


def vim_syntax() -> str:
    """The syntax file."""
    every = words()
    lines = [
        *_matches("flowKeyword", (*every.heads, *every.statements, *every.lines)),
        *_matches("flowVerb", every.verbs),
        rf'syn match flowKeyword "\%(->\s*\)\@<=\%({_any(every.targets)}\){_END}"',
        rf'syn match flowKeyword "\%(}}\s*\)\@<=else{_END}"',
    ]
    return _HEAD + "\n".join(lines) + "\n" + _TAIL


def _matches(group: str, names: Iterable[str]) -> list[str]:
    """Matches of words at the beginning of a statement, so many on a line as fit."""
    rows: list[list[str]] = [[]]
    for name in sorted(names):
        if sum(map(len, rows[-1])) + len(rows[-1]) * 2 + len(name) > _WIDTH:
            rows.append([])
        rows[-1].append(name)
    return [rf'syn match {group} "{_BEGIN}\%({_any(row)}\){_END}"' for row in rows]


def _any(names: Iterable[str]) -> str:
    return r"\|".join(names)
