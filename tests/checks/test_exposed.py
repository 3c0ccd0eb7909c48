"""FLW510 to FLW512 and FLW514: values that break JSON or addresses, and texts that are too long."""

from __future__ import annotations

import json

import pytest
from tests.asked import asked

from flowc.compile import check, compile_text
from flowc.diagnostics import Diagnostic

ASK = 'ask: ask "Which?" { timeout, deliveryFailure -> end }'
GATHER = 'g: gather "Which?" { timeout -> end }'
HOURS = 'hours: http GET "https://example.com" { failed -> end }'


def flow(*lines: str, entry: str = "message") -> str:
    return "\n".join([f"on {entry} {{", *lines, "}"])


def post(body: str, kind: str = "json") -> str:
    """A statement that sends a body."""
    return f'http POST "https://example.com" {{ content_type = {kind}; body = """\n{body}\n"""; failed -> end }}'


def get(url: str) -> str:
    return f'http GET "{url}" {{ failed -> end }}'


def found(text: str) -> list[Diagnostic]:
    return asked(check(text).diagnostics)


def placed(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.span.text) for one in found(text)]


# --- JSON


def test_a_persons_words_in_json_are_a_warning_with_the_filter_that_is_missing() -> None:
    (one,) = found(flow(ASK, post('{"a": "{{widgets.ask.inbound.Body}}"}')))

    assert (one.code, one.severity.value, one.span.text) == ("FLW514", "warning", "widgets.ask.inbound.Body")
    assert one.help == "write `{{widgets.ask.inbound.Body | to_json}}`, without quotes around it"


@pytest.mark.parametrize("quote", ['"""', '"'])
def test_the_fix_writes_the_filter_and_takes_the_quotes_away(quote: str) -> None:
    body = '{"a": "{{ widgets.ask.inbound.Body }}", "b": 1}'
    spelled = body if quote == '"""' else body.replace('"', '\\"')
    line = f'http POST "https://example.com" {{ content_type = json; body = {quote}{spelled}{quote}; failed -> end }}'
    text = flow(ASK, line)
    (one,) = found(text)

    mended = text[: one.fixes[0].span.start] + one.fixes[0].replacement + text[one.fixes[0].span.end :]

    assert found(mended) == []
    definition = compile_text(mended).definition
    assert definition is not None
    (http,) = (state for state in json.loads(definition)["states"] if state["type"] == "make-http-request")
    assert http["properties"]["body"] == '{"a": {{ widgets.ask.inbound.Body | to_json }}, "b": 1}'


def test_a_value_within_a_text_of_json_is_captured_first() -> None:
    (one,) = found(flow(ASK, post('{"a": "Hi {{widgets.ask.inbound.Body}}"}')))

    assert one.help.startswith("put the text together with `{% capture text %}`")
    assert one.fixes == ()


def test_several_values_of_one_text_are_one_finding() -> None:
    (one,) = found(flow(HOURS, post('{"a": "{{widgets.hours.parsed.a}}", "b": "{{flow.data.b}}"}')))

    assert (one.code, one.span.text) == ("FLW511", "widgets.hours.parsed.a")
    assert [(note.message, note.span.text if note.span else "") for note in one.notes] == [
        ("here as well", "flow.data.b")
    ]


def test_words_and_other_values_of_one_text_are_told_apart() -> None:
    text = flow(ASK, post('{"a": "{{flow.data.a}}", "b": "{{widgets.ask.inbound.Body}}"}'))

    assert placed(text) == [("FLW511", "flow.data.a"), ("FLW514", "widgets.ask.inbound.Body")]


@pytest.mark.parametrize(
    "value",
    [
        '"{{flow.sid}}"',
        '"{{contact.channel.address}}"',
        '"{{trigger.message.From}}"',
        '"{{widgets.ask.inbound.MessageSid}}"',
        "\"{{widgets.ask.inbound.Body | replace: 'x', 'y'}}\"",
        '"{{widgets.ask.inbound.Body | size}}"',
        "{{widgets.ask.inbound.Body | to_json}}",
        "{{trigger | to_json}}",
        "{{flow.data.number}}",
        '"plain"',
        '"{% assign x = 1 %}{{x}}"',
    ],
)
def test_values_that_fit_into_json_give_no_finding(value: str) -> None:
    assert placed(flow(ASK, post(f'{{"a": {value}}}'))) == []


def test_words_without_quotes_are_no_json_either() -> None:
    assert placed(flow(ASK, post('{"a": {{widgets.ask.inbound.Body}}}'))) == [("FLW514", "widgets.ask.inbound.Body")]


