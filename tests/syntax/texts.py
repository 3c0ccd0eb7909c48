"""Flow texts that the tests of syntax read, and what they ask of a reading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flowc.source import Source
from flowc.syntax import Parsed, parse, print_tree
from flowc.syntax.nodes import Assignment, Block, Item, Statement, items

FEEDBACK = """\
## Asks a caller for feedback and records the answer.
flow "Client feedback"

use std.consent

param recordings_url: url           # given when compiling: --set recordings_url=https://example.com
default say, gather { voice = Polly.Joanna; language = en-US }

on call {
  say "Hello! To improve our service this call will be recorded."

  record on channels=dual trim=trim-silence callback=recordings_url events=[in-progress, completed, absent] {
    failed -> offline
  }

  feedback: gather "How was your experience with us? Press star when you are done." {
    timeout       = 5s
    finish_on_key = "*"

    timeout -> offline
  }

  record off { failed -> next }

  if feedback.SpeechResult is_blank {
    say "We did not catch that."
  } else {
    say "Thank you, we heard: {{widgets.feedback.SpeechResult}}"
  }
}

section offline {
  say "We can't take feedback right now. Goodbye."
}
"""

BRANCHES = """\
split "{{widgets.menu.Digits}}" {
  "1"                     -> sales          # shorthand for equal_to "1"; so is a bare 1
  equal_to "2"            -> support
  matches_any_of [3, 4]   -> other
  regex "^9.*$" name="Nine anything" of="{{widgets.menu.Digits}}" -> operator
  else                    -> menu
}

if flow.variables.language equal_to "es" { -> a } else if flow.variables.language equal_to "fr" { -> b } else -> c
if caller.Digits is_blank -> menu

menu "For sales press 1, for support press 2." timeout=4s tries=3 {
  1 or "sales"   -> sales
  none           -> again
  busy, noAnswer -> voicemail
  timeout { say "Are you there?"; -> menu }
}
"""

REUSE = '''\
## Says that the call is recorded, then starts the recording.
block record-with-notice(notice: text, callback: url = none, channels: mono | dual = dual) {
  exit failed                                   # besides the main exit, which is running out
  say notice
  started: record on channels=channels callback=callback { failed -> failed }
  output Sid = started.Sid
}

rec: record-with-notice "This call is recorded." { failed -> offline }   # later: rec.Sid
"my.widget": say """
    Hello "you",
    and \\
    goodbye.
    """
-> "end"
'''

DECLARATION = """\
## Switches the recording of the call on or off.
widget record "record-call" {
  title "Call Recording"; link "https://www.twilio.com/docs/studio/widget-library/call-recording"
  after say-play, gather-input-on-call           # one of these types on every path before
  arg    state: switch                           -> record_call
  option method: GET | POST default POST         -> recording_status_callback_method
  option events: set(in-progress, completed, absent) default [completed] -> recording_status_callback_events
  option channels: mono | dual = dual            -> recording_channels
  exit success main
  output Sid, Status, Duration
}
"""

BRACKETS = """\
http POST "https://example.com" { parameters { "a b" = json("null"); 5 = pair(x, type=json_object) }; failed -> sorry }
say "long" events=[ # the first

  a, b
  c,
  [d, [e]],   ## and so on
]
dial +15550100 -0.5 2m
"""

EXAMPLES = {
    "feedback": FEEDBACK,
    "branches": BRANCHES,
    "reuse": REUSE,
    "declaration": DECLARATION,
    "brackets": BRACKETS,
}

# One mistake each, of which nothing outside of its own lines can be taken for a part.
MISTAKES = [
    "on call: {\n  say a\n}",
    "http { parameters = { a = 1 } }",
    "gather { failed => sorry }",
    "if a {\n  say b\n}\nelse {\n  say c\n}",
    "gather { timeout: 5s }",
    "gather {\n  timeout = 5s,\n  x = 1\n}",
    "a { } say b",
    "say ]",
    "say [a, b",
    "say “Hello”",
    "// a comment {",
    'say "Hello',
    "x = 08:00",
    "say Hello!",
    "failed ->",
    "timeout =",
    "section a |{\n  say b\n}",
    "on call:\n  say b",
]

_MARK = re.compile(r"⟦|⟧")


def read(text: str) -> Parsed:
    """The reading of a text; the tree always gives the text back."""
    parsed = parse(Source("a.flow", text))
    assert print_tree(parsed.file) == text
    return parsed


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its `⟦…⟧`, and the places that they stood around."""
    plain, ends, last = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        ends.append(len(plain))
        last = mark.end()
    return plain + text[last:], list(zip(ends[::2], ends[1::2], strict=True))


def findings(text: str) -> list[tuple[str, str]]:
    """The code and the message of each finding in a marked text; it checks that the places are those marked."""
    plain, places = marked(text)
    problems = read(plain).diagnostics
    assert [(problem.span.start, problem.span.end) for problem in problems] == places, problems
    return [(problem.code, problem.message) for problem in problems]


def statements(text: str) -> list[Statement]:
    """The statements at the top of a text."""
    return [item for item in items(read(text).file.entries) if isinstance(item, Statement)]


def outline(text: str) -> str:
    """The statements of a text by their heads, with their blocks: `on(say say) section(say)`."""
    return _outline(items(read(text).file.entries))


def _outline(found: Sequence[Item]) -> str:
    return " ".join(_summary(item) for item in found)


def _summary(item: Item) -> str:
    if isinstance(item, Assignment):
        return f"{item.key.text}="
    arrow = f"->{item.arrow.target.text}" if item.arrow else ""
    label = f"{item.label.name.text}:" if item.label else ""
    bodies = [item.block, *(branch.body for branch in item.elses)]
    blocks = "".join(f"({_outline(items(body.entries))})" for body in bodies if isinstance(body, Block))
    return f"{label}{item.head.text if item.head else ''}{arrow}{blocks}"
