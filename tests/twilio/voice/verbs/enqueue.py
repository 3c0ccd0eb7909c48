"""`<Enqueue>`: waiting in a queue. Source: https://www.twilio.com/docs/voice/twiml/enqueue."""

from __future__ import annotations

import math

from tests.twilio.caller.actions import HangUp, Leaves
from tests.twilio.problems import ScriptError
from tests.twilio.tasks.task import Task
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import CallerHungUpError, Request, TimeIsUpError
from tests.twilio.voice.session import Session
from tests.twilio.voice.verbs.flow import LeftError

RESULTS = frozenset(
    {
        *("bridged", "bridging-in-process", "error", "hangup", "leave", "redirected", "redirected-from-bridged"),
        *("queue-full", "system-error"),
    }
)
# Results of callers that never came to wait.
_AT_ONCE = frozenset({"queue-full", "system-error", "error"})
_WAITING = frozenset({"Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather"})
# Without a `waitUrl`, and after a document without sound, which would be asked for without end.
_SILENCE = 1.0
_LARGEST = "1000"


async def enqueue(session: Session, element: Element) -> Request | None:
    """The request for the action where there is one, when the call has left the queue; else goes on."""
    call, board = session.call, session.board
    plan: Leaves | HangUp = await session.action_of_caller("Enqueue", Leaves, HangUp)
    if isinstance(plan, HangUp):
        plan = Leaves("hangup", plan.after)
    if plan.result not in RESULTS:
        raise ScriptError(f"<Enqueue> has no such result: {plan}")
    name = element.content if element.child("Task") is None else element.get("workflowSid")
    sid = board.queues.setdefault(name, board.sids.new("QU"))
    task = _task(session, element)
    began, result = board.clock.now, plan.result
    if result not in _AT_ONCE:
        call.note("twilio", "enqueues", f"in {name}")
        result = await _wait(session, element, plan, sid)
    waited = math.ceil(board.clock.now - began)
    call.note("twilio", "dequeues", result)
    if task is not None:
        task.status = "assigned" if result.startswith("bridg") else "canceled"
    if result == "bridged":
        await call.wait(plan.talks)
    parameters = {"QueueResult": result, "QueueSid": sid, "QueueTime": str(waited)}
    request = session.action(element, parameters, itself=False)
    if result != "hangup":
        return request
    call.note("caller", "hangs up")
    if request is not None:
        await session.tell_the_end(request)
    raise CallerHungUpError("the caller hung up during <Enqueue>")


def _task(session: Session, element: Element) -> Task | None:
    """The task of a caller whom TaskRouter queues.

    Source: https://www.twilio.com/docs/voice/twiml/enqueue#attributes-workflowSid
    """
    workflow, task, call = element.get("workflowSid"), element.child("Task"), session.call
    if not workflow:
        return None
    priority, timeout = (0, 86_400) if task is None else (task.number("priority", 0), task.number("timeout", 86_400))
    text = "" if task is None else task.content
    return session.board.tasks.enqueue(call.parameters(), workflow, text, round(priority), round(timeout))


async def _wait(session: Session, element: Element, plan: Leaves, sid: str) -> str:
    """The result, after the documents of `waitUrl` were played again and again until the caller comes out."""
    call, clock = session.call, session.board.clock
    began, call.until = clock.now, clock.now + plan.after
    url, method = element.get("waitUrl"), element.get("waitUrlMethod", "POST")
    queue = {
        "QueueSid": sid,
        "QueuePosition": "1",
        "CurrentQueueSize": "1",
        "MaxQueueSize": _LARGEST,
        "AvgQueueTime": "0",
    }
    waiting = session.nested(_WAITING, "wait")
    try:
        while True:
            before = clock.now
            queue["QueueTime"] = str(math.floor(clock.now - began))
            if url:
                await waiting.run(Request(session.resolve(url), method, queue))
            if clock.now == before:
                await call.wait(_SILENCE)
    except TimeIsUpError:
        return plan.result
    except LeftError:
        return "leave"
    except CallerHungUpError:
        return "hangup"
    finally:
        call.until = math.inf