@pytest.mark.parametrize(
    ("setters", "code"),
    [
        (['set a="en"'], None),
        (['set a="en-US or so"', 'set a="{{flow.sid}}"'], None),
        (["set a=g.Digits"], None),
        (["set a=g.SpeechResult"], "FLW514"),
        (['set a="en"', "set a=g.SpeechResult"], "FLW514"),
        (['set b="Hi {{widgets.g.SpeechResult}}"', "set a=flow.variables.b"], "FLW514"),
        (["set a=flow.variables.b", "set b=g.SpeechResult"], "FLW514"),
        (["set a=\"{{widgets.g.SpeechResult | remove: '.'}}\""], None),
        (["set a=flow.data.a"], "FLW511"),
        ([r'set a="say \"hi\""'], "FLW511"),
        (['set a="{% if flow.data.x %}y{% endif %}"'], None),
        ([r'set a="{% if flow.data.x %}\"y\"{% endif %}"'], "FLW511"),
    ],
)
def test_a_variable_holds_what_is_set_into_it(setters: list[str], code: str | None) -> None:
    again = ["again: set c=1", *setters, post('{"a": "{{flow.variables.a}}"}'), "-> g"]
    codes = [one.code for one in found(flow(GATHER, *again, entry="call")) if one.code >= "FLW510"]

    assert codes == ([code] if code else [])


def test_what_a_widget_that_sets_variables_leaves_is_the_variable() -> None:
    text = flow(GATHER, "it: set a=g.SpeechResult", post('{"a": "{{widgets.it.a}}"}'), entry="call")

    assert placed(text) == [("FLW514", "widgets.it.a")]


@pytest.mark.parametrize(
    "body", ["{{flow.data.a}}", "Hi {{flow.data.a}}", '{"a": "{{flow.data.a}}"', "{ {{flow.data.a}} }"]
)
def test_a_text_that_is_no_json_gives_no_finding_about_json(body: str) -> None:
    assert placed(flow(post(body))) == []


def test_json_counts_in_any_property() -> None:
    text = flow(
        ASK,
        "flex { workflow = WW0123456789abcdef0123456789abcdef; channel = TC0123456789abcdef0123456789abcdef",
        'attributes = """{"a": "{{widgets.ask.inbound.Body}}"}"""',
        "failedToEnqueue -> end }",
    )

    assert [code for code, _ in placed(text)] == ["FLW514"]


# --- Addresses and forms


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://e.com?a={{contact.channel.address}}", "FLW512"),
        ("https://e.com/{{flow.data.a}}/b", "FLW512"),
        ("https://e.com?a={{widgets.ask.inbound.Body}}", "FLW514"),
        ("https://{{widgets.ask.inbound.Body}}.e.com", "FLW514"),
        ("{{flow.data.base}}/x?a={{flow.data.b}}", "FLW512"),
        ("https://e.com?a={{flow.sid}}", None),
        ("https://e.com?a={{widgets.ask.inbound.Body | url_encode}}", None),
        ("https://e.com?a={{contact.channel.address | replace: '+', '%2B'}}", None),
        ("{{flow.data.url}}", None),
        ("{{flow.data.base}}/x", None),
        ("https://{{flow.data.host}}/x", None),
    ],
)
def test_a_value_in_an_address_is_encoded(url: str, code: str | None) -> None:
    assert [one.code for one in found(flow(ASK, get(url)))] == ([code] if code else [])


def test_the_fix_of_an_address_encodes_the_value() -> None:
    text = flow(get("https://e.com?a={{ contact.channel.address }}"))
    (one,) = found(text)

    (fix,) = one.fixes
    assert (fix.replacement, fix.safe) == ("{{ contact.channel.address | url_encode }}", False)
    assert one.label == "its `+` arrives as a blank"


def test_parameters_are_encoded_by_studio() -> None:
    line = 'http GET "https://e.com" { parameters { a = ask.inbound.Body }; failed -> end }'

    assert placed(flow(ASK, line)) == []


def test_a_form_wants_its_values_encoded_too() -> None:
    assert placed(flow(ASK, post("a=1&b={{widgets.ask.inbound.Body}}", "form"))) == [
        ("FLW514", "widgets.ask.inbound.Body")
    ]
    assert placed(flow(ASK, 'send "a={{widgets.ask.inbound.Body}}" { failed -> end }')) == []


def test_what_is_said_to_a_person_needs_no_encoding() -> None:
    assert placed(flow(ASK, 'send "{{widgets.ask.inbound.Body}}" { failed -> end }')) == []


def test_a_block_that_gets_an_address_is_placed_where_it_is_given() -> None:
    block = "block fetch(url: url) { http GET url { failed -> next } }\n"
    text = block + flow('fetch "https://e.com/{{contact.channel.address}}"')

    (one,) = found(text)

    assert (one.code, one.span.text, one.span.line) == ("FLW512", "contact.channel.address", 3)


# --- Length


def test_a_text_that_is_longer_than_studio_renders_is_a_warning() -> None:
    (one,) = found(flow(post("ü" * 8193 + "{{flow.sid}}", "form")))

    assert (one.code, one.severity.value) == ("FLW510", "warning")
    assert one.label == "16,386 bytes without its values; Studio renders 16,384"


@pytest.mark.parametrize(
    "text", ["ü" * 8192 + "{{flow.sid}}", "x" * 20_000, "{% if flow.data.a %}" + "x" * 17_000 + "{% endif %}"]
)
def test_a_text_that_may_be_short_enough_or_is_not_rendered_gives_no_finding(text: str) -> None:
    assert placed(flow(post(text, "form"))) == []
