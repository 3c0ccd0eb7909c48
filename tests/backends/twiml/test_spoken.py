"""What each widget type is in TwiML: voice.md's section 4, with its traps."""

from __future__ import annotations

import re

import pytest
from tests.backends.twiml.bundle_of import call, document_of, files_of, state_of

from flowc.backends.twiml.spoken import speaks, spoken
from flowc.resources import runtime_steps, verb_templates
from flowc.vocabulary import standard_vocabulary

WORKFLOW = "WW0123456789abcdef0123456789abcdef"
CHANNEL = "TC0123456789abcdef0123456789abcdef"
TEMPLATES = verb_templates()


def verbs(statement: str) -> str:
    """The verbs of the first document that a statement makes, on one line."""
    return "".join(document_of(statement, "it"))


# --- Say, Play


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ('it: say "Hi"', "<Say>Hi</Say>"),
        (
            'it: say "Hi" voice=Polly.Joanna language=en-US loop=2',
            '<Say voice="Polly.Joanna" language="en-US" loop="2">Hi</Say>',
        ),
        ('it: say "Hi" voice=default', "<Say>Hi</Say>"),
        ('it: say "a < b & c {# d"', "<Say>a &lt; b &amp; c &#123;# d</Say>"),
        ("it: say \"Hi <break time='1s'/> <p>you</p>\"", '<Say>Hi <break time="1s"/> <p>you</p></Say>'),
        ('it: say "Hi {{flow.sid}}"', "<Say>{{ steps.it.say }}</Say>"),
        (
            'it: say "Hi" voice="{{flow.variables.v}}"',
            '<Say{{ {"voice": steps.it.voice or none} | xmlattr }}>Hi</Say>',
        ),
        (
            'it: play "https://example.com/a.mp3?a=1&b=2" loop=3',
            '<Play loop="3">https://example.com/a.mp3?a=1&amp;b=2</Play>',
        ),
        ('it: digits "1w#"', '<Play digits="1w#"/>'),
    ],
)
def test_a_text_an_audio_and_tones_are_said_as_they_are_given(statement: str, expected: str) -> None:
    assert verbs(statement) == expected


def test_a_blank_text_says_nothing() -> None:
    assert verbs('it: say ""') == ""


# --- Gather


def gathered(options: str) -> dict[str, str]:
    """The attributes of the Gather of a prompt with options."""
    first = verbs(f'it: gather "Hi" {{ {options}; timeout -> end }}').split(">", maxsplit=1)[0]
    return dict(re.findall(r'(\w+)="([^"]*)"', first))


def test_a_gather_writes_studios_defaults_and_is_always_answered() -> None:
    assert verbs('it: gather "Hi" { timeout -> end }') == (
        '<Gather input="dtmf speech" action="{{ answer }}" method="POST" actionOnEmptyResult="true" timeout="5" '
        'finishOnKey="#" language="en-US" speechTimeout="auto" profanityFilter="true"><Say>Hi</Say></Gather>'
    )


def test_a_gather_that_no_key_stops_has_an_empty_finish_key() -> None:
    assert gathered("stop_gather = off")["finishOnKey"] == ""
    assert gathered('finish_on_key = ""')["finishOnKey"] == ""
    assert gathered('stop_gather = off; finish_on_key = "*"')["finishOnKey"] == ""


def test_a_finish_key_with_liquid_may_be_blank() -> None:
    assert gathered('finish_on_key = "{{flow.variables.k}}"')["finishOnKey"] == "{{ steps.it.finish_on_key }}"


def test_a_model_of_its_own_has_no_automatic_end_of_speech() -> None:
    assert "speechTimeout" not in gathered("speech_model = phone_call")
    assert gathered("speech_model = phone_call; speech_timeout = 2s")["speechTimeout"] == "2"
    assert gathered("speech_model = default").get("speechModel") is None
    assert gathered("speech_model = default")["speechTimeout"] == "auto"


def test_the_language_of_the_prompt_is_not_that_of_the_caller() -> None:
    found = verbs('it: gather "Hoi" { language = de-DE; gather_language = en-GB; timeout -> end }')

    assert ' language="en-GB"' in found.split("<Say")[0]
    assert '<Say language="de-DE">' in found


def test_a_gather_has_words_keys_and_an_audio_as_its_prompt() -> None:
    found = verbs(
        'it: gather play="https://example.com/a.mp3" loop=2 { hints = ["a", "b c"]; number_of_digits = 4; '
        "timeout -> end }"
    )

    assert 'numDigits="4"' in found
    assert 'hints="a,b c"' in found.replace(", ", ",")
    assert '<Play loop="2">https://example.com/a.mp3</Play>' in found


# --- Record


def test_a_voicemail_is_ended_by_no_key_unless_one_is_given() -> None:
    assert verbs("it: voicemail { hangup -> end }") == (
        '<Record action="{{ answer }}" method="POST" timeout="5" finishOnKey="" maxLength="3600" playBeep="true" '
        'trim="trim-silence"/>'
    )
    assert 'finishOnKey="#"' in verbs('it: voicemail { finish_on_key = "#"; hangup -> end }')


