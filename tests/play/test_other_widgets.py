"""What widgets of messages, tools and products do."""

from __future__ import annotations

from typing import Any

import pytest
from tests.play.plays import (
    definition_of,
    definition_with,
    did,
    first_question,
    heard,
    left,
    of,
    played,
    state,
    steps,
    variables,
    warned,
)

from flowc.play import Definition, ManualClock, Run, Start
from flowc.play.happenings import Ended, Ending, Received
from flowc.play.questions import HANGS_UP, LISTENED, SILENCE, Answer, Keys, Outcome, Reply
from flowc.play.start import Call
from flowc.play.widgets.make_http_request import play as play_request

MESSAGE = Start("message", body="Hello")
REQUEST = Start("request", parameters={"order": "42"})


def alone(type_: str, properties: dict[str, Any], *events: str, entry: str = "incomingMessage") -> Definition:
    """A run with one widget, whose events lead nowhere."""
    return definition_with(state("widget", type_, properties, **dict.fromkeys(events)), entry=entry)


# --- trigger


@pytest.mark.parametrize(
    ("start", "path", "value"),
    [
        (Start("call", contact="+1777"), "trigger.call.From", "+1777"),
        (Start("message", body="hi"), "trigger.message.Body", "hi"),
        (Start("message", values={"NumMedia": "2"}), "trigger.message.NumMedia", "2"),
        (Start("conversation", body="hi"), "trigger.conversation.Body", "hi"),
        (REQUEST, "trigger.request.parameters.order", "42"),
        (REQUEST, "flow.data.order", "42"),
        (Start("subflow", parameters={"a": "1"}), "trigger.parent.parameters.a", "1"),
        (Start("call"), "contact.channel.address", "+15550199"),
        (Start("call", address="+1888"), "flow.channel.address", "+1888"),
    ],
)
def test_the_trigger_says_what_began_the_run(start: Start, path: str, value: str) -> None:
    run = played(definition_with(state("a", "set-variables", {})), start=start)

    assert run.scope.value(path) == value


def test_a_run_and_its_flow_have_different_sids() -> None:
    run = played(definition_with(state("a", "set-variables", {})), start=Start("conversation"))

    assert run.scope.value("flow.sid").startswith("FN")
    assert run.scope.value("flow.flow_sid").startswith("FW")
    assert run.scope.value("flow.channel.sid") == run.scope.value("trigger.conversation.ConversationSid")


@pytest.mark.parametrize("path", ["flow.variables.none", "trigger.call.From.x", "nothing"])
def test_a_path_that_leads_nowhere_has_no_value(path: str) -> None:
    run = played(definition_with(state("a", "set-variables", {})))

    with pytest.raises(KeyError):
        run.scope.value(path)


# --- set-variables


def test_variables_are_kept_and_read_below_the_widget_too() -> None:
    flow = 'on message { first: set a="1" b="2"; second: set c="{{flow.variables.a}}{{widgets.first.b}}" }'
    run = played(flow, start=MESSAGE)

    assert run.scope.variables == {"a": "1", "b": "2", "c": "12"}


def test_no_value_reads_another_of_the_same_widget() -> None:
    run = played('on message { set a="old"; set a="new" b="{{flow.variables.a}}" }', start=MESSAGE)

    assert run.scope.variables == {"a": "new", "b": "old"}


def test_json_is_kept_as_json_and_what_is_none_is_logged() -> None:
    pairs = [
        {"key": "good", "value": '{"a": [1]}', "type": "json_object"},
        {"key": "bad", "value": "{", "type": "json_object"},
        {"key": "text", "value": '{"a": 1}'},
    ]
    run = played(alone("set-variables", {"variables": pairs}, "next"), start=MESSAGE)

    assert run.scope.value("flow.variables.good.a.0") == 1
    assert run.scope.variables["bad"] == "{"
    assert run.scope.variables["text"] == '{"a": 1}'
    assert warned(run) == [81027]


# --- split-based-on

SPLIT = """
on message {
  split trigger.message.Body { "yes" -> yes; regex "n.*" -> no; else -> other }
}
section yes { set a="1" }
section no { set a="2" }
section other { set a="3" }
"""


@pytest.mark.parametrize(("body", "step"), [("YES ", "yes"), ("nope", "no"), ("perhaps", "other"), ("", "other")])
def test_a_split_takes_the_first_case_that_holds(body: str, step: str) -> None:
    assert steps(played(SPLIT, start=Start("message", body=body)))[1] == step


