"""Every verb.

Compiled by flowc from every-verb.flow. Each step stands below the lines that it comes from.
"""

from runtime import Flow
from runtime.steps import (
    AddTwimlRedirect,
    CapturePayments,
    ConnectCallTo,
    ConnectVirtualAgent,
    ConnectVirtualAgentV2,
    EnqueueCall,
    ForkStream,
    GatherInputOnCall,
    MakeHttpRequest,
    MakeOutgoingCallV1,
    MakeOutgoingCallV2,
    RecordCall,
    RecordVoicemail,
    ResumeConversation,
    RunConversationRelay,
    RunFunction,
    RunSubflow,
    SayPlay,
    SendAndWaitForReply,
    SendMessage,
    SendToFlex,
    SetVariables,
    SplitBasedOn,
    StartConversation,
)
from runtime.steps.split_based_on import When

flow = Flow(
    "every-verb",
    version="6bf0c8b834db",
    starts={
        # every-verb.flow:162  on message {
        "incomingMessage": "message_send_1",
        # every-verb.flow:4  on call {
        "incomingCall": "welcome",
        # every-verb.flow:131  on conversation {
        "incomingConversationMessage": "conversation_flex_1",
        # every-verb.flow:137  on request {
        "incomingRequest": "request_start_conversation_1",
        "incomingParent": None,
    },
)

# every-verb.flow:5  welcome: say """
flow.add(SayPlay("welcome", document="welcome.xml", exits={"audioComplete": "say_1"}))

# every-verb.flow:11  say "5 < 6 & {# no comment of Jinja" loop=2
flow.add(SayPlay("say_1", document="welcome.xml", exits={"audioComplete": "say_2"}))

# every-verb.flow:12  say "Your number is {{trigger.call.From | slice: 1, 20}}." voice=default
flow.add(
    SayPlay(
        "say_2",
        document="welcome.xml",
        liquid={"say": "Your number is {{trigger.call.From | slice: 1, 20}}."},
        exits={"audioComplete": "play_1"},
    )
)

# every-verb.flow:13  play "https://example.com/jingle.mp3?a=1&b=2"
flow.add(SayPlay("play_1", document="welcome.xml", exits={"audioComplete": "digits_1"}))

# every-verb.flow:14  digits "1ww#"
flow.add(SayPlay("digits_1", document="welcome.xml", exits={"audioComplete": "set_1"}))

# every-verb.flow:15  set language="en-US" count=pair("{}", type=json_object)
flow.add(
    SetVariables("set_1", variables=[("language", "en-US"), ("count", "{}", "json_object")], exits={"next": "stream_1"})
)

# every-verb.flow:17  stream start name=copy url="wss://example.com/audio" track=both_tracks {
flow.add(
    ForkStream(
        "stream_1",
        document="stream_1.xml",
        liquid={"stream_parameters_1": "{{contact.channel.address}}"},
        exits={"next": "menu_1"},
    )
)

# every-verb.flow:24  menu "For sales press one, or say sales." {
flow.add(
    GatherInputOnCall(
        "menu_1",
        document="stream_1.xml",
        exits={"keypress": "menu_1_keys", "speech": "menu_1_words", "timeout": "voicemail"},
    )
)

# every-verb.flow:24  menu "For sales press one, or say sales." {
flow.add(
    SplitBasedOn(
        "menu_1_keys",
        input="{{widgets.menu_1.Digits}}",
        cases=[
            When("equal_to", "{{widgets.menu_1.Digits}}", "1", to="sales"),
            When("equal_to", "{{widgets.menu_1.Digits}}", "2", to="support"),
            When("equal_to", "{{widgets.menu_1.Digits}}", "3", to="hours"),
        ],
        exits={"noMatch": None},
    )
)

# every-verb.flow:24  menu "For sales press one, or say sales." {
flow.add(
    SplitBasedOn(
        "menu_1_words",
        input="{{widgets.menu_1.SpeechResult}}",
        cases=[
            When("contains", "{{widgets.menu_1.SpeechResult}}", "sales", to="sales"),
            When("contains", "{{widgets.menu_1.SpeechResult}}", "support", to="support"),
        ],
        exits={"noMatch": None},
    )
)

# every-verb.flow:33  dial number-multi ["+15550100", "+15550101"] record=on time_limit=600s { hangup -> end }
flow.add(
    ConnectCallTo(
        "sales",
        document="sales.xml",
        liquid={"caller_id": "{{contact.channel.address}}"},
        exits={"callCompleted": "sales_dial_2", "hangup": None},
    )
)

