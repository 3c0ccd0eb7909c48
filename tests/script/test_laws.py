"""Laws of tests: written, formatted and read again they say the same, and a flow compiles as without them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from flowc import Source, check, compile_text, format_text, parse, print_tree
from flowc.play.clock import ManualClock
from flowc.play.happenings import Ending
from flowc.play.questions import HANGS_UP, SILENCE, Keys, Recorded, Reply, Words
from flowc.play.start import Start
from flowc.script.lines import (
    Acts,
    Avoids,
    Ends,
    ExpectsDeed,
    ExpectsRecording,
    ExpectsValue,
    ExpectsWarning,
    Given,
    Hears,
    Line,
    Named,
    Passes,
    Script,
    Subflow,
    Text,
    Waits,
)
from flowc.script.read import read_tests
from flowc.script.write import write_test
from flowc.source import Span

FLOW = 'on call { menu: gather "?" { timeout -> end } }\n'
HERE = Span(Source("a", ""), 0, 0)

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)
long_texts = texts | st.just("word " * 40)
names = st.sampled_from(["menu", "say_1", "my step", "else", "end", "next", "on", "a-b", "flow", "ends"])
words = st.sampled_from(["status_code", "body", "DialCallStatus", "my key", "from", "else"])
named = st.builds(Named, names, st.just(HERE))
values = texts | st.lists(texts, max_size=2) | st.dictionaries(words, st.integers() | texts, max_size=2)
compared = st.builds(Text, long_texts) | st.builds(Text, texts, st.just("contains")) | st.just(Text("a+", "regex"))
answers = (
    st.builds(Keys, st.text("0123456789#*ABCD", min_size=1, max_size=5))
    | st.builds(Words, long_texts, st.sampled_from([0.9, 0.25]))
    | st.sampled_from([SILENCE, HANGS_UP])
    | st.builds(Recorded, st.integers(0, 99), st.sampled_from(["", "#", "hangup"]))
    | st.builds(Reply, texts, st.lists(texts, max_size=2).map(tuple))
)
fields = st.dictionaries(words, compared, max_size=2)
blocks = st.dictionaries(st.just("parameters"), st.dictionaries(words, compared, min_size=1), max_size=1)
deeds = st.builds(
    ExpectsDeed,
    st.sampled_from(["request", "message", "dial"]),
    st.none() | named,
    st.tuples(fields, blocks).map(lambda both: {**both[0], **both[1]}),
    st.booleans(),
    st.just(HERE),
)
paths = st.sampled_from(["flow.variables.x", "widgets.menu.Digits", "widgets.a-b.parsed.c"])
lines: st.SearchStrategy[Line] = st.one_of(
    st.builds(Acts, answers, st.just(HERE)),
    st.builds(Waits, st.integers(0, 9999).map(float), st.just(HERE)),
    st.builds(Hears, compared, st.booleans(), st.just(HERE)),
    st.builds(Passes, st.lists(named, min_size=1, max_size=3).map(tuple), st.just(HERE)),
    st.builds(Avoids, st.lists(named, min_size=1, max_size=9).map(tuple), st.just(HERE)),
    st.builds(ExpectsValue, paths, compared | st.just(Text("", "unset")), st.just(HERE)),
    deeds,
    st.builds(ExpectsRecording, st.booleans(), st.just(HERE)),
    st.builds(ExpectsWarning, st.sampled_from([81002, 81016]), st.booleans(), st.just(HERE)),
    st.builds(Ends, st.sampled_from(Ending), st.just(HERE)),
)
starts = (
    st.just(Start())
    | st.builds(Start, st.just("message"), st.just("+1777"), body=texts)
    | st.builds(Start, st.just("request"), parameters=st.dictionaries(words, values, max_size=2))
    | st.builds(Start, st.just("call"), values=st.dictionaries(st.sampled_from(["CallStatus", "Digits"]), texts))
)
given_lines = st.builds(Given, named, st.none() | named, st.dictionaries(words, values, max_size=3), st.just(HERE))
scripts = st.builds(
    Script,
    texts,
    st.just(HERE),
    starts,
    st.lists(given_lines, max_size=2).map(tuple),
    st.lists(st.builds(Subflow, st.just("FW1"), texts, st.just(HERE)), max_size=1).map(tuple),
    st.lists(lines, max_size=6).map(tuple),
    st.sampled_from([ManualClock()]),
)


def read(text: str) -> Script:
    source = Source("a.flow", text)
    parsed = parse(source)
    assert parsed.diagnostics == (), text
    tests = read_tests(source, parsed.file)
    assert tests.diagnostics == (), (text, [one.message for one in tests.diagnostics])
    return tests.scripts[0]


def plain(script: Script) -> object:
    """What a test says, apart from places: JSON and its text count as the same."""
    return write_test(script)


@settings(max_examples=40)
@given(scripts)
def test_a_test_that_is_written_and_read_says_the_same(script: Script) -> None:
    assert plain(read(write_test(script))) == write_test(script)


@settings(max_examples=40)
@given(scripts)
def test_a_written_test_has_the_one_style(script: Script) -> None:
    text = write_test(script)

    assert format_text(text).text == text
    assert print_tree(parse(Source("a.flow", text)).file) == text


@settings(max_examples=40)
@given(scripts)
def test_formatting_a_test_on_one_line_changes_nothing_that_it_says(script: Script) -> None:
    text = write_test(script)
    # Blank lines and more blanks, as a person might have them.
    loose = text.replace("{\n", "{\n\n").replace(" =", "   =")

    formatted = format_text(loose).text

    assert plain(read(formatted)) == plain(read(text))
    assert format_text(formatted).text == formatted


@settings(max_examples=25)
@given(scripts)
def test_a_flow_with_a_test_compiles_as_without(script: Script) -> None:
    text = FLOW + write_test(script)
    codes = {one.code for one in check(text).diagnostics} - {"FLW129"}  # as without a test

    assert codes <= {"FLW902", "FLW905"}
    if not codes:
        assert compile_text(text).definition == compile_text(FLOW).definition