def conditions(*found: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"type": kind, "arguments": ["{{trigger.message.Body}}"], "value": value} for kind, value in found]


def test_several_conditions_of_a_case_must_all_hold() -> None:
    split = state("split", "split-based-on", {"input": "x"}, noMatch=None)
    both = conditions(("starts_with", "a"), ("contains", "z"))
    split["transitions"].append({"event": "match", "next": "end", "conditions": both})
    definition = definition_with(split, state("end", "set-variables", {}), entry="incomingMessage")

    assert left(played(definition, start=Start("message", body="az")))[0] == "match"
    assert left(played(definition, start=Start("message", body="ab")))[0] == "noMatch"


def test_a_value_that_nothing_matches_is_logged_where_there_is_no_else() -> None:
    split = state("split", "split-based-on", {"input": "{{trigger.message.Body}}"})
    split["transitions"].append({"event": "match", "conditions": conditions(("equal_to", "a"))})

    run = played(definition_with(split, entry="incomingMessage"), start=Start("message", body="b"))

    assert warned(run) == [81005]
    assert of(run, Ended)[0].ending is Ending.IGNORED


# --- send-message, send-and-wait-for-reply


TWO_MESSAGES = """
on message {
  send "Hi" { failed -> end }
  send "Look" to=+15550177 media_url="https://example.com/a.png" { failed -> end }
}
"""


def test_a_message_goes_to_the_contact_or_to_somebody_else() -> None:
    run = played(
        TWO_MESSAGES,
        Outcome("sent"),
        Outcome("sent"),
        start=MESSAGE,
    )
    one, other = of(run, Received)

    assert (one.body, one.to, one.to_contact) == ("Hi", "+15550199", True)
    assert (other.to, other.to_contact, other.fields["media_url"]) == ("+15550177", False, "https://example.com/a.png")
    assert run.scope.value("widgets.send_1.outbound.Status") == "queued"


def test_a_message_that_fails_still_has_its_variables() -> None:
    run = played(
        alone("send-message", {"body": "Hi"}, "sent", "failed"),
        Outcome("failed", {"ErrorCode": "21610"}),
        start=MESSAGE,
    )

    assert left(run) == ["failed"]
    assert run.scope.value("widgets.widget.outbound.ErrorCode") == "21610"
    assert run.scope.value("widgets.widget.outbound.Body") == "Hi"
    assert warned(run) == [81011]


def test_a_template_is_sent_with_its_variables() -> None:
    properties = {"content_sid": "HX1", "content_variables": [{"key": "{{1}}", "value": "{{trigger.message.Body}}"}]}
    run = played(alone("send-message", properties, "sent"), Outcome(), start=MESSAGE)

    assert dict(of(run, Received)[0].fields)["content_variables"] == {"{{1}}": "Hello"}


ASK = ("send-and-wait-for-reply", {"body": "Well?", "timeout": "600"}, "incomingMessage", "timeout", "deliveryFailure")


def test_a_reply_is_kept_with_its_pictures() -> None:
    run = played(alone(*ASK), Reply("Yes", ("https://example.com/1.png",)), start=MESSAGE)

    assert heard(run) == ["Well?"]
    assert left(run) == ["incomingMessage"]
    assert run.scope.value("widgets.widget.inbound.Body") == "Yes"
    assert run.scope.value("widgets.widget.inbound.MediaUrl0") == "https://example.com/1.png"
    assert run.scope.value("widgets.widget.inbound.NumMedia") == "1"


def test_a_reply_in_a_conversation_is_a_message_there() -> None:
    asks = alone(*ASK, entry="incomingConversationMessage")
    run = played(asks, Reply("Yes"), start=Start("conversation", contact="+1777", body="hi"))

    conversation = run.scope.value("trigger.conversation.ConversationSid")
    assert run.scope.value("widgets.widget.inbound.From") == "+1777"
    assert run.scope.value("widgets.widget.inbound.ConversationSid") == conversation
    assert run.scope.value("flow.channel.address") == run.scope.value("widgets.widget.outbound.From") == conversation


def test_a_message_in_a_conversation_reaches_the_contact_whoever_it_names() -> None:
    sends = alone("send-message", {"body": "Hi", "to": "+1888"}, "sent", entry="incomingConversationMessage")
    run = played(sends, Outcome("sent"), start=Start("conversation", body="hi"))

    assert [one.to_contact for one in run.happenings if isinstance(one, Received)] == [True]