# every-verb.flow:34  dial sip "sip:{{flow.variables.agent}}@example.com" {
flow.add(
    ConnectCallTo(
        "sales_dial_2",
        document="sales_dial_2.xml",
        liquid={
            "caller_id": "{{contact.channel.address}}",
            "sip_password": "{{flow.data.password}}",
            "sip_endpoint": "sip:{{flow.variables.agent}}@example.com",
        },
        exits={"callCompleted": "sales_dial_3", "hangup": None},
    )
)

# every-verb.flow:40  dial client alice { hangup -> end }
flow.add(
    ConnectCallTo(
        "sales_dial_3",
        document="sales_dial_3.xml",
        liquid={"caller_id": "{{contact.channel.address}}"},
        exits={"callCompleted": "sales_dial_4", "hangup": None},
    )
)

# every-verb.flow:41  dial conference staff { hangup -> end }
flow.add(
    ConnectCallTo(
        "sales_dial_4",
        document="sales_dial_4.xml",
        liquid={"caller_id": "{{contact.channel.address}}"},
        exits={"callCompleted": "sales_pay_1", "hangup": None},
    )
)

# every-verb.flow:42  pay {
flow.add(
    CapturePayments(
        "sales_pay_1",
        document="sales_pay_1.xml",
        liquid={"parameters_1": "{{flow.variables.order}}"},
        exits={
            "success": "thanks",
            "maxFailedAttempts": "voicemail",
            "providerError": "voicemail",
            "payInterrupted": "voicemail",
            "hangup": None,
            "validationError": "voicemail",
        },
    )
)

# every-verb.flow:58  record on { failed -> next }
flow.add(
    RecordCall(
        "support",
        record_call=True,
        recording_channels="dual",
        trim="do-not-trim",
        exits={"success": "support_enqueue_1", "failed": "support_enqueue_1"},
    )
)

# every-verb.flow:59  enqueue support wait_url="https://example.com/wait" { failedToEnqueue, callFailure -> voicema…
flow.add(
    EnqueueCall(
        "support_enqueue_1",
        document="support_enqueue_1.xml",
        exits={"callComplete": "support_enqueue_2", "failedToEnqueue": "voicemail", "callFailure": "voicemail"},
    )
)

# every-verb.flow:60  enqueue {
flow.add(
    EnqueueCall(
        "support_enqueue_2",
        document="support_enqueue_2.xml",
        liquid={"task_attributes": '{"language": "{{flow.variables.language}}", "kind": "<support>"}'},
        exits={"callComplete": "support_record_2", "failedToEnqueue": "voicemail", "callFailure": "voicemail"},
    )
)

# every-verb.flow:67  record off { failed -> next }
flow.add(
    RecordCall(
        "support_record_2",
        record_call=False,
        recording_channels="dual",
        trim="do-not-trim",
        exits={"success": "support_flex_1", "failed": "support_flex_1"},
    )
)

# every-verb.flow:68  flex {
flow.add(
    SendToFlex(
        "support_flex_1",
        document="support_flex_1.xml",
        workflow="WW0123456789abcdef0123456789abcdef",
        channel="TC0123456789abcdef0123456789abcdef",
        attributes='{"language": "{{flow.variables.language}}", "kind": "<support>"}',
        timeout="1800",
        exits={"callComplete": "support_stream_1", "failedToEnqueue": "voicemail", "callFailure": "voicemail"},
    )
)

# every-verb.flow:76  stream stop name=copy
flow.add(ForkStream("support_stream_1", document="support_stream_1.xml", exits={"next": "support_agent_1"}))

# every-verb.flow:77  agent connector_name=cx {
flow.add(
    ConnectVirtualAgentV2(
        "support_agent_1",
        document="support_stream_1.xml",
        liquid={"configurations_1": "{{flow.variables.language}}"},
        exits={
            "completed": None,
            "live-agent-handoff": "relay",
            "hangup": None,
            "failed": "relay",
            "paused": "relay",
            "timeout": None,
        },
    )
)

# every-verb.flow:87  relay "wss://example.com/relay" {
flow.add(
    RunConversationRelay(
        "relay",
        document="relay.xml",
        liquid={"welcome_greeting": "Hi {{contact.channel.address}}"},
        exits={"success": None, "failed": "elsewhere"},
    )
)

