"""FLW221 and FLW222: SSML that cannot be read, or that the voice does not understand."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail

from flowc.compile import check
from flowc.syntax.strings import encode


def say(text: str, options: str = "") -> str:
    return f"on call {{\nsay {encode(text)} {options}\n}}"


def test_a_tag_that_never_ends_is_found_at_its_place() -> None:
    found = only(say('Your code is <say-as interpret-as="digits">1234.'))

    assert (found.code, found.severity.value) == ("FLW221", "warning")
    assert found.span.text == '<say-as interpret-as=\\"digits\\">'
    assert found.message == "`<say-as>` never ends"
    assert found.why == "the text cannot be read as SSML, and the caller hears nothing of it"


def test_a_tag_that_ends_too_early_tells_what_it_ends() -> None:
    found = only(say("<p>One <s>two</p></s>"))

    assert found.span.text == "</p>"
    assert [(note.message, note.span.text if note.span else "") for note in found.notes] == [("opened here", "<s>")]


def test_an_ampersand_beside_tags_has_a_safe_fix() -> None:
    (fix,) = only(say("Smith & Sons <break/>")).fixes

    assert (fix.span.text, fix.replacement, fix.safe) == ("&", "&amp;", True)


def test_a_fix_is_made_only_where_the_string_says_what_is_replaced() -> None:
    assert only('on call {\nsay "a \\u{26} b <s/>"\n}').fixes == ()


@pytest.mark.parametrize(
    "text",
    [
        "Smith & Sons",
        "I <3 you",
        "1 < 2",
        'Wait <break time="1s"/>.',
        "{{flow.variables.a}} <b>",
        "<b> {% if flow.sid %}c{% endif %}",
        "${greeting} <b>",
    ],
)
def test_plain_texts_sound_ssml_and_what_is_filled_in_later_are_left_alone(text: str) -> None:
    assert short(say(text)) == []


def test_a_long_string_has_the_place_of_its_tag() -> None:
    found = only('on call {\n  say """\n    Hello\n    <b>you</b>\n    """\n}')

    assert (found.code, found.span.text, found.span.line) == ("FLW221", "b", 4)


def test_a_text_of_a_block_is_told_at_its_use() -> None:
    found = only('block greet(what: text) {\nsay what\n}\non call {\ngreet "<s>a<p>"\n}')

    assert (found.code, found.span.line) == ("FLW221", 5)
    assert trail(found) == [("this `say` in the block", 2)]


def test_the_prompt_of_a_gather_is_spoken_and_other_texts_are_not() -> None:
    assert short('on call {\ngather "<b>a</b>" { timeout -> next }\n}') == [("FLW221", "warning", 2)]
    assert short('on message {\nsend "<b>a</b>" { failed -> end }\n}') == []
    assert short('on call {\nset a="<b>"\n}') == []


# --- Voices


def test_a_voice_that_understands_no_ssml_is_found_at_the_tag() -> None:
    found = only(say("Please hold. <break/> Thank you <s>a</s>", "voice=alice"))

    assert (found.code, found.severity.value, found.span.text) == ("FLW222", "warning", "<break/>")
    assert (found.message, found.label) == ("`alice` does not understand `<break>`", "this voice understands no SSML")
    assert [(note.message, note.span.text if note.span else "") for note in found.notes] == [("the voice", "alice")]
    assert found.help == "leave it out, or take a voice that understands it"


@pytest.mark.parametrize(
    ("voice", "tag", "code"),
    [
        ("Polly.Joanna-Neural", "emphasis", ["FLW222"]),
        ("Polly.Joanna-Generative", "emphasis", ["FLW222"]),
        ("Polly.Joanna", "emphasis", []),
        ("Polly.Joanna-Neural", "prosody", []),
        ("Google.en-US-Wavenet-A", "emphasis", []),
        ("default", "emphasis", []),
        ("man", "s", ["FLW222"]),
        ("man", "speak", []),
        ("man", "amazon:effect", []),
        ('"{{flow.data.voice}}"', "s", []),
        ("Polly.Nobody", "s", ["FLW219"]),
    ],
)
def test_each_kind_of_voice_understands_its_tags(voice: str, tag: str, code: list[str]) -> None:
    found = check(say(f"<{tag}>a</{tag}>", f"voice={voice}")).diagnostics

    assert [one.code for one in found] == code


def test_ssml_that_cannot_be_read_is_one_mistake() -> None:
    assert short(say("<s>a", "voice=man")) == [("FLW221", "warning", 2)]


def test_one_text_by_two_voices_is_told_for_each_that_does_not_understand_it() -> None:
    says = "".join(f"say hold {voice}\n" for voice in ("voice=man", "voice=woman", "voice=Polly.Amy", ""))
    text = f'const hold = "<s>a</s>"\non call {{\n{says}}}'

    assert short(text) == [("FLW222", "warning", 3), ("FLW222", "warning", 4)]


def test_a_voice_that_a_default_gives_is_the_voice() -> None:
    text = 'default say { voice = man }\non call {\nsay "<s>a</s>"\nsay "<s>b</s>" voice=Polly.Amy\n}'

    assert short(text) == [("FLW222", "warning", 3)]
