"""The steps that Studio's widgets become, one file each, called after the widget's type.

That of a subflow in another bundle stands apart: it is a second form of one widget.
"""

from runtime.deployed_subflow import RunSubflowElsewhere
from runtime.steps.add_twiml_redirect import AddTwimlRedirect
from runtime.steps.capture_payments import CapturePayments
from runtime.steps.connect_call_to import ConnectCallTo
from runtime.steps.connect_virtual_agent import ConnectVirtualAgent
from runtime.steps.connect_virtual_agent_v2 import ConnectVirtualAgentV2
from runtime.steps.enqueue_call import EnqueueCall
from runtime.steps.fork_stream import ForkStream
from runtime.steps.gather_input_on_call import GatherInputOnCall
from runtime.steps.make_http_request import MakeHttpRequest
from runtime.steps.make_outgoing_call_v1 import MakeOutgoingCallV1
from runtime.steps.make_outgoing_call_v2 import MakeOutgoingCallV2
from runtime.steps.record_call import RecordCall
from runtime.steps.record_voicemail import RecordVoicemail
from runtime.steps.resume_conversation import ResumeConversation
from runtime.steps.run_conversation_relay import RunConversationRelay
from runtime.steps.run_function import RunFunction
from runtime.steps.run_subflow import RunSubflow
from runtime.steps.say_play import SayPlay
from runtime.steps.send_and_wait_for_reply import SendAndWaitForReply
from runtime.steps.send_message import SendMessage
from runtime.steps.send_to_flex import SendToFlex
from runtime.steps.set_variables import SetVariables
from runtime.steps.split_based_on import SplitBasedOn, When
from runtime.steps.start_conversation import StartConversation

__all__ = [
    "AddTwimlRedirect",
    "CapturePayments",
    "ConnectCallTo",
    "ConnectVirtualAgent",
    "ConnectVirtualAgentV2",
    "EnqueueCall",
    "ForkStream",
    "GatherInputOnCall",
    "MakeHttpRequest",
    "MakeOutgoingCallV1",
    "MakeOutgoingCallV2",
    "RecordCall",
    "RecordVoicemail",
    "ResumeConversation",
    "RunConversationRelay",
    "RunFunction",
    "RunSubflow",
    "RunSubflowElsewhere",
    "SayPlay",
    "SendAndWaitForReply",
    "SendMessage",
    "SendToFlex",
    "SetVariables",
    "SplitBasedOn",
    "StartConversation",
    "When",
]