# every-verb.flow:96  redirect "https://example.com/twiml?sid={{flow.sid}}" timeout=60s {
flow.add(
    AddTwimlRedirect(
        "elsewhere",
        document="elsewhere.xml",
        liquid={"url": "https://example.com/twiml?sid={{flow.sid}}"},
        timeout="60",
        exits={"return": None, "timeout": None, "fail": "voicemail"},
    )
)

# every-verb.flow:103  http POST "https://example.com/hours" {
flow.add(
    MakeHttpRequest(
        "hours",
        method="POST",
        url="https://example.com/hours",
        content_type="application/json;charset=utf-8",
        body='{"caller": {{contact.channel.address | to_json}}}',
        exits={"success": "hours_subflow_1", "failed": "voicemail"},
    )
)

# every-verb.flow:109  subflow FW0123456789abcdef0123456789abcdef { failed -> next }
flow.add(
    RunSubflow(
        "hours_subflow_1",
        flow_sid="FW0123456789abcdef0123456789abcdef",
        flow_revision="LatestPublished",
        exits={"completed": "hours_function_1", "failed": "hours_function_1"},
    )
)

# every-verb.flow:111  function "https://example-1234.twil.io/hours" {
flow.add(
    RunFunction(
        "hours_function_1",
        url="https://example-1234.twil.io/hours",
        parameters=[("day", "today")],
        exits={"success": "hours_raw_1", "fail": "voicemail"},
    )
)

# every-verb.flow:116  raw "connect-virtual-agent" {
flow.add(ConnectVirtualAgent("hours_raw_1", document="hours_raw_1.xml", exits={"return": "thanks", "hangup": None}))

# every-verb.flow:125  say "Please leave a message after the beep."
flow.add(SayPlay("voicemail", document="voicemail.xml", exits={"audioComplete": "voicemail_voicemail_1"}))

# every-verb.flow:126  voicemail finish_on_key="#" transcribe=on { hangup -> end }
flow.add(
    RecordVoicemail(
        "voicemail_voicemail_1",
        document="voicemail.xml",
        exits={"recordingComplete": None, "noAudio": None, "hangup": None},
    )
)

# every-verb.flow:129  section thanks { say "Thank you." }
flow.add(SayPlay("thanks", document="thanks.xml", exits={"audioComplete": None}))

# every-verb.flow:132  flex workflow=WW0123456789abcdef0123456789abcdef channel=TC0123456789abcdef0123456789abcdef {
flow.add(
    SendToFlex(
        "conversation_flex_1",
        document="conversation_flex_1.xml",
        workflow="WW0123456789abcdef0123456789abcdef",
        channel="TC0123456789abcdef0123456789abcdef",
        exits={"callComplete": None, "failedToEnqueue": None, "callFailure": None},
    )
)

# every-verb.flow:138  start-conversation {
flow.add(
    StartConversation(
        "request_start_conversation_1",
        conversation_service_sid="IS0123456789abcdef0123456789abcdef",
        participants=[{"type": "chat", "identity": "{{contact.channel.address}}"}],
        close_conversation_on_execution_end=True,
        exits={"created": "request_resume_conversation_1", "failed": "request_resume_conversation_1"},
    )
)

# every-verb.flow:145  resume-conversation {
flow.add(
    ResumeConversation(
        "request_resume_conversation_1",
        conversation_service_sid="IS0123456789abcdef0123456789abcdef",
        conversation_sid="{{flow.data.conversation}}",
        webhook_filters=["onMessageAdded"],
        exits={"resumed": "request_call_1", "failed": "request_call_1"},
    )
)

# every-verb.flow:152  call detect_answering_machine=on send_digits="1w2" { busy, noAnswer, failed -> end }
flow.add(
    MakeOutgoingCallV2(
        "request_call_1",
        from_="{{flow.channel.address}}",
        to="{{contact.channel.address}}",
        detect_answering_machine=True,
        send_digits="1w2",
        exits={"answered": "request_say_1", "busy": None, "noAnswer": None, "failed": None},
    )
)

# every-verb.flow:153  say "Hello."
flow.add(SayPlay("request_say_1", document="request_say_1.xml", exits={"audioComplete": "request_raw_1"}))

