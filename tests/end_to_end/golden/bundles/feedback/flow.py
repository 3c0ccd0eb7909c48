"""Client feedback.

Compiled by flowc from feedback.flow. Each step stands below the lines that it comes from.
"""

from runtime import Flow
from runtime.steps import GatherInputOnCall, RecordCall, SayPlay, SplitBasedOn
from runtime.steps.split_based_on import When

flow = Flow(
    "feedback",
    version="4e591fce9dda",
    starts={
        "incomingMessage": None,
        # feedback.flow:4  on call {
        "incomingCall": "say_1",
        "incomingConversationMessage": None,
        "incomingRequest": None,
        "incomingParent": None,
    },
)

# feedback.flow:5  say "Hello! To improve our service, this call will be recorded."
flow.add(SayPlay("say_1", document="say_1.xml", exits={"audioComplete": "record_1"}))

# feedback.flow:7  record on {
flow.add(
    RecordCall(
        "record_1",
        record_call=True,
        recording_status_callback="https://example.com/recordings",
        recording_status_callback_method="POST",
        recording_status_callback_events="in-progress completed absent",
        recording_channels="dual",
        trim="trim-silence",
        exits={"success": "feedback", "failed": "offline"},
    )
)

# feedback.flow:17  feedback: gather "How was your experience with us? Press star when you are done." {
flow.add(
    GatherInputOnCall(
        "feedback", document="feedback.xml", exits={"keypress": "record_2", "speech": "record_2", "timeout": "offline"}
    )
)

# feedback.flow:24  record off { failed -> next }
flow.add(
    RecordCall(
        "record_2",
        record_call=False,
        recording_channels="dual",
        trim="do-not-trim",
        exits={"success": "if_1", "failed": "if_1"},
    )
)

# feedback.flow:26  if feedback.SpeechResult is_blank {
flow.add(
    SplitBasedOn(
        "if_1",
        input="{{widgets.feedback.SpeechResult}}",
        cases=[When("is_blank", "{{widgets.feedback.SpeechResult}}", "Is Blank", to="say_2")],
        exits={"noMatch": "say_3"},
    )
)

# feedback.flow:27  say "Thank you for your answer. Goodbye!"
flow.add(SayPlay("say_2", document="say_2.xml", exits={"audioComplete": None}))

# feedback.flow:29  say "Thank you, we heard: {{widgets.feedback.SpeechResult}}. Goodbye!"
flow.add(
    SayPlay(
        "say_3",
        document="say_3.xml",
        liquid={"say": "Thank you, we heard: {{widgets.feedback.SpeechResult}}. Goodbye!"},
        exits={"audioComplete": None},
    )
)

# feedback.flow:34  say "We can't take feedback right now. Please call again later. Goodbye."
flow.add(SayPlay("offline", document="offline.xml", exits={"audioComplete": None}))
