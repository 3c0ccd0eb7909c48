"""Placement comes from declarations: a widget that only a test or a user's file declares is checked alike."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short

from flowc.source import Source
from flowc.vocabulary import Vocabulary, standard_vocabulary
from flowc.vocabulary.load import load_vocabulary


def standard_with(declaration: str) -> Vocabulary:
    """The standard vocabulary with one declaration more."""
    own, problems = load_vocabulary([Source("own.flow", declaration)])
    assert problems == ()
    return standard_vocabulary().extended(own.types.values())


def widget(*lines: str, verb: str = "own") -> str:
    """The declaration of a widget with these lines, on one line of its own."""
    body = "; ".join(['title "Own"', "exit done main", *lines])
    return f'widget {verb} "{verb}-widget" {{ {body} }}\n'


INCOMING = widget("call incoming")
LIVE = widget("call live")
REST = widget("entry request")
LATE = widget("call live", "after say-play")


def test_a_widget_of_the_vocabulary_that_needs_an_incoming_call() -> None:
    vocabulary = standard_with(INCOMING)

    assert short("on call { own }", vocabulary) == []
    assert short("on subflow { own }", vocabulary) == []
    assert short("on message { own }", vocabulary) == [("FLW301", "error", 1)]
    assert short("on request { call; own }", vocabulary) == [("FLW301", "error", 1)]
    assert short("on call { voicemail { hangup { own } } }", vocabulary) == [("FLW305", "warning", 1)]


def test_a_widget_of_the_file_itself_that_needs_an_incoming_call() -> None:
    assert short(f"{INCOMING}on call {{ own }}") == []
    assert short(f"{INCOMING}on message {{\nown\n}}") == [("FLW301", "error", 3)]


def test_a_widget_that_needs_a_live_call() -> None:
    assert short(f"{LIVE}on call {{ own }}") == []
    assert short(f"{LIVE}on request {{ call; own }}") == []
    assert short(f"{LIVE}on message {{ own }}") == [("FLW303", "error", 2)]
    assert short(f"{LIVE}on call {{ voicemail {{ hangup {{ own }} }} }}") == [("FLW305", "warning", 2)]


def test_a_widget_that_has_its_own_entry() -> None:
    assert short(f"{REST}on request {{ own }}") == []
    assert short(f"{REST}on subflow {{ own }}") == []
    assert short(f"{REST}on call {{ own }}") == [("FLW304", "error", 2)]


def test_a_widget_that_must_stand_after_another() -> None:
    assert short(f'{LATE}on call {{ say "x"; own }}') == []
    assert short(f"{LATE}on subflow {{ own }}") == []
    assert short(f"{LATE}on call {{ own }}") == [("FLW302", "error", 2)]
    assert short(f'{LATE}on call {{ gather "x"; own }}') == [("FLW302", "error", 2)]
    assert short(f"{LATE}on call {{ voicemail; own }}") == [("FLW302", "warning", 2)]


def test_a_widget_that_must_stand_after_another_in_an_outgoing_call_too() -> None:
    assert short(f'{LATE}on call {{ say "x"; call; own }}') == [("FLW302", "error", 2)]
    assert short(f'{LATE}on request {{ call; say "x"; own }}') == []


def test_a_widget_may_have_to_stand_after_one_that_the_file_declares_too() -> None:
    text = widget(verb="first") + widget("after first-widget", verb="second")

    assert short(f"{text}on message {{ first; second }}") == []
    assert short(f"{text}on message {{ second; first }}") == [("FLW302", "error", 3)]


def test_without_a_call_it_counts_what_has_run_since_the_beginning() -> None:
    text = widget("after set-variables")

    assert short(f"{text}on request {{ set a=1; call; own }}") == []
    assert short(f"{text}on request {{ call; own }}") == [("FLW302", "error", 2)]


def test_without_a_call_it_does_not_help_that_something_answered_one() -> None:
    assert short(f"{widget('after set-variables')}on call {{ voicemail; own }}") == [("FLW302", "error", 2)]


def test_a_widget_may_have_to_stand_after_the_one_that_places_the_call() -> None:
    text = widget("call live", "after make-outgoing-call-v2")

    assert short(f"{text}on request {{ call; own }}") == []
    assert short(f"{text}on call {{ own }}") == [("FLW302", "error", 2)]


def test_two_widgets_that_must_stand_after_different_ones_are_two_mistakes() -> None:
    text = widget("after set-variables") + widget("after make-http-request", verb="other")

    assert short(f"{text}on request {{ own; other }}") == [("FLW302", "error", 3), ("FLW302", "error", 3)]


def test_what_it_says_when_nothing_else_is_declared() -> None:
    found = only(f"{widget('after set-variables')}on request {{ own }}")

    assert found.message == "`own` must stand after `set-variables` on every path"
    assert found.label == "on one path none of these has run yet"
    assert found.why == "Own does not work before one of these has run"
    assert found.help == "put one of them before it on this path: `set-variables`"


def test_what_it_says_is_what_is_declared() -> None:
    text = widget("after set-variables", 'after-why "it must be so"', 'after-help "set something first"')
    found = only(f"{text}on request {{ own }}")

    assert (found.why, found.help) == ("it must be so", "set something first")


@pytest.mark.parametrize(("setting", "codes"), [("", ["FLW303"]), ("mode=written", []), ("mode=spoken", ["FLW303"])])
def test_a_need_may_depend_on_an_option(setting: str, codes: list[str]) -> None:
    text = widget("option mode: spoken | written default spoken", "call live unless mode=written")

    assert [code for code, *_ in short(f"{text}on message {{ own {setting} }}")] == codes


@pytest.mark.parametrize(("setting", "codes"), [("", ["FLW304"]), ("mode=written", []), ("mode=spoken", ["FLW304"])])
def test_an_entry_may_depend_on_an_option(setting: str, codes: list[str]) -> None:
    text = widget("option mode: spoken | written default spoken", "entry call when mode=spoken")

    assert [code for code, *_ in short(f"{text}on message {{ own {setting} }}")] == codes


@pytest.mark.parametrize(("setting", "codes"), [("", []), ("mode=strict", ["FLW302"])])
def test_what_must_stand_before_may_depend_on_an_option(setting: str, codes: list[str]) -> None:
    text = widget("option mode: loose | strict default loose", "after set-variables when mode=strict")

    assert [code for code, *_ in short(f"{text}on message {{ own {setting} }}")] == codes


def test_the_exits_of_an_own_widget_act_on_the_call() -> None:
    text = widget("call live", "exit lost call gone", "exit out call outgoing", "exit dead call none")

    def after(exit_: str) -> list[str]:
        return [code for code, *_ in short(f'{text}on call {{ say "x"; own {{ {exit_} {{ record on }} }} }}')]

    assert [after(exit_) for exit_ in ("done", "lost", "out", "dead")] == [[], ["FLW305"], ["FLW301"], ["FLW301"]]


def test_an_own_widget_may_speak_answer_or_perhaps_speak_for_others() -> None:
    assert short(f"{widget('may-speak')}on call {{ own; record on }}") == [("FLW302", "warning", 2)]
    assert short(f"{widget('answers')}on call {{ own; record on }}") == [("FLW302", "warning", 2)]


def test_a_type_that_speaks_with_an_option_counts_only_when_it_is_given() -> None:
    text = widget("option words: text", "speaks with words") + widget("call live", "after own-widget", verb="other")

    assert short(f'{text}on call {{ own words="x"; other }}') == []
    assert short(f'{text}on call {{ own words=""; other }}') == [("FLW302", "error", 3)]
    assert short(f"{text}on call {{ own; other }}") == [("FLW302", "error", 3)]


def test_a_raw_widget_of_a_declared_type_is_checked_by_its_declaration() -> None:
    assert short('on message { raw "record-call" { property record_call = on } }') == [("FLW301", "error", 1)]
    assert short('on call { raw "record-call" { property record_call = on } }') == [("FLW302", "error", 1)]


def test_a_declaration_in_a_file_takes_the_place_of_the_standard_one() -> None:
    text = 'widget record "record-call" { title "Freely"; exit success main }\n'

    assert short(f"{text}on message {{ record }}") == []
