"""Diagnostics of every shape, for laws about what is made of them."""

from __future__ import annotations

from hypothesis import strategies as st

from flowc.diagnostics import Diagnostic, Fix, Note, Severity
from flowc.source import Source, Span

# Mostly what makes trouble: line ends, tabs, escapes, wide letters, marks without width, lone surrogates.
characters = st.sampled_from("ab `\t\n\r\x1b\x9b\x0b\x85日📞\u0301\u200d\u202e\u2028\udc80") | st.characters()
words = st.text(characters, max_size=30)
sources = st.builds(
    Source,
    words,
    st.text(characters, max_size=60) | st.builds(lambda part, times: part * times, words, st.integers(0, 40)),
)


@st.composite
def spans(draw: st.DrawFn, source: Source) -> Span:
    """Any span of a source, also an empty one and one at its end."""
    first, second = (draw(st.integers(0, len(source.text))) for _ in range(2))
    return Span(source, min(first, second), max(first, second))


@st.composite
def diagnostics(draw: st.DrawFn) -> Diagnostic:
    """A diagnostic in one source with notes there, in a second one, and without a place."""
    here, there = draw(sources), draw(sources)
    places = spans(here) | spans(there)
    return Diagnostic(
        code=draw(st.sampled_from(["FLW001", "FLW402", "FLW9"]) | words),
        severity=draw(st.sampled_from(Severity)),
        message=draw(words),
        span=draw(spans(here)),
        label=draw(words),
        notes=tuple(draw(st.lists(st.builds(Note, words, st.none() | places), max_size=5))),
        why=draw(words),
        help=draw(words),
        fixes=tuple(draw(st.lists(st.builds(Fix, words, places, words), max_size=3))),
        url=draw(words),
    )