def test_no_reply_is_a_timeout_that_takes_its_time() -> None:
    clock = ManualClock()
    before = clock.now

    assert left(played(alone(*ASK), SILENCE, start=MESSAGE, clock=clock)) == ["timeout"]
    assert (clock.now - before).total_seconds() == 600


def test_a_message_that_does_not_arrive_gets_no_reply() -> None:
    run = played(alone(*ASK), Outcome("deliveryFailure"), start=MESSAGE)

    assert left(run) == ["deliveryFailure"]
    assert run.scope.value("widgets.widget.outbound.Status") == "failed"


def test_nobody_is_asked_for_a_reply_in_a_call() -> None:
    assert warned(played(alone(*ASK, entry="incomingCall"))) == [81020]


# --- make-http-request, run-function

HTTP = ("make-http-request", {"method": "POST", "url": "https://example.com/{{trigger.message.Body}}", "body": "{}"})
CALLER = [{"key": "a", "value": "{{contact.channel.address}}"}]
FUNCTION = ("run-function", {"url": "https://x.twil.io/f", "parameters": CALLER})
Widget = tuple[str, dict[str, Any]]


@pytest.mark.parametrize(("widget", "failure"), [(HTTP, "failed"), (FUNCTION, "fail")])
@pytest.mark.parametrize(
    ("outcome", "went_well", "values"),
    [
        (Outcome(values={"body": '{"a": 1}'}), True, {"status_code": 200, "parsed": {"a": 1}}),
        (Outcome(values={"body": {"a": 1}}), True, {"body": '{"a": 1}', "parsed": {"a": 1}}),
        (Outcome("success"), True, {"status_code": 200, "body": "", "content_type": "text/plain"}),
        (Outcome(values={"body": "[1]"}), True, {"body": "[1]"}),
        (Outcome(values={"status_code": 404, "body": '{"a": 1}'}), False, {"status_code": 404, "parsed": {"a": 1}}),
        (Outcome(values={"status_code": "500"}), False, {"status_code": 500}),
        (Outcome(values={"body": "x" * 70_000}), False, {}),
        (Outcome(values={"status_code": "soon"}), False, {"status_code": 0}),
    ],
)
def test_an_answer_decides_by_its_status(
    widget: Widget, failure: str, outcome: Outcome, went_well: bool, values: dict[str, Any]
) -> None:
    run = played(alone(*widget, "success", failure), outcome, start=MESSAGE)

    assert left(run) == ["success" if went_well else failure]
    kept = run.scope.widgets["widget"]
    assert {name: kept.get(name) for name in values} == values
    assert ("parsed" in kept) is ("parsed" in values)


@pytest.mark.parametrize(("widget", "failure", "code"), [(HTTP, "failed", 81016), (FUNCTION, "fail", 81017)])
def test_no_answer_leaves_nothing_behind(widget: Widget, failure: str, code: int) -> None:
    run = played(alone(*widget, "success", failure), Outcome(failure), start=MESSAGE)

    assert left(run) == [failure]
    assert run.scope.widgets["widget"] == {}
    assert warned(run) == [code]


def test_a_redirect_is_a_success_of_a_function_alone() -> None:
    moved = Outcome(values={"status_code": 302})

    assert left(played(alone(*FUNCTION, "success", "fail"), moved, start=MESSAGE)) == ["success"]
    assert left(played(alone(*HTTP, "success", "failed"), moved, start=MESSAGE)) == ["failed"]


def test_json_of_another_content_type_is_not_parsed() -> None:
    text = Outcome(values={"body": "{}", "content_type": "text/html"})

    assert "parsed" not in played(alone(*HTTP, "success"), text, start=MESSAGE).scope.widgets["widget"]


def test_parsed_is_merged_when_a_widget_runs_again() -> None:
    widget = state("widget", *HTTP, success="widget")
    run = played(
        definition_with(widget, entry="incomingMessage"),
        Outcome(values={"body": '{"a": 1, "b": 1}'}),
        Outcome(values={"body": '{"b": 2}'}),
        start=MESSAGE,
    )

    assert run.scope.value("widgets.widget.parsed") == {"a": 1, "b": 2}
    assert run.scope.value("widgets.widget.body") == '{"b": 2}'


