"""What Twilio warns of in a document."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.twilio.twiml.check import check
from tests.twilio.twiml.element import Element, parse
from tests.twilio.twiml.limits import limits
from tests.twilio.twiml.table import Attribute, elements


def messages(twiml: str, domain: str = "voice") -> list[str]:
    return [str(problem) for problem in check(parse(f"<Response>{twiml}</Response>".encode()), domain)]


@pytest.mark.parametrize(
    "twiml",
    [
        '<Say voice="Polly.Joanna-Neural" language="en-US" loop="2">Hi <break time="1s"/> you</Say>',
        '<Play loop="0">/a.wav</Play><Play digits="1w2W#*"/><Pause length="3"/>',
        '<Gather input="dtmf speech" numDigits="1" finishOnKey="" hints="a, b"><Say>x</Say><Pause/></Gather>',
        '<Record finishOnKey="" maxLength="30" trim="do-not-trim"/>',
        '<Dial timeout="10"><Number statusCallbackEvent="initiated ringing">+1</Number><Client><Identity>a</Identity>'
        '<Parameter name="a" value="b"/></Client></Dial>',
        '<Enqueue workflowSid="WW1" action="/done"><Task priority="1">{"a": 1}</Task></Enqueue>',
        '<Enqueue waitUrl="/wait">support</Enqueue>',
        '<Start><Stream name="s" url="wss://a.example/b"><Parameter name="a" value="b"/></Stream></Start>',
        '<Start><Recording name="r" recordingStatusCallback="https://a.example"/></Start><Say>a</Say>',
        '<Stop><Stream name="s"/><Recording name="r"/></Stop>',
        '<Connect action="/a"><VirtualAgent connectorName="c"><Config name="a" value="b"/></VirtualAgent></Connect>',
        '<Connect><ConversationRelay url="wss://a.example/b"/></Connect>',
        '<Pay action="https://a.example" chargeAmount="1.50"><Prompt for="expiration-date"><Say>x</Say></Prompt></Pay>',
        '<Redirect method="GET">/a</Redirect>',
        "<Redirect></Redirect>",
        '<Reject reason="busy"/>',
        "<Hangup/>",
    ],
)
def test_what_the_documentation_shows_is_right(twiml: str) -> None:
    assert messages(twiml) == []


@pytest.mark.parametrize(
    ("twiml", "expected"),
    [
        ("<say>x</say>", "error 12200: there is no element `<say>` (in `<Response>`)"),
        ("<Number>+1</Number>", "error 12200: `<Number>` may not stand in `<Response>`"),
        ("<Gather><Gather/></Gather>", "error 13320: `<Gather>` may not stand in `<Gather>`"),
        ("<Dial><Say>x</Say></Dial>", "error 13215: `<Say>` may not stand in `<Dial>`"),
        ('<Say Voice="man">x</Say>', "error 12200: `<Say>` has no attribute `Voice`"),
        ('<Say loop="-1">x</Say>', "error 12200: `loop` of `<Say>` is at least 0, not `-1`"),
        ('<Say loop="two">x</Say>', "error 12200: `loop` of `<Say>` takes a whole number, not `two`"),
        ('<Pause length="0"/>', "error 12200: `length` of `<Pause>` is at least 1, not `0`"),
        ('<Dial timeout="601">+1</Dial>', "error 12200: `timeout` of `<Dial>` is at most 600, not `601`"),
        ('<Gather input="voice"/>', "error 12200: `input` of `<Gather>` takes a list of dtmf, speech, not `voice`"),
        ('<Gather input=""/>', "error 12200: `input` of `<Gather>` takes a list of dtmf, speech, not ``"),
        (
            '<Redirect method="get">/a</Redirect>',
            "error 12200: `method` of `<Redirect>` takes one of GET, POST, not `get`",
        ),
        ('<Play digits="x"/>', "error 12200: `digits` of `<Play>` is written like ^[0-9A-Dw#*W]+$, not `x`"),
        ("<Hangup>bye</Hangup>", "error 12200: `<Hangup>` takes no text"),
        ("hello", "error 12200: `<Response>` takes no text"),
        ("<Hangup/>hello", "error 12200: `<Response>` takes no text"),
        (
            f'<Dial callReason="{"x" * 51}">+1</Dial>',
            f"error 12200: `callReason` of `<Dial>` has at most 50 characters, not `{'x' * 51}`",
        ),
        (
            '<Start><Stream url="wss://a.b"><Parameter name="a"/></Stream></Start>',
            "error 12200: `<Parameter>` needs the attribute `value`",
        ),
        ("<Say/>", "error 13520: `<Say>` has no text"),
        (f"<Say>{'a' * 4097}</Say>", "error 13520: `<Say>` has more than 4096 characters"),
        ('<Say voice="man">a<break/></Say>', "error 13520: the voice `man` does not understand SSML"),
        ("<Play/>", "error 13420: `<Play>` has neither an address nor `digits`"),
        ('<Gather><Play digits="1"/></Gather>', "error 13320: `<Play>` in `<Gather>` takes no `digits`"),
        (f'<Gather hints="{"a" * 101}"/>', "error 13335: `hints` are at most 500 of 100 characters"),
        (
            '<Gather speechTimeout="auto" speechModel="phone_call"/>',
            "error 13335: `speechTimeout` is a number where `speechModel` is given",
        ),
        ("<Dial/>", "error 13223: `<Dial>` has nobody to dial"),
        ("<Dial><Conference/></Dial>", "error 12200: `<Conference>` is empty"),
        ('<Enqueue workflowSid="WW1"><Task>[1]</Task></Enqueue>', "error 12200: `<Task>` is no JSON object"),
        ("<Enqueue><Task>{}</Task></Enqueue>", "error 12200: `<Task>` needs `workflowSid` on its `<Enqueue>`"),
        (
            '<Connect><ConversationRelay url="https://a.b"/></Connect>',
            "error 12200: `url` of `<ConversationRelay>` is a wss address",
        ),
        (
            '<Start><Stream url="wss://a.b/?c=d"/></Start>',
            "error 12200: `url` of `<Stream>` is a wss address without a query",
        ),
        (
            '<Start><Stream url="wss://a.b" statusCallback="/s"/></Start>',
            "error 12200: `statusCallback` of `<Stream>` is absolute",
        ),
        (
            '<Start><Transcription statusCallbackUrl="/s"/></Start>',
            "error 12200: `statusCallbackUrl` of `<Transcription>` is absolute",
        ),
        (
            '<Start><Recording recordingStatusCallback="/s"/></Start>',
            "error 11200: `recordingStatusCallback` of `<Recording>` is absolute, a relative one is never reached",
        ),
        ("<Start/>", "error 12200: `<Start>` names nothing"),
        ("<Stop><Stream/></Stop>", "error 12200: `<Stream>` in `<Stop>` needs the name that it was started with"),
    ],
)  # fmt: skip
def test_what_twilio_would_warn_of_is_told(twiml: str, expected: str) -> None:
    assert expected in messages(twiml)


def test_a_task_that_is_no_json_says_why() -> None:
    (message,) = messages('<Enqueue workflowSid="WW1"><Task>{a: 1}</Task></Enqueue>')

    assert message.startswith("error 12200: `<Task>` is no JSON: Expecting property name")


def test_a_parameter_has_less_than_500_characters() -> None:
    twiml = '<Start><Stream url="wss://a.b"><Parameter name="a" value="{}"/></Stream></Start>'

    assert messages(twiml.format("x" * 498)) == []
    assert messages(twiml.format("x" * 499)) == [
        "error 12200: name and value of `<Parameter>` have 500 characters or more"
    ]


def test_the_root_is_a_response() -> None:
    (problem,) = check(parse(b"<response/>"))

    assert problem.message == "the root is `<response>`, not `<Response>`"


def test_a_messaging_document_knows_no_voice() -> None:
    assert messages("<Say>x</Say>", "messaging") == ["error 12200: there is no element `<Say>` (in `<Response>`)"]


def test_a_messaging_document_holds_messages() -> None:
    assert messages('<Message action="/s"><Body>a</Body><Media>/b.png</Media></Message>', "messaging") == []


_WORDS = st.text(alphabet="abcXYZ0123 -*#", max_size=8)


@given(
    name=st.sampled_from(sorted(elements("voice"))),
    attributes=st.dictionaries(st.sampled_from(["voice", "loop", "timeout", "action", "url", "name"]), _WORDS),
    text=_WORDS,
)
@settings(max_examples=100)
def test_any_element_is_checked_without_an_exception(name: str, attributes: dict[str, str], text: str) -> None:
    written = " ".join(f"{key}={json.dumps(value)}" for key, value in attributes.items())

    assert isinstance(messages(f"<{name} {written}>{text}</{name}>"), list)


def _value(attribute: Attribute) -> st.SearchStrategy[str]:
    if attribute.values:
        return st.sampled_from(attribute.values)
    if attribute.pattern:
        return st.from_regex(attribute.pattern, fullmatch=True)
    if attribute.type == "integer":
        least = int(attribute.least or 0)
        return st.integers(least, int(attribute.most or least + 9)).map(str)
    return st.just("1") if attribute.type in {"number", "integer-list"} else st.text("abc/:", min_size=1, max_size=5)


@st.composite
def _valid(draw: st.DrawFn, name: str = "Response", depth: int = 0) -> Element:
    kind = elements("voice")[name]
    chosen = draw(st.sets(st.sampled_from(sorted(kind.attributes)))) if kind.attributes else set()
    required = {one for one, attribute in kind.attributes.items() if attribute.required}
    names = sorted(chosen | required)
    children = sorted(kind.children) if depth < 3 else []
    inner = draw(st.lists(st.sampled_from(children), max_size=2)) if children else []
    return Element(
        name,
        {one: draw(_value(kind.attributes[one])) for one in names},
        tuple(draw(_valid(child, depth + 1)) for child in inner),
        draw(st.text("abc ", max_size=4)) if kind.text else "",
    )


@given(_valid())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_is_made_by_the_table_fits_the_table(root: Element) -> None:
    beyond = {str(problem) for problem in limits(root)}

    assert [str(problem) for problem in check(root) if str(problem) not in beyond] == []
