"""SMS survey.

Compiled by flowc from sms-survey.flow. Each step stands below the lines that it comes from.
"""

from runtime import Flow
from runtime.steps import RunFunction, SendAndWaitForReply, SendMessage, SetVariables, SplitBasedOn
from runtime.steps.split_based_on import When

flow = Flow(
    "sms-survey",
    version="221f62b4df91",
    starts={
        # sms-survey.flow:4  on request, message {
        "incomingMessage": "score",
        "incomingCall": None,
        "incomingConversationMessage": None,
        # sms-survey.flow:4  on request, message {
        "incomingRequest": "score",
        "incomingParent": None,
    },
)

# sms-survey.flow:5  score: ask "How was your visit? Reply with a number from 1 (bad) to 5 (great)." timeout=1h {
flow.add(
    SendAndWaitForReply(
        "score",
        body="How was your visit? Reply with a number from 1 (bad) to 5 (great).",
        from_="{{flow.channel.address}}",
        timeout="3600",
        service="{{trigger.message.InstanceSid}}",
        channel="{{trigger.message.ChannelSid}}",
        exits={"incomingMessage": "split_1", "timeout": "no_answer", "deliveryFailure": None},
    )
)

# sms-survey.flow:10  split score.inbound.Body {
flow.add(
    SplitBasedOn(
        "split_1",
        input="{{widgets.score.inbound.Body}}",
        cases=[
            When("matches_any_of", "{{widgets.score.inbound.Body}}", "4,5", to="thanks"),
            When("matches_any_of", "{{widgets.score.inbound.Body}}", "1,2,3", to="reason"),
            When("regex", "{{widgets.score.inbound.Body}}", "^stop.*$", to=None),
        ],
        exits={"noMatch": "again"},
    )
)

# sms-survey.flow:13  reason: ask "We are sorry to hear that. What went wrong?" timeout=1h {
flow.add(
    SendAndWaitForReply(
        "reason",
        body="We are sorry to hear that. What went wrong?",
        from_="{{flow.channel.address}}",
        timeout="3600",
        service="{{trigger.message.InstanceSid}}",
        channel="{{trigger.message.ChannelSid}}",
        exits={"incomingMessage": "set_1", "timeout": "thanks", "deliveryFailure": None},
    )
)

# sms-survey.flow:17  set reason=reason.inbound.Body
flow.add(SetVariables("set_1", variables=[("reason", "{{widgets.reason.inbound.Body}}")], exits={"next": "thanks"}))

# sms-survey.flow:26  send "Please reply with one number from 1 to 5." { failed -> end }
flow.add(
    SendMessage(
        "again",
        body="Please reply with one number from 1 to 5.",
        from_="{{flow.channel.address}}",
        to="{{contact.channel.address}}",
        service="{{trigger.message.InstanceSid}}",
        channel="{{trigger.message.ChannelSid}}",
        exits={"sent": "score", "failed": None},
    )
)

# sms-survey.flow:31  set score=score.inbound.Body
flow.add(
    SetVariables("thanks", variables=[("score", "{{widgets.score.inbound.Body}}")], exits={"next": "thanks_function_1"})
)

# sms-survey.flow:32  function "https://survey-1234.twil.io/answers" {
flow.add(
    RunFunction(
        "thanks_function_1",
        url="https://survey-1234.twil.io/answers",
        parameters=[("score", "{{flow.variables.score}}"), ("reason", "{{flow.variables.reason}}")],
        exits={"success": "thanks_send_1", "fail": "thanks_send_1"},
    )
)

# sms-survey.flow:40  send "Thank you for your answer!" { failed -> end }
flow.add(
    SendMessage(
        "thanks_send_1",
        body="Thank you for your answer!",
        from_="{{flow.channel.address}}",
        to="{{contact.channel.address}}",
        service="{{trigger.message.InstanceSid}}",
        channel="{{trigger.message.ChannelSid}}",
        exits={"sent": None, "failed": None},
    )
)

# sms-survey.flow:44  send "No problem. You can answer any time by writing to this number." { failed -> end }
flow.add(
    SendMessage(
        "no_answer",
        body="No problem. You can answer any time by writing to this number.",
        from_="{{flow.channel.address}}",
        to="{{contact.channel.address}}",
        service="{{trigger.message.InstanceSid}}",
        channel="{{trigger.message.ChannelSid}}",
        exits={"sent": None, "failed": None},
    )
)