# every-verb.flow:154  raw "make-outgoing-call-v1" {
flow.add(
    MakeOutgoingCallV1(
        "request_raw_1",
        from_="{{flow.channel.address}}",
        to="{{contact.channel.address}}",
        exits={"answered": "thanks", "answeredByMachine": None, "busy": None, "noAnswer": None, "failed": None},
    )
)

# every-verb.flow:163  send "Hello {{contact.channel.address}}." media_url="https://example.com/owl.png" {
flow.add(
    SendMessage(
        "message_send_1",
        body="Hello {{contact.channel.address}}.",
        from_="{{flow.channel.address}}",
        to="{{contact.channel.address}}",
        media_url="https://example.com/owl.png",
        service="{{trigger.message.InstanceSid}}",
        channel="{{trigger.message.ChannelSid}}",
        exits={"sent": "asked", "failed": None},
    )
)

# every-verb.flow:166  asked: ask "Shall we call you?" timeout=1h { timeout, deliveryFailure -> end }
flow.add(
    SendAndWaitForReply(
        "asked",
        body="Shall we call you?",
        from_="{{flow.channel.address}}",
        timeout="3600",
        service="{{trigger.message.InstanceSid}}",
        channel="{{trigger.message.ChannelSid}}",
        exits={"incomingMessage": "message_send_2", "timeout": None, "deliveryFailure": None},
    )
)

# every-verb.flow:167  send {
flow.add(
    SendMessage(
        "message_send_2",
        from_="MG0123456789abcdef0123456789abcdef",
        to="{{contact.channel.address}}",
        service="{{trigger.message.InstanceSid}}",
        channel="{{trigger.message.ChannelSid}}",
        message_type="content_template",
        content_sid="HX0123456789abcdef0123456789abcdef",
        content_variables=[("{{1}}", "{{widgets.asked.inbound.Body}}")],
        exits={"sent": None, "failed": None},
    )
)

# order-status.flow:4  on subflow {
order_status = flow.add_subflow("FW0123456789abcdef0123456789abcdef", "order-status", start="set_1")

# order-status.flow:5  set tries="0"
order_status.add(SetVariables("set_1", variables=[("tries", "0")], exits={"next": "lookup"}))

# order-status.flow:7  lookup: http GET "https://example.com/orders/{{trigger.parent.parameters.order | url_encode}…
order_status.add(
    MakeHttpRequest(
        "lookup",
        method="GET",
        url="https://example.com/orders/{{trigger.parent.parameters.order | url_encode}}",
        content_type="application/json;charset=utf-8",
        exits={"success": "split_1", "failed": "again"},
    )
)

# order-status.flow:13  split lookup.parsed.state {
order_status.add(
    SplitBasedOn(
        "split_1",
        input="{{widgets.lookup.parsed.state}}",
        cases=[
            When("equal_to", "{{widgets.lookup.parsed.state}}", "shipped", to="shipped"),
            When("equal_to", "{{widgets.lookup.parsed.state}}", "packed", to="packed"),
            When("does_not_match_any_of", "{{widgets.lookup.parsed.state}}", "new,paid", to="unknown"),
        ],
        exits={"noMatch": "packed"},
    )
)

# order-status.flow:23  set tries="{{flow.variables.tries | plus: 1}}"
order_status.add(
    SetVariables("again", variables=[("tries", "{{flow.variables.tries | plus: 1}}")], exits={"next": "again_if_1"})
)

# order-status.flow:24  if "{{flow.variables.tries | plus: 0}}" less_than 3 -> lookup
order_status.add(
    SplitBasedOn(
        "again_if_1",
        input="{{flow.variables.tries | plus: 0}}",
        cases=[When("less_than", "{{flow.variables.tries | plus: 0}}", "3", to="lookup")],
        exits={"noMatch": "unknown"},
    )
)

# order-status.flow:29  set answer="It is on its way and arrives on {{widgets.lookup.parsed.arrival}}."
order_status.add(
    SetVariables(
        "shipped",
        variables=[("answer", "It is on its way and arrives on {{widgets.lookup.parsed.arrival}}.")],
        exits={"next": None},
    )
)

# order-status.flow:32  section packed { set answer="We are packing it." }
order_status.add(SetVariables("packed", variables=[("answer", "We are packing it.")], exits={"next": None}))

# order-status.flow:33  section unknown { set answer="We will find out and write to you." }
order_status.add(
    SetVariables("unknown", variables=[("answer", "We will find out and write to you.")], exits={"next": None})
)
