"""Two plays of a test are the same but for what differs from play to play."""

from __future__ import annotations

from flowc.play.happenings import Answered, Did, Ended, Ending, Entered, Happening, Heard, Set
from flowc.play.questions import HANGS_UP, Asks
from flowc.script.agree import differences

NAMES = ("studio", "twiml")
END = Ended("a", Ending.ENDED)


def differ(one: list[Happening], other: list[Happening]) -> list[str]:
    return [line for line in differences(one, other, NAMES)[3:] if line[0] in "+-"]


def test_the_same_run_does_not_differ() -> None:
    run: list[Happening] = [Entered("a", "say-play"), Heard("a", "say", "Hello."), END]

    assert differ(run, list(run)) == []


def test_another_text_is_shown_line_by_line() -> None:
    one: list[Happening] = [Entered("a", "say-play"), Heard("a", "say", "Hello."), END]
    other: list[Happening] = [Entered("a", "say-play"), Heard("a", "say", "Good day."), END]

    assert differ(one, other) == ["-  hears say Hello.", "+  hears say Good day."]


def test_markup_and_blanks_of_a_text_do_not_matter() -> None:
    one: list[Happening] = [Heard("a", "say", "Hello,  <break time='1s'/> Smith &amp; Sons."), END]
    other: list[Happening] = [Heard("a", "say", "Hello, Smith & Sons."), END]

    assert differ(one, other) == []


def test_a_blank_text_is_heard_by_nobody() -> None:
    assert differ([Heard("a", "say", " "), END], [END]) == []


def test_a_sid_is_as_good_as_another_but_not_one_of_another_kind() -> None:
    def asked(sid: str) -> list[Happening]:
        return [Did("a", "request", {"url": f"https://example.com/{sid}"}), END]

    assert differ(asked("CA" + "0" * 32), asked("CA" + "1" * 32)) == []
    assert differ(asked("CA" + "0" * 32), asked("RE" + "0" * 32)) != []


def test_the_outputs_of_a_widget_are_those_of_its_last_run() -> None:
    one: list[Happening] = [
        *(Entered("a", "gather-input-on-call"), Set("a", "widgets.a.Digits", "1")),
        *(Entered("a", "gather-input-on-call"), Set("a", "widgets.a.SpeechResult", "yes"), END),
    ]
    again = [Entered("a", "gather-input-on-call")] * 2
    right: list[Happening] = [*again, Set("a", "widgets.a.SpeechResult", "yes"), END]
    wrong: list[Happening] = [*again, Set("a", "widgets.a.SpeechResult", "no"), END]

    assert differ(one, right) == []
    assert differ(one, wrong) == ["-widgets.a.SpeechResult = yes", "+widgets.a.SpeechResult = no"]


def test_a_variable_that_only_one_sets_differs() -> None:
    assert differ([END], [Set("a", "flow.variables.x", "1"), END]) == ["+flow.variables.x = 1"]


def test_variables_are_not_compared_where_the_contact_hung_up_in_a_prompt() -> None:
    gone: list[Happening] = [Answered("a", Asks.LISTEN, HANGS_UP), Ended("a", Ending.HUNG_UP)]

    assert differ(gone, [Set("a", "flow.variables.x", "1"), *gone]) == []


def test_a_step_that_needs_a_contact_who_is_gone_does_nothing() -> None:
    over = Ended("b", Ending.GONE)

    assert (
        differ(
            [Entered("a", "x"), Heard("a", "say", "Hi."), Entered("b", "x"), over],
            [Entered("a", "x"), Heard("a", "say", "Hi."), over],
        )
        == []
    )


def test_of_an_object_those_members_are_compared_that_the_first_run_has() -> None:
    one: list[Happening] = [
        Set("a", "widgets.a.outbound", {"Body": "Hi", "To": "+1"}),
        Set("a", "widgets.a.members", [{"name": "Ada"}]),
    ]
    same: list[Happening] = [Set("a", "widgets.a.outbound", {"To": "+1", "Body": "Hi", "NumSegments": "1"}), one[1]]
    other: list[Happening] = [
        Set("a", "widgets.a.outbound", {"Body": "Ho", "To": "+1"}),
        Set("a", "widgets.a.members", []),
    ]

    assert differ(one, same) == []
    assert differ(one, other) == [
        "-widgets.a.members.0.name = Ada",
        "-widgets.a.outbound.Body = Hi",
        "+widgets.a.outbound.Body = Ho",
    ]


def test_an_address_is_the_same_however_its_characters_are_written() -> None:
    one: list[Happening] = [Did("a", "request", {"url": "https://e.example/?q=a b"})]
    other: list[Happening] = [Did("a", "request", {"url": "https://e.example/?q=a%20b"})]

    assert differ(one, other) == []
