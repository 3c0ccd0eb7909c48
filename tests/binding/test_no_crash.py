"""Whatever stands in a file, it is bound: mistakes become findings, never exceptions."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from flowc.compile import check, compile_text
from flowc.diagnostics import Severity

PROJECT = Path(__file__).resolve().parents[2]
FLOWS = sorted([*PROJECT.glob("examples/*.flow"), *PROJECT.glob("tests/golden/diagnostics/*.flow")])
TEXTS = [path.read_text(encoding="utf-8") for path in FLOWS]

# Rough pieces are enough: what syntax cannot read has to be survived, too.
PIECE = re.compile(r'"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|[A-Za-z_][A-Za-z0-9_.-]*|->|\n|[0-9]+\w*|[^\w\s]| +')
PIECES = [PIECE.findall(text) for text in TEXTS]
WORDS = sorted({piece for pieces in PIECES for piece in pieces})
MORE = [
    *('""', '"${x}"', '"{{x}}"', "5s", "+15550100", "-1", "0.5", "9" * 50, "[", "]", "(", ")", "{", "}", ":", ";", ","),
    *(
        "else",
        "else if",
        "none",
        "json",
        'json("[1]")',
        'json("")',
        "pair(1, x=2)",
        "participant(type=chat)",
        "or",
        "|",
    ),
    *("split", "if", "menu", "raw", "property", "set", "use", "param", "block", "default", "widget", "section", "on"),
    *(
        "flow.variables.x",
        "widgets.a.b",
        "trigger.",
        "a..b",
        "next",
        "end",
        "Trigger",
        "x=",
        "x:",
        "->",
        "=",
        "\\",
        "\0",
    ),
]
PIECE_OF_ANY = st.sampled_from([*WORDS, *MORE])


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A flow in which some pieces were removed, doubled, exchanged or put in."""
    pieces = list(draw(st.sampled_from(PIECES)))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(pieces)))
        length = draw(st.integers(0, 3))
        new = draw(st.lists(PIECE_OF_ANY, max_size=3))
        pieces[place : place + length] = [part for piece in new for part in (piece, draw(st.sampled_from(["", " "])))]
    return "".join(pieces)


@st.composite
def strange(draw: st.DrawFn) -> str:
    """A body of pieces in any order."""
    pieces = draw(st.lists(PIECE_OF_ANY, max_size=40))
    return "on call {\n" + " ".join(pieces) + "\n}\n"


@settings(max_examples=200, deadline=None)
@given(st.one_of(edited(), strange()))
@example('on call { raw "record-call" { property record_call = on } else { } }')
@example("on call { : -> ; x: else -> else }")
def test_a_flow_with_any_mistakes_is_checked_without_an_exception(text: str) -> None:
    checked = check(text)

    for finding in checked.diagnostics:
        spans = [
            finding.span,
            *(note.span for note in finding.notes if note.span),
            *(fix.span for fix in finding.fixes),
        ]
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        assert finding.message


@settings(max_examples=80, deadline=None)
@given(edited())
def test_a_flow_compiles_just_when_it_has_no_error(text: str) -> None:
    compiled = compile_text(text)

    has_error = any(finding.severity is Severity.ERROR for finding in compiled.diagnostics)
    assert (compiled.definition is None) is has_error


@settings(max_examples=80, deadline=None)
@given(edited())
def test_what_was_not_compiled_is_explained(text: str) -> None:
    compiled = compile_text(text)

    assert compiled.definition is not None or compiled.diagnostics


def test_findings_are_sorted_by_place() -> None:
    text = 'on call {\n  sy "a" -> nowhere\n  say "b" lop=2\n}\nsection s { sat "c" }\non cal -> s\n'

    found = check(text).diagnostics

    assert [finding.code for finding in found] == ["FLW101", "FLW102", "FLW205", "FLW101", "FLW105"]
    assert [finding.span.start for finding in found] == sorted(finding.span.start for finding in found)