def test_a_voicemail_that_is_written_down_has_the_length_that_twilio_gives_it() -> None:
    found = verbs(
        'it: voicemail { transcribe = on; transcription_callback_url = "https://example.com/t"; '
        'callback = "https://example.com/r"; hangup -> end }'
    )

    assert "maxLength" not in found
    assert 'transcribe="true" transcribeCallback="https://example.com/t"' in found
    assert 'recordingStatusCallback="https://example.com/r"' in found


# --- Dial


@pytest.mark.parametrize(
    ("arguments", "noun"),
    [
        ("+15550100", "<Number>+15550100</Number>"),
        ("client alice", "<Client>alice</Client>"),
        ("sim DE0123456789abcdef0123456789abcdef", "<Sim>DE0123456789abcdef0123456789abcdef</Sim>"),
        ("conference staff", "<Conference>staff</Conference>"),
        (
            'sip "sip:a@example.com" sip_username="u" sip_password="p\\"q"',
            '<Sip username="u" password="p&quot;q">sip:a@example.com</Sip>',
        ),
        ('number-multi ["+15550100", "+15550101"]', "<Number>+15550100</Number><Number>+15550101</Number>"),
        ('number "{{flow.variables.n}}"', "<Number>{{ steps.it.to }}</Number>"),
    ],
)
def test_each_kind_of_destination_has_its_noun(arguments: str, noun: str) -> None:
    arguments = f"number {arguments}" if arguments.startswith("+") else arguments

    found = verbs(f"it: dial {arguments} {{ hangup -> end }}")

    caller = '{{ {"callerId": steps.it.caller_id or none} | xmlattr }}'
    assert found == f'<Dial action="{{{{ answer }}}}" method="POST"{caller} timeout="30">{noun}</Dial>'


def test_a_list_of_numbers_with_liquid_is_taken_apart_on_the_call() -> None:
    found = files_of(call('it: dial number-multi "{{flow.variables.n}}" { hangup -> end }'))["twiml/it.xml"]

    assert (
        '{% for part in steps.it.to.split(",") if part.strip() %}<Number>{{ part | trim }}</Number>{% endfor %}'
        in found
    )


def test_a_dial_is_recorded_from_the_answer_on_and_limited_where_it_says_so() -> None:
    found = verbs("it: dial number +15550100 { record = on; time_limit = 600s; timeout = 10s; hangup -> end }")

    assert ' timeout="10" timeLimit="600" record="record-from-answer">' in found


# --- Enqueue


def test_an_enqueue_is_always_answered() -> None:
    assert verbs("it: enqueue support { failedToEnqueue, callFailure -> end }") == (
        '<Enqueue action="{{ answer }}" method="POST">support</Enqueue>'
    )


def test_an_enqueue_for_a_workflow_has_its_task_as_json() -> None:
    found = verbs(
        f'it: enqueue workflow_sid={WORKFLOW} {{ task_attributes = """{{"a": "<b>"}}"""; priority = 2; timeout = 60s; '
        'wait_url = "https://example.com/w"; failedToEnqueue, callFailure -> end }'
    )

    assert found == (
        f'<Enqueue action="{{{{ answer }}}}" method="POST" workflowSid="{WORKFLOW}" waitUrl="https://example.com/w" '
        'waitUrlMethod="GET"><Task priority="2" timeout="60">{"a": "&lt;b&gt;"}</Task></Enqueue>'
    )


def test_a_task_without_attributes_is_an_empty_object() -> None:
    assert '<Task priority="2">{}</Task>' in verbs(
        f"it: enqueue workflow_sid={WORKFLOW} {{ priority = 2; failedToEnqueue, callFailure -> end }}"
    )
    assert "<Task" not in verbs(f"it: enqueue workflow_sid={WORKFLOW} {{ failedToEnqueue, callFailure -> end }}")


# --- Send To Flex


def test_a_call_for_an_agent_waits_in_the_workflow_and_the_class_renders_the_task() -> None:
    statement = (
        f'it: flex workflow={WORKFLOW} channel={CHANNEL} {{ attributes = """{{"a": "<b>"}}"""; priority = 2; '
        'waitUrl = "https://example.com/w"; waitUrlMethod = GET; failedToEnqueue, callFailure -> end }'
    )

    assert verbs(statement) == (
        f'<Enqueue action="{{{{ answer }}}}" method="POST" workflowSid="{WORKFLOW}" waitUrl="https://example.com/w" '
        'waitUrlMethod="GET">'
        '<Task{{ {"priority": steps.it.priority or none} | xmlattr }}'
        '{{ {"timeout": steps.it.timeout or none} | xmlattr }}>'
        "{{ steps.it.attributes }}</Task></Enqueue>"
    )
    found = spoken(state_of(statement))
    assert found.arguments == ("workflow", "channel", "priority", "attributes")
    assert found.liquid == ()


# --- Pay


