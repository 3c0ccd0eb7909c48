"""Whatever the text, compiling it gives findings or a definition, and never raises."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowc import compile_text
from flowc.diagnostics import Severity
from flowc.diagnostics.render import FORMATS
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import tokens

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.flow"))
# An example as the texts of its tokens, each with the blanks before it.
PIECES = [
    [token.leading + token.text for token in tokens(parse(Source(path.name, path.read_text(encoding="utf-8"))).file)]
    for path in EXAMPLES
]
ALL_PIECES = sorted({piece for pieces in PIECES for piece in pieces})
ODD = (
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "->",
    ":",
    ";",
    "=",
    ",",
    "|",
    '"',
    '"""',
    "\\",
    "#",
    "\n",
    "*",
    "08:00",
    "else",
    "\x00",
)

quick = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def edited_examples(draw: st.DrawFn) -> str:
    """An example in which some tokens are left out, doubled, swapped or taken from elsewhere."""
    pieces = list(draw(st.sampled_from(PIECES)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(pieces) - 1))
        edit = draw(st.sampled_from(("drop", "double", "swap", "foreign", "odd", "cut")))
        if edit == "drop":
            pieces[at] = ""
        elif edit == "double":
            pieces[at] += pieces[at]
        elif edit == "swap":
            other = draw(st.integers(0, len(pieces) - 1))
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif edit == "foreign":
            pieces[at] = draw(st.sampled_from(ALL_PIECES))
        elif edit == "odd":
            pieces[at] += draw(st.sampled_from(ODD))
        else:
            pieces = pieces[: at + 1]
    return "".join(pieces)


def compile_and_draw(text: str) -> None:
    """Compiles a text and draws what is found: a definition comes out just where no finding is an error."""
    compiled = compile_text(text)
    has_error = any(finding.severity is Severity.ERROR for finding in compiled.diagnostics)

    assert (compiled.definition is None) is has_error
    for form in FORMATS.values():
        assert isinstance(form(compiled.diagnostics, False), str)


@quick
@given(edited_examples())
def test_an_example_with_random_edits_never_raises(text: str) -> None:
    compile_and_draw(text)


@quick
@given(st.text())
def test_arbitrary_text_never_raises(text: str) -> None:
    compile_and_draw(text)


@quick
@given(st.lists(st.sampled_from([*ALL_PIECES, *ODD])).map("".join))
def test_tokens_in_any_order_never_raise(text: str) -> None:
    compile_and_draw(text)
