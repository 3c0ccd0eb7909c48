"""FLW219 and FLW220: voices and languages that Twilio does not have, and that do not go together."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short

from flowc.compile import check


def say(options: str) -> str:
    return f'on call {{\nsay "Hello" {options}\n}}'


def test_a_voice_that_does_not_exist_is_found_with_the_near_one() -> None:
    found = only(say("voice=Polly.Johanna"))

    assert (found.code, found.severity.value, found.span.text) == ("FLW219", "warning", "Polly.Johanna")
    assert (found.message, found.label) == ("Twilio has no voice `Polly.Johanna`", "no voice of this name")
    assert found.help == "did you mean `Polly.Joanna`?"
    assert found.why == "the caller hears another voice, or nothing"
    (fix,) = found.fixes
    assert (fix.span.text, fix.replacement, fix.safe) == ("Polly.Johanna", "Polly.Joanna", False)


@pytest.mark.parametrize(
    ("option", "place", "help_"),
    [
        ("voice=polly.joanna", "polly.joanna", "did you mean `Polly.Joanna`?"),
        ('voice="Google.en-US-Wavenet-AA"', "Google.en-US-Wavenet-AA", "did you mean `Google.en-US-Wavenet-A`?"),
        ("voice=Siri", "Siri", "a voice is written as `Polly.Joanna-Neural` or `Google.en-US-Wavenet-A`"),
        ("language=en-UK", "en-UK", "did you mean `en-GB`?"),
        ("language=ja-JPN", "ja-JPN", "did you mean `ja-JP`?"),
        ('language="Klingon (high)"', "Klingon (high)", "a language is written as `en-US`"),
    ],
)
def test_each_unknown_name_has_its_help(option: str, place: str, help_: str) -> None:
    found = only(say(option))

    assert (found.code, found.span.text, found.help) == ("FLW219", place, help_)


@pytest.mark.parametrize(
    "options",
    [
        "voice=Polly.Joanna-Neural language=en-US",
        "voice=default language=ja-JP",
        "voice=alice language=en",
        "voice=man language=en-gb",
        "voice=woman",
        "language=es",
        "language=zh-CN voice=Polly.Zhiyu",
        'voice="Polly.Rémi-Generative" language=fr-FR',
        "voice=Polly.Kajal-Neural language=hi-IN",
        'voice="{{flow.variables.voice}}" language=en-US',
        'voice=Polly.Mia language="${language}"',
        'voice="${voice}" language="xx"',
    ],
)
def test_voices_and_languages_that_go_together_are_left_alone(options: str) -> None:
    found = [one for one in check(say(options)).diagnostics if one.code == "FLW220"]

    assert found == []
    assert short(say(options.replace('language="xx"', ""))) == []


def gather(options: str) -> str:
    return f'on call {{\ngather "Hello" {options} {{ timeout -> next }}\n}}'


def test_a_language_in_which_nobody_is_understood_is_found() -> None:
    found = only(gather("gather_language=en-UK"))

    assert (found.code, found.span.text) == ("FLW219", "en-UK")
    assert (found.message, found.label) == ("Twilio understands no `en-UK`", "no language that Twilio knows")
    assert (found.why, found.help) == ("the caller is not understood", "did you mean `en-GB`?")


@pytest.mark.parametrize(
    "options",
    [
        "gather_language=en",
        "gather_language=cmn-Hans-CN",
        "gather_language=sw-TZ language=en-US",
        "gather_language=sw-TZ speech_model=phone_call",
        'gather_language=multi speech_model="deepgram-nova-3"',
        'gather_language=multi speech_model="{{flow.variables.model}}"',
        'gather_language="{{flow.variables.language}}"',
    ],
)
def test_languages_that_are_understood_are_left_alone(options: str) -> None:
    assert short(gather(options)) == []


@pytest.mark.parametrize("model", ["", "speech_model=default", "speech_model=phone_call"])
def test_the_models_of_twilio_know_the_languages_of_twilio(model: str) -> None:
    assert short(gather(f"gather_language=multi {model}")) == [("FLW219", "warning", 2)]


def test_a_language_that_one_model_knows_is_judged_again_for_another() -> None:
    one, other = 'gather "a" gather_language=multi speech_model="deepgram-nova-3"', 'gather "b" gather_language=multi'

    assert short(f"on call {{\n{one}\n{other}\n}}") == [("FLW219", "warning", 3)]
    assert short(f"on call {{\n{other}\n{one}\n}}") == [("FLW219", "warning", 2)]


def test_the_name_of_a_language_is_no_voice() -> None:
    assert short('on call {\nsay "a" language=en-US\nsay "b" voice=en-US\n}') == [("FLW219", "warning", 3)]


def test_a_language_that_a_voice_speaks_may_be_one_that_is_not_heard() -> None:
    assert short(gather("gather_language=cy-GB")) == [("FLW219", "warning", 2)]
    assert short(gather("language=cy-GB")) == []


def test_a_voice_beside_a_language_that_it_does_not_speak_is_found_at_the_language() -> None:
    found = only(say("voice=Polly.Salli language=es-MX"))

    assert (found.code, found.severity.value, found.span.text) == ("FLW220", "warning", "es-MX")
    assert (found.message, found.label) == ("`Polly.Salli` does not speak `es-MX`", "not a language of the voice")
    assert [(note.message, note.span.text if note.span else "") for note in found.notes] == [
        ("the voice speaks `en-US`", "Polly.Salli")
    ]
    assert found.help == "take a voice of the language: `Polly.Mia`, `Polly.Mia-Neural` or `Polly.Andres-Neural`"


def test_a_language_that_no_other_voice_speaks_asks_to_leave_out_the_voice() -> None:
    assert only(say("voice=Polly.Salli language=en-CA")).help == "leave out the voice"


def test_an_unknown_voice_or_language_is_one_mistake() -> None:
    assert short(say("voice=Polly.Johanna language=es-MX")) == [("FLW219", "warning", 2)]
    assert short(say("voice=Polly.Joanna language=en-UK")) == [("FLW219", "warning", 2)]


def test_each_statement_is_told() -> None:
    text = 'on call {\nsay "a" voice=Polly.Salli language=es-MX\nsay "b" voice=Polly.Salli language=es-MX\n}'

    assert short(text) == [("FLW220", "warning", 2), ("FLW220", "warning", 3)]


def test_a_voice_of_one_statement_is_not_that_of_the_next() -> None:
    assert short('on call {\nsay "a" voice=Polly.Salli\nsay "b" language=es-MX\n}') == []


def test_what_defaults_give_to_many_is_one_mistake() -> None:
    text = 'default say { voice = Polly.Salli; language = es-MX }\non call {\nsay "a"\nsay "b"\n}'

    assert short(text) == [("FLW220", "warning", 1)]


def test_a_statement_that_changes_a_default_is_told_by_itself() -> None:
    text = 'default say { voice = Polly.Salli }\non call {\nsay "a" language=es-MX\nsay "b" language=en-US\n}'

    assert short(text) == [("FLW220", "warning", 3)]


def test_a_pair_in_a_block_is_told_at_its_use() -> None:
    text = 'block greet(voice: voice) {\nsay "a" voice=voice language=es-MX\n}\non call {\ngreet voice=Polly.Salli\n}'
    found = only(text)

    assert (found.code, found.span.line, found.label) == ("FLW220", 5, "the voice speaks `en-US`")


def test_the_prompt_of_a_menu_is_read_by_a_voice_too() -> None:
    text = 'on call {\nmenu "For sales, press 1." voice=Polly.Johanna {\n1 -> end\nelse -> end\n}\n}'

    assert "FLW219" in {one.code for one in check(text).diagnostics}


def test_the_voice_of_another_provider_is_not_judged() -> None:
    text = 'on call {\nsay "a"\nrelay "wss://example.com" voice="UgBBYS2sOqTuMpoF3BR0" { failed -> end }\n}'

    assert short(text) == []
