"""The names of all parameters that Twilio sends, by the kind of the webhook; no other one leaves the stand-in."""

from __future__ import annotations

from collections.abc import Mapping

PLACES = ("City", "State", "Zip", "Country")
_PARTIES = ("From", "To", "Caller", "Called")

# https://www.twilio.com/docs/voice/twiml#request-parameters
CALL = frozenset(
    {
        *("CallSid", "AccountSid", "CallStatus", "ApiVersion", "Direction", "ForwardedFrom", "CallerName"),
        *("ParentCallSid", "CallToken"),
        *_PARTIES,
        *(party + place for party in _PARTIES for place in PLACES),
    }
)
ERROR = frozenset({"ErrorCode", "ErrorUrl"})
_RECORDED = frozenset({"RecordingUrl", "RecordingSid", "RecordingDuration"})

GATHER = frozenset({"Digits", "SpeechResult", "Confidence"})
RECORD = _RECORDED | {"Digits"}
DIAL = frozenset({"DialCallStatus", "DialCallSid", "DialCallDuration", "DialBridged", "RecordingUrl"})
ENQUEUE = frozenset({"QueueResult", "QueueSid", "QueueTime"})
PAY = frozenset(
    {
        *("Result", "PaymentToken", "ProfileId", "PaymentConfirmationCode", "PaymentMethod", "PaymentCardNumber"),
        *("PaymentCardType", "ExpirationDate", "SecurityCode", "PaymentCardPostalCode", "BankAccountNumber"),
        *("BankRoutingNumber", "BankAccountType", "PaymentError", "PayErrorCode", "ConnectorError"),
    }
)
# https://www.twilio.com/docs/voice/twiml/connect/virtualagent and /conversationrelay
CONNECT = frozenset(
    {
        *("VirtualAgentProvider", "VirtualAgentStatus", "VirtualAgentProviderData", "VirtualAgentError"),
        *("VirtualAgentErrorCode", "HandoffData", "SessionId", "SessionStatus", "SessionDuration"),
    }
)
# https://www.twilio.com/docs/voice/answering-machine-detection
DETECTION = frozenset({"AnsweredBy", "MachineDetectionDuration"})
WAIT = frozenset({"QueuePosition", "QueueSid", "QueueTime", "AvgQueueTime", "CurrentQueueSize", "MaxQueueSize"})
VOICE = CALL | GATHER | RECORD | DIAL | ENQUEUE | PAY | CONNECT | DETECTION

_MESSAGE = frozenset({"MessageSid", "SmsSid", "SmsMessageSid", "AccountSid", "From", "To", "ApiVersion", "SmsStatus"})
_INCOMING = frozenset({"MessagingServiceSid", "Body", "NumMedia", "NumSegments"}) | {
    *(party + place for party in ("From", "To") for place in PLACES),
    *(f"{name}{number}" for name in ("MediaUrl", "MediaContentType") for number in range(10)),
}


# https://www.twilio.com/docs/conversations/conversations-webhooks
CONVERSATION = frozenset(
    {
        *("EventType", "AccountSid", "ChatServiceSid", "ConversationSid", "MessageSid", "MessagingServiceSid"),
        *("Index", "DateCreated", "Author", "Body", "Attributes", "Media", "ParticipantSid", "Source"),
        *("ClientIdentity", "RetryCount", "WebhookType", "WebhookSid"),
    }
)


def _service(kind: str) -> frozenset[str]:
    return frozenset(
        {"AccountSid", "CallSid", "Timestamp", *(kind + part for part in ("Sid", "Name", "Event", "Error"))}
    )


NAMES: Mapping[str, frozenset[str]] = {
    "voice": VOICE,
    "over": VOICE,
    "screen": VOICE,
    "fallback": VOICE | ERROR,
    # A conference's own `waitUrl` is told its name; https://www.twilio.com/docs/voice/twiml/conference#attributes-waitUrl
    "wait": CALL | WAIT | GATHER | {"FriendlyName"},
    "partial": CALL | {"UnstableSpeechResult", "SequenceNumber"},
    "transcribed": CALL
    | _RECORDED
    | {"TranscriptionSid", "TranscriptionText", "TranscriptionStatus", "TranscriptionUrl"},
    "status": CALL | _RECORDED | DETECTION | {"CallDuration", "Timestamp", "CallbackSource", "SequenceNumber"},
    "detection": DETECTION | {"CallSid", "AccountSid"},
    "recording": _RECORDED
    | {
        *("AccountSid", "CallSid", "RecordingStatus", "RecordingChannels", "RecordingStartTime", "RecordingSource"),
        *("RecordingTrack", "ErrorCode"),
    },
    "stream": _service("Stream"),
    "siprec": _service("Siprec"),
    "transcription": _service("Transcription"),
    # https://www.twilio.com/docs/voice/twiml/conference#attributes-statusCallback
    "conference": frozenset({"AccountSid", "CallSid", "ConferenceSid", "FriendlyName", "StatusCallbackEvent"}),
    "conversation": CONVERSATION,
    "message": _MESSAGE | _INCOMING,
    "message-fallback": _MESSAGE | _INCOMING | ERROR,
    "message-status": _MESSAGE | {"MessageStatus", "ErrorCode", "ErrorMessage"},
}


def unknown(kind: str, parameters: Mapping[str, str]) -> list[str]:
    """The parameters that Twilio does not send with a webhook of this kind; those of SIP calls have any name."""
    return [name for name in parameters if name not in NAMES[kind] and not name.startswith("Sip")]