def test_a_payment_has_twimls_words() -> None:
    found = verbs(
        """it: pay payment_connector=stripe {
          payment_method = ACH_DEBIT
          bank_account_type = COMMERCIAL_CHECKING
          payment_amount = "10.99"
          security_code = off
          postal_code = "90210"
          parameters { order = "7" }
          hangup, payInterrupted, maxFailedAttempts, providerError, validationError -> end
        }"""
    )

    assert found == (
        '<Pay action="{{ answer }}" paymentConnector="stripe" paymentMethod="ach-debit" '
        'bankAccountType="commercial-checking" chargeAmount="10.99" securityCode="false" postalCode="90210" '
        'timeout="5" maxAttempts="2"><Parameter name="order" value="7"/></Pay>'
    )


def test_the_cards_of_a_payment_are_a_list_in_twimls_words() -> None:
    found = verbs(
        "it: pay payment_connector=stripe { payment_method = CREDIT_CARD; valid_card_types = [visa, master-card]; "
        "hangup, payInterrupted, maxFailedAttempts, providerError, validationError -> end }"
    )

    assert 'paymentMethod="credit-card" validCardTypes="visa mastercard"' in found


# --- Stream


def test_a_stream_without_a_name_gets_one_by_which_it_is_stopped() -> None:
    start = verbs('it: stream start url="wss://example.com/a" track=both_tracks { stream_parameters { a = "1" } }')

    assert start == (
        '<Start><Stream name="stream" url="wss://example.com/a" track="both_tracks">'
        '<Parameter name="a" value="1"/></Stream></Start>'
    )
    assert verbs("it: stream stop") == '<Stop><Stream name="stream"/></Stop>'


def test_a_named_stream_is_started_and_stopped_by_its_name() -> None:
    assert '<Stream name="one" url' in verbs('it: stream start name=one url="wss://example.com/a"')
    assert verbs("it: stream stop name=one") == '<Stop><Stream name="one"/></Stop>'


def test_a_stream_over_siprec_names_its_connector() -> None:
    assert verbs("it: stream start stream_transport_type=siprec connector=c") == (
        '<Start><Siprec name="siprec" connectorName="c"/></Start>'
    )
    assert verbs("it: stream stop stream_transport_type=siprec") == '<Stop><Siprec name="siprec"/></Stop>'


# --- Connect


def test_an_agent_has_its_settings_and_what_it_is_told() -> None:
    found = verbs(
        """it: agent connector_name=cx {
          configurations { language = "en" }
          parameters { a = "{{flow.sid}}" }
          status_callback = "https://example.com/s"
          hangup, failed, paused, live-agent-handoff -> end
        }"""
    )

    assert found == (
        '<Connect action="{{ answer }}" method="POST"><VirtualAgent connectorName="cx" '
        'statusCallback="https://example.com/s"><Config name="language" value="en"/>'
        '<Parameter name="a" value="{{ steps.it.parameters_1 }}"/></VirtualAgent></Connect>'
    )


def test_an_agent_of_the_first_generation_has_its_attributes() -> None:
    found = verbs(
        'it: raw "connect-virtual-agent" { property connector = json("\\"es\\""); property sentiment_analysis = '
        'json("\\"true\\""); hangup -> end }'
    )

    assert '<VirtualAgent connectorName="es" sentimentAnalysis="true"/>' in found


def test_a_relay_has_its_attributes_and_what_it_is_told() -> None:
    found = verbs(
        """it: relay "wss://example.com/r" {
          welcome_greeting = "Hi"
          dtmf_detection = on
          interruptible = speech
          voice = default
          parameters { a = "1" }
          failed -> end
        }"""
    )

    assert found == (
        '<Connect action="{{ answer }}" method="POST">'
        '<ConversationRelay url="wss://example.com/r" welcomeGreeting="Hi" '
        'dtmfDetection="true" interruptible="speech"><Parameter name="a" value="1"/></ConversationRelay></Connect>'
    )


# --- Redirect


def test_a_redirect_has_its_address_and_leaves_the_wait_to_the_runtime() -> None:
    statement = 'it: redirect "https://example.com/{{flow.sid}}" { timeout = 10s; timeout, fail -> end }'

    assert verbs(statement) == '<Redirect method="POST">{{ steps.it.url }}</Redirect>'
    assert spoken(state_of(statement)).arguments == ("timeout",)
    assert spoken(state_of(statement)).liquid == (("url", "https://example.com/{{flow.sid}}"),)


# --- All of them


@pytest.mark.parametrize("type_", TEMPLATES)
def test_a_template_speaks_of_each_option_of_its_type(type_: str) -> None:
    options = standard_vocabulary().types[type_].all_options()
    wanted = {option.property for option in options if not option.noted and not option.deprecated}

    assert [name for name in sorted(wanted) if re.search(rf"\b{name}\b", TEMPLATES[type_]) is None] == []


def test_a_type_that_is_twiml_has_a_step_in_the_runtime() -> None:
    assert {type_.replace("-", "_") for type_ in TEMPLATES} <= runtime_steps()


def test_a_type_without_a_template_does_not_speak() -> None:
    assert not speaks("send-message")
    assert not speaks("../say-play")