def test_a_request_is_told_as_it_goes_out() -> None:
    (told,) = did(played(alone(*HTTP, "success"), Outcome(), start=MESSAGE), "request")

    assert told["url"] == "https://example.com/Hello"
    assert told["method"] == "POST"
    assert told["body"] == "{}"
    assert did(played(alone(*FUNCTION, "success"), start=MESSAGE), "function")[0]["parameters"] == {"a": "+15550199"}


@pytest.mark.parametrize(
    ("properties", "codes"),
    [
        ({"url": "{{flow.variables.none}}"}, [81014]),
        ({"url": "https://example.com", "parameters": [{"key": "method", "value": "x"}]}, [81014]),
        ({"url": "https://twilio.com.example.com/x", "add_twilio_auth": True}, []),
    ],
)
def test_what_cannot_be_asked_fails_without_a_request(properties: dict[str, Any], codes: list[int]) -> None:
    run = played(alone("make-http-request", properties, "success", "failed"), start=MESSAGE)

    assert left(run) == ["failed"]
    assert did(run, "request") == []
    assert warned(run) == codes


def test_twilio_itself_gets_its_credentials() -> None:
    properties = {"url": "https://api.twilio.com/2010-04-01/Accounts.json", "add_twilio_auth": True}

    assert left(played(alone("make-http-request", properties, "success"), Outcome(), start=MESSAGE)) == ["success"]


def test_what_a_server_answers_must_be_told() -> None:
    assert first_question(alone(*HTTP, "success"), start=MESSAGE).must_be_told
    assert play_request.__doc__


# --- add-twiml-redirect

REDIRECT = ("add-twiml-redirect", {"url": "https://example.com", "timeout": "60"}, "return", "timeout", "fail")


def test_a_redirect_comes_back_with_values() -> None:
    run = played(alone(*REDIRECT, entry="incomingCall"), Outcome("return", {"choice": "2"}))

    assert left(run) == ["return"]
    assert variables(run) == {"widgets.widget.choice": "2"}


def test_a_call_is_lost_after_a_timeout() -> None:
    clock = ManualClock()
    before = clock.now
    run = played(alone(*REDIRECT, entry="incomingCall"), Outcome("timeout"), clock=clock)

    assert run.call is Call.GONE
    assert (clock.now - before).total_seconds() == 60


def test_a_redirect_that_does_not_wait_is_a_timeout_at_once() -> None:
    definition = alone("add-twiml-redirect", {"url": "https://example.com", "timeout": "0"}, "timeout")

    assert left(played(definition, start=MESSAGE)) == ["timeout"]


def test_a_redirect_needs_a_call_or_a_message() -> None:
    assert warned(played(alone(*REDIRECT, entry="incomingRequest"), start=REQUEST)) == [81020]
    assert left(played(alone(*REDIRECT), Outcome("fail"), start=MESSAGE)) == ["fail"]


# --- run-subflow

SUBFLOW = {
    "flow_sid": "FW1",
    "flow_revision": "LatestPublished",
    "parameters": [{"key": "name", "value": "{{trigger.call.From}}"}],
}
GREETER = 'on subflow { say "Hello {{trigger.parent.parameters.name}}"; set said="yes" }'


def test_a_flow_at_hand_is_played_with_variables_of_its_own() -> None:
    run = played(
        alone("run-subflow", SUBFLOW, "completed", "failed", entry="incomingCall"),
        LISTENED,
        subflows={"FW1": definition_of(GREETER)},
    )

    assert heard(run) == ["Hello +15550199"]
    assert steps(run) == ["widget", "Trigger", "say_1", "set_1"]
    assert left(run)[-1] == "completed"
    assert run.scope.value("widgets.widget.said") == "yes"
    assert run.scope.variables == {}


def test_a_flow_that_is_not_at_hand_is_asked_for() -> None:
    definition = alone("run-subflow", SUBFLOW, "completed", "failed", entry="incomingCall")

    assert played(definition, Outcome("completed", {"a": "1"})).scope.value("widgets.widget.a") == "1"
    assert left(played(definition, Outcome("failed", {"a": "1"}))) == ["failed"]


def test_a_contact_who_hangs_up_in_a_subflow_ends_the_whole_run() -> None:
    run = played(
        alone("run-subflow", SUBFLOW, "completed", "failed", entry="incomingCall"),
        HANGS_UP,
        subflows={"FW1": definition_of(GREETER)},
    )

    assert of(run, Ended)[0].ending is Ending.HUNG_UP


