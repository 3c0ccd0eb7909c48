" Vim syntax file of Flow, the language of flowc.
" Made of grammar/flow.lark and stdlib/; `pytest tests/highlight --update-goldens` writes it anew.

if exists("b:current_syntax")
  finish
endif

" Words hold dots and hyphens; a hyphen before `>` is part of an arrow.
syn match flowWord "[A-Za-z_]\%([A-Za-z0-9_.]\|->\@!\)*"
syn match flowSign "[{}\[\](),;:|=]"
syn match flowNumber "\%([A-Za-z0-9_.]\)\@1<!-\?[0-9]\+\%(\.[0-9]\+\)\?\%(ms\|s\|m\|h\)\?\%([A-Za-z0-9_.:/+]\|->\@!\)\@!"
syn match flowNumber "+[0-9]\+\%([A-Za-z0-9_.:/+]\|->\@!\)\@!"
syn match flowLabel "[A-Za-z_]\%([A-Za-z0-9_.]\|->\@!\)*\ze\s*:"
syn match flowOption "[A-Za-z_]\%([A-Za-z0-9_.]\|->\@!\)*\ze\s*="
syn match flowArrow "->"
syn match flowTarget "\%(->\s*\)\@<=[A-Za-z_]\%([A-Za-z0-9_.]\|->\@!\)*"
syn match flowKeyword "\%(^\s*\|[{;:]\s*\)\@<=\%(block\|const\|default\|else\|exit\|flow\|if\|menu\|on\|output\|param\|raw\|section\|split\|test\|use\|widget\)\%([A-Za-z0-9_.]\|->\@!\)\@!\%(\s*[:=]\)\@!"
syn match flowVerb "\%(^\s*\|[{;:]\s*\)\@<=\%(add-member-to-chat-channel\|agent\|ask\|call\|connect-virtual-agent\|create-chat-channel\|create-task\|dial\)\%([A-Za-z0-9_.]\|->\@!\)\@!\%(\s*[:=]\)\@!"
syn match flowVerb "\%(^\s*\|[{;:]\s*\)\@<=\%(digits\|enqueue\|flex\|function\|gather\|http\|make-outgoing-call-v1\|pay\|play\|record\|redirect\|relay\)\%([A-Za-z0-9_.]\|->\@!\)\@!\%(\s*[:=]\)\@!"
syn match flowVerb "\%(^\s*\|[{;:]\s*\)\@<=\%(resume-conversation\|run-function-v2\|say\|send\|send-to-auto-pilot\|set\|start-conversation\|stream\|subflow\)\%([A-Za-z0-9_.]\|->\@!\)\@!\%(\s*[:=]\)\@!"
syn match flowVerb "\%(^\s*\|[{;:]\s*\)\@<=\%(understand\|update-sync-object\|voicemail\)\%([A-Za-z0-9_.]\|->\@!\)\@!\%(\s*[:=]\)\@!"
syn match flowKeyword "\%(->\s*\)\@<=\%(next\|end\)\%([A-Za-z0-9_.]\|->\@!\)\@!\%(\s*[:=]\)\@!"
syn match flowKeyword "\%(}\s*\)\@<=else\%([A-Za-z0-9_.]\|->\@!\)\@!\%(\s*[:=]\)\@!"

syn match flowEscape "\\\%(u{\x\{1,6}}\|.\)" contained
syn region flowLiquid start="{{" end="}}" contained oneline
syn region flowLiquid start="{%" end="%}" contained oneline
syn region flowString start=+"+ skip=+\\.+ end=+"\|$+ oneline contains=flowEscape,flowLiquid
syn region flowString start=+"""+ skip=+\\.+ end=+"""+ contains=flowEscape,flowLiquid
syn match flowComment "#.*$" contains=flowTodo
syn match flowDocumentation "##\%(#\)\@!.*$"
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
