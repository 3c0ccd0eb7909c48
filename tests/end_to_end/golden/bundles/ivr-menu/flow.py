"""Front door.

Compiled by flowc from ivr-menu.flow. Each step stands below the lines that it comes from.
"""

from runtime import Flow
from runtime.steps import ConnectCallTo, EnqueueCall, GatherInputOnCall, SayPlay, SetVariables, SplitBasedOn
from runtime.steps.split_based_on import When

flow = Flow(
    "ivr-menu",
    version="9fdf291d5df0",
    starts={
        "incomingMessage": None,
        # ivr-menu.flow:4  on call {
        "incomingCall": "say_1",
        "incomingConversationMessage": None,
        "incomingRequest": None,
        "incomingParent": None,
    },
)

# ivr-menu.flow:5  say "Welcome to the Owl shop." voice=Polly.Joanna-Neural language=en-US
flow.add(SayPlay("say_1", document="say_1.xml", exits={"audioComplete": "choice"}))

# ivr-menu.flow:7  choice: menu "For sales press 1, for support press 2, for our opening hours press 3." {
flow.add(
    GatherInputOnCall(
        "choice",
        document="choice.xml",
        exits={"keypress": "choice_keys", "speech": "choice_words", "timeout": "choice_timeout_count"},
    )
)

# ivr-menu.flow:7  choice: menu "For sales press 1, for support press 2, for our opening hours press 3." {
flow.add(
    SplitBasedOn(
        "choice_keys",
        input="{{widgets.choice.Digits}}",
        cases=[
            When("equal_to", "{{widgets.choice.Digits}}", "1", to="desk"),
            When("equal_to", "{{widgets.choice.Digits}}", "2", to="support"),
            When("equal_to", "{{widgets.choice.Digits}}", "3", to="say_2"),
        ],
        exits={"noMatch": "choice_count"},
    )
)

# ivr-menu.flow:7  choice: menu "For sales press 1, for support press 2, for our opening hours press 3." {
flow.add(
    SplitBasedOn(
        "choice_words",
        input="{{widgets.choice.SpeechResult}}",
        cases=[
            When("contains", "{{widgets.choice.SpeechResult}}", "sales", to="desk"),
            When("contains", "{{widgets.choice.SpeechResult}}", "support", to="support"),
            When("contains", "{{widgets.choice.SpeechResult}}", "hours", to="say_2"),
        ],
        exits={"noMatch": "choice_count"},
    )
)

# ivr-menu.flow:7  choice: menu "For sales press 1, for support press 2, for our opening hours press 3." {
flow.add(
    SetVariables(
        "choice_count",
        variables=[("choice_tries", "{{flow.variables.choice_tries | plus: 1}}")],
        exits={"next": "choice_again"},
    )
)

# ivr-menu.flow:7  choice: menu "For sales press 1, for support press 2, for our opening hours press 3." {
flow.add(
    SplitBasedOn(
        "choice_again",
        input="{{flow.variables.choice_tries | plus: 0}}",
        cases=[When("less_than", "{{flow.variables.choice_tries | plus: 0}}", "3", to="say_3")],
        exits={"noMatch": "operator"},
    )
)

# ivr-menu.flow:7  choice: menu "For sales press 1, for support press 2, for our opening hours press 3." {
flow.add(
    SetVariables(
        "choice_timeout_count",
        variables=[("choice_tries", "{{flow.variables.choice_tries | plus: 1}}")],
        exits={"next": "choice_timeout_again"},
    )
)

# ivr-menu.flow:7  choice: menu "For sales press 1, for support press 2, for our opening hours press 3." {
flow.add(
    SplitBasedOn(
        "choice_timeout_again",
        input="{{flow.variables.choice_tries | plus: 0}}",
        cases=[When("less_than", "{{flow.variables.choice_tries | plus: 0}}", "3", to="say_4")],
        exits={"noMatch": "operator"},
    )
)

# ivr-menu.flow:15  say "We are open from nine to six, Monday to Saturday."
flow.add(SayPlay("say_2", document="say_2.xml", exits={"audioComplete": "choice"}))

# ivr-menu.flow:19  none    { say "Sorry, I did not get that." }
flow.add(SayPlay("say_3", document="say_3.xml", exits={"audioComplete": "choice"}))

# ivr-menu.flow:20  timeout { say "Are you still there?" }
flow.add(SayPlay("say_4", document="say_4.xml", exits={"audioComplete": "choice"}))

# ivr-menu.flow:26  desk: dial number +15550101 timeout=20s record=on { hangup -> end }
flow.add(
    ConnectCallTo(
        "desk",
        document="desk.xml",
        liquid={"caller_id": "{{contact.channel.address}}"},
        exits={"callCompleted": "sales_split_1", "hangup": None},
    )
)

# ivr-menu.flow:29  split desk.DialCallStatus {
flow.add(
    SplitBasedOn(
        "sales_split_1",
        input="{{widgets.desk.DialCallStatus}}",
        cases=[When("matches_any_of", "{{widgets.desk.DialCallStatus}}", "busy,no-answer,failed", to="operator")],
        exits={"noMatch": "goodbye"},
    )
)

# ivr-menu.flow:36  enqueue support wait_url="https://example.com/hold-music.xml" {
flow.add(
    EnqueueCall(
        "support",
        document="support.xml",
        exits={"callComplete": "goodbye", "failedToEnqueue": "operator", "callFailure": "operator"},
    )
)

# ivr-menu.flow:41  section operator { dial number +15550100 -> goodbye }
flow.add(
    ConnectCallTo(
        "operator",
        document="operator.xml",
        liquid={"caller_id": "{{contact.channel.address}}"},
        exits={"callCompleted": "goodbye", "hangup": None},
    )
)

# ivr-menu.flow:43  section goodbye { say "Thank you for calling. Goodbye." }
flow.add(SayPlay("goodbye", document="goodbye.xml", exits={"audioComplete": None}))