def test_a_subflow_cannot_run_a_subflow() -> None:
    inner = definition_with(state("inner", "run-subflow", SUBFLOW, completed=None, failed=None), entry="incomingParent")
    run = played(alone("run-subflow", SUBFLOW, "completed", "failed", entry="incomingCall"), subflows={"FW1": inner})

    assert warned(run) == [81024]
    assert "failed" in left(run)


def test_a_subflow_that_is_stopped_has_failed() -> None:
    endless = definition_with(state("a", "set-variables", {}, next="a"), entry="incomingParent")
    run = played(alone("run-subflow", SUBFLOW, "completed", "failed", entry="incomingCall"), subflows={"FW1": endless})

    assert warned(run) == [81001]
    assert left(run)[-1] == "failed"


# --- send-to-flex

FLEX = (
    "send-to-flex",
    {"workflow": "WW1", "channel": "TC1", "attributes": '{"a": 1}'},
    "callComplete",
    "failedToEnqueue",
)


def test_a_message_becomes_a_task() -> None:
    run = played(alone(*FLEX), Outcome(), start=MESSAGE)

    assert left(run) == ["callComplete"]
    assert variables(run)["widgets.widget.sid"].startswith("WT")
    assert left(played(alone(*FLEX), Outcome("failedToEnqueue"), start=MESSAGE)) == ["failedToEnqueue"]


def test_a_conversation_becomes_an_interaction_with_a_task() -> None:
    flex = alone(*FLEX, entry="incomingConversationMessage")
    told = variables(played(flex, Outcome(), start=Start("conversation", body="hi")))

    assert told["widgets.widget.sid"].startswith("KD")
    assert told["widgets.widget.TaskSid"].startswith("WT")


def test_a_call_waits_for_an_agent() -> None:
    run = played(alone(*FLEX, "callFailure", entry="incomingCall"), Outcome("callFailure"))

    assert left(run) == ["callFailure"]
    assert variables(run)["widgets.widget.QueueResult"] == "system-error"


def test_attributes_that_are_no_json_make_no_task() -> None:
    run = played(alone("send-to-flex", {"attributes": '{"a": "{{x}}'}, "failedToEnqueue"), start=MESSAGE)

    assert left(run) == ["failedToEnqueue"]
    assert 81015 in warned(run)


def test_a_run_without_a_call_or_a_message_has_nobody_to_hand_over() -> None:
    assert warned(played(alone(*FLEX, entry="incomingRequest"), start=REQUEST)) == [81020]


# --- conversations

START = state(
    "chat",
    "start-conversation",
    {"conversation_service_sid": "IS1", "participants": [{"type": "messaging", "identity": "{{flow.data.order}}"}]},
    created="again",
    failed="again",
)
RESUME = state(
    "again",
    "resume-conversation",
    {"conversation_service_sid": "IS1", "conversation_sid": "CH{{flow.data.order}}"},
    resumed=None,
    failed=None,
)


def conversation(*answers: Answer) -> Run:
    return played(definition_with(START, RESUME, entry="incomingRequest"), *answers, start=REQUEST)


def test_a_conversation_becomes_the_channel_of_the_run() -> None:
    run = conversation(Outcome("created"))

    assert run.scope.value("flow.channel.sid") == run.scope.value("widgets.chat.conversation.sid")
    assert did(run, "conversation")[0]["participants"] == [{"type": "messaging", "identity": "42"}]


def test_a_run_has_one_conversation_only() -> None:
    assert left(conversation(Outcome("created"))) == ["created", "failed"]
    assert left(conversation(Outcome("failed"), Outcome("resumed"))) == ["failed", "resumed"]


def test_a_resumed_conversation_is_the_one_that_was_named() -> None:
    run = conversation(Outcome("failed"), Outcome("resumed"))

    assert run.scope.value("flow.channel.sid") == "CH42"


def test_conversations_are_begun_in_runs_of_the_rest_api_alone() -> None:
    assert warned(played(definition_with(START, RESUME))) == [81020]


def test_an_answer_that_a_call_gives_is_no_matter_of_messages() -> None:
    assert left(played('on call { gather "?" { timeout -> end } }', Keys("1"))) == ["keypress"]
