"""The lines of a run."""

from __future__ import annotations

from tests.script.tried import tried

from flowc.script.transcript import shortened, transcript

FLOW = """
on call {
  say "Welcome."
  record on { failed -> next }
  menu: gather play="https://example.com/menu.mp3" { timeout -> menu }
  set choice="{{widgets.menu.Digits}}{{flow.variables.none}}"
  lookup: http GET "https://example.com/{{flow.variables.choice}}" { failed -> end }
  text: send "Hi" to=+15550177 { failed -> next }
  digits "12"
  record off { failed -> next }
}
test "all" {
  given lookup status_code=500
  silent
  presses 1
  ends
}
test "more" {
  given lookup body="ok"
  given record_1 failed
  says "one"
}
"""


def test_each_thing_that_happens_has_a_line_and_the_step_stands_before_the_first() -> None:
    one, _ = tried(FLOW)

    assert transcript(one.happenings) == [
        'say_1     hears "Welcome."',
        "record_1  recording: switch=on, recording_channels=dual, trim=do-not-trim",
        "            gives success",
        "          the call is recorded",
        'menu      hears play "https://example.com/menu.mp3"',
        "            silent",
        '          hears play "https://example.com/menu.mp3"',
        "            presses 1",
        "set_1     `flow.variables.none` is not set",
        "          flow.variables.choice = 1",
        "lookup    request: method=GET, url=https://example.com/1, "
        "content_type=application/x-www-form-urlencoded;charset=utf-8",
        "            gives answer: status_code=500",
        "          logged 81016: the request failed",
        "          the run is over: ended",
    ]


def test_variables_of_widgets_are_shown_where_they_are_asked_for() -> None:
    one, other = tried(FLOW)

    assert "          widgets.menu.Digits = 1" in transcript(one.happenings, outputs=True)
    assert '          message to +15550177: "Hi"' not in transcript(other.happenings)
    assert 'text      message to +15550177: "Hi"' in transcript(other.happenings)
    assert 'digits_1  hears digits "12"' in transcript(other.happenings)


def test_a_long_value_is_cut() -> None:
    assert shortened("a\n b") == "a b"
    assert shortened({"a": 1}) == '{"a": 1}'
    assert shortened("x" * 101) == "x" * 100 + "…"


def test_nothing_that_happened_has_no_lines() -> None:
    assert transcript([]) == []
