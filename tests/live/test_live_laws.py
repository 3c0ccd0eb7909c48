"""After any edits the findings are those of a check of the whole text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import EXAMPLES

from flowc import Diagnostic, check
from flowc.live import LiveFlow
from flowc.source import Span

TEXTS = [path.read_text(encoding="utf-8") for path in EXAMPLES]
PIECES = (
    *("", " ", "x", "\n", "\r\n", "\r", "{", "}", "(", "]", ";", '"', '"""', "#", "# flowc: allow unreachable: why\n"),
    *("a: ", "-> next\n", "-> nowhere\n", 'say "Hello."\n', "say {{\n", 'gather "x" { timeout -> end }\n', "else "),
    *("if flow.data.x is_blank {\n", "}\n", "section more {\n", "} else {\n", 'menu "x" {\n 1 -> end\n}\n'),
    *("{{widgets.menu.Digits}}", "{{const.shop}}", 'const shop = "x"\n', "param p: text\n", "use std.consent\n"),
    *(
        "section menu {\n",
        "-> menu\n",
        "-> end",
        "answer: ",
        " { audioComplete -> answer }",
        "on message {\n",
        "record off\n",
    ),
    *("default say { voice = alice }\n", "block b(w: text) {\n say w\n}\n", 'b "x"\n', "record on\n", "\u2028", "😀"),
)


def shown(diagnostics: tuple[Diagnostic, ...]) -> list[object]:
    """All that is said in findings, places as offsets."""

    def place(span: Span | None) -> object:
        return None if span is None else (span.source.path, span.start, span.end, span.text)

    return [
        (
            *(one.code, one.severity, one.message, one.label, one.why, one.help, one.url, place(one.span)),
            [(note.message, place(note.span)) for note in one.notes],
            [(fix.title, fix.replacement, fix.safe, place(fix.span)) for fix in one.fixes],
        )
        for one in diagnostics
    ]


@settings(max_examples=150)
@given(st.data())
def test_law_findings_are_those_of_a_whole_check(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    live = LiveFlow("a.flow")
    hints = data.draw(st.booleans())
    assert shown(live.check(text, hints=hints)) == shown(check(text, "a.flow", hints=hints).diagnostics)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + data.draw(st.sampled_from([0, 0, 3, 40])))))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]

        assert shown(live.check(text, hints=hints)) == shown(check(text, "a.flow", hints=hints).diagnostics)


@settings(max_examples=60)
@given(st.data())
def test_law_the_same_holds_of_edits_of_whole_lines(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    live = LiveFlow("a.flow")
    for _ in range(data.draw(st.integers(1, 8))):
        lines = text.splitlines(keepends=True) or [""]
        at = data.draw(st.integers(0, len(lines) - 1))
        action = data.draw(st.sampled_from(["drop", "double", "swap", "new"]))
        other = data.draw(st.integers(0, len(lines) - 1))
        if action == "drop":
            del lines[at]
        elif action == "double":
            lines.insert(at, lines[at])
        elif action == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        else:
            lines.insert(at, f"{data.draw(st.sampled_from(PIECES))}\n")
        text = "".join(lines)

        assert shown(live.check(text)) == shown(check(text, "a.flow").diagnostics)


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in EXAMPLES])
def test_a_sound_text_is_read_in_pieces(text: str) -> None:
    live = LiveFlow("a.flow")

    assert live.parsed(text) is not None
