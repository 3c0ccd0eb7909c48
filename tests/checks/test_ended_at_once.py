"""FLW308: a stream needs a call that goes on."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail
from tests.checks.test_own_widgets import widget

FOUND = ("FLW308", "warning")
STREAM = 'stream start url="wss://example.com/audio"'


def test_a_stream_at_the_end_of_a_call_is_a_warning() -> None:
    found = only(f'on call {{\nsay "a"\n{STREAM}\n}}')

    assert (found.code, found.severity.value, found.span.line) == (*FOUND, 3)
    assert found.label == "nothing behind it keeps the call alive"
    assert trail(found) == [("1. the run begins with `call`", 1), ("2. then `say`", 2)]


@pytest.mark.parametrize("after", ["set a=1", 'send "a" { failed -> end }', "stream stop", STREAM, "record off"])
def test_what_takes_no_time_in_the_call_does_not_keep_it(after: str) -> None:
    text = f'on call {{\nsay "a"\n{STREAM} -> rest\n}}\nsection rest {{\n{after}\n}}'

    assert (*FOUND, 3) in short(text)


@pytest.mark.parametrize(
    "after",
    [
        'say "b"',
        "gather { timeout -> end }",
        "dial number +15550101 { hangup -> end }",
        'redirect "https://example.com" { timeout, fail -> end }',
        "subflow FW0123456789abcdef0123456789abcdef { failed -> end }",
        'raw "of-tomorrow"',
    ],
)
def test_what_takes_or_may_take_time_keeps_it(after: str) -> None:
    assert short(f"on call {{\n{STREAM}\nset a=1\n{after}\n}}") == []


def test_one_path_that_goes_on_is_enough() -> None:
    text = f'on call {{\n{STREAM}\nif contact.channel.address is_blank -> end\nsay "a"\n}}'

    assert short(text) == []


def test_what_stands_before_it_in_a_loop_comes_behind_it_too() -> None:
    assert short(f'on call {{\nagain: gather "a" {{ timeout -> end }}\n{STREAM} -> again\n}}') == []


def test_a_stop_and_a_flow_that_another_began_are_none() -> None:
    assert short('on call {\nsay "a"\nstream stop name=one\n}') == []
    assert short(f"on subflow {{\n{STREAM}\n}}") == []


def test_where_an_arrow_was_not_read_nothing_is_said() -> None:
    assert "FLW308" not in {code for code, _, _ in short(f"on call {{\n{STREAM} -> nowhere\n}}")}


def test_it_comes_from_the_declaration() -> None:
    own = widget("call live", "background when a=yes", "option a: yes | no")

    assert short(own + "on call {\nown a=yes\n}") == [(*FOUND, 3)]
    assert short(own + "on call {\nown a=no\n}") == []
