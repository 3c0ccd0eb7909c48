"""Voice assistant.

Compiled by flowc from voice-assistant.flow. Each step stands below the lines that it comes from.
"""

from runtime import Flow
from runtime.steps import ConnectCallTo, ConnectVirtualAgentV2, ForkStream, RunConversationRelay, SayPlay, SplitBasedOn
from runtime.steps.split_based_on import When

flow = Flow(
    "voice-assistant",
    version="79b45ea873cc",
    starts={
        "incomingMessage": None,
        # voice-assistant.flow:4  on call {
        "incomingCall": "say_1",
        "incomingConversationMessage": None,
        "incomingRequest": None,
        "incomingParent": None,
    },
)

# voice-assistant.flow:5  say "You are talking to an assistant. Say agent at any time to reach a person."
flow.add(SayPlay("say_1", document="say_1.xml", exits={"audioComplete": "stream_1"}))

# voice-assistant.flow:7  stream start name=transcript url="wss://example.com/audio" track=both_tracks {
flow.add(
    ForkStream(
        "stream_1",
        document="say_1.xml",
        liquid={"stream_parameters_1": "{{contact.channel.address}}"},
        exits={"next": "assistant"},
    )
)

# voice-assistant.flow:11  assistant: relay "wss://example.com/assistant" {
flow.add(
    RunConversationRelay(
        "assistant",
        document="say_1.xml",
        liquid={"parameters_1": "{{contact.channel.address}}"},
        exits={"success": "stream_2", "failed": "deputy"},
    )
)

# voice-assistant.flow:22  stream stop name=transcript
flow.add(ForkStream("stream_2", document="stream_2.xml", exits={"next": "if_1"}))

# voice-assistant.flow:24  if assistant.HandoffData contains "agent" -> person
flow.add(
    SplitBasedOn(
        "if_1",
        input="{{widgets.assistant.HandoffData}}",
        cases=[When("contains", "{{widgets.assistant.HandoffData}}", "agent", to="person")],
        exits={"noMatch": "say_2"},
    )
)

# voice-assistant.flow:25  say "Thank you for calling. Goodbye."
flow.add(SayPlay("say_2", document="say_2.xml", exits={"audioComplete": None}))

# voice-assistant.flow:29  agent {
flow.add(
    ConnectVirtualAgentV2(
        "deputy",
        document="deputy.xml",
        liquid={"parameters_1": "{{contact.channel.address}}"},
        exits={
            "completed": None,
            "live-agent-handoff": "person",
            "hangup": None,
            "failed": "person",
            "paused": None,
            "timeout": None,
        },
    )
)

# voice-assistant.flow:44  digits "wwww12#"
flow.add(SayPlay("person", document="person.xml", exits={"audioComplete": "person_dial_1"}))

# voice-assistant.flow:45  dial sip "sip:desk@example.com" timeout=30s { hangup -> end }
flow.add(
    ConnectCallTo(
        "person_dial_1",
        document="person.xml",
        liquid={"caller_id": "{{contact.channel.address}}"},
        exits={"callCompleted": None, "hangup": None},
    )
)
