"""TaskRouter and Flex of the stand-in: tasks, interactions, and a worker."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from tests.twilio.plain_http import plain_client
from tests.twilio.serving import Says, serving
from tests.twilio.stand_in import Leaves, Twilio, Worker
from tests.twilio.tasks.task import WORKSPACE

WORKFLOW, CHANNEL = "WW" + "0" * 32, "TC" + "0" * 32
TASKS = f"/taskrouter/v1/Workspaces/{WORKSPACE}/Tasks"
FORM = {"WorkflowSid": WORKFLOW, "TaskChannel": CHANNEL, "Attributes": '{"mark": "a"}'}


@pytest.fixture
async def twilio() -> AsyncIterator[Twilio]:
    async with Twilio() as twilio:
        yield twilio


@pytest.fixture
async def http(twilio: Twilio) -> AsyncIterator[httpx.AsyncClient]:
    async with plain_client(base_url=twilio.url, auth=(twilio.account_sid, twilio.auth_token)) as http:
        yield http


async def test_the_configuration_of_flex_names_the_workspace(http: httpx.AsyncClient) -> None:
    assert (await http.get("/flex-api/v1/Configuration")).json()["taskrouter_workspace_sid"] == WORKSPACE


async def test_a_task_waits_until_a_worker_accepts_and_completes_it(twilio: Twilio, http: httpx.AsyncClient) -> None:
    twilio.board.tasks.worker = Worker(accepts=5, completes=60)
    made = (await http.post(TASKS, data=FORM)).json()
    await twilio.settled()

    assert made["assignment_status"] == "pending"
    assert (await http.get(f"{TASKS}/{made['sid']}")).json()["assignment_status"] == "completed"
    assert twilio.clock.now == 65


async def test_a_task_that_nobody_accepts_in_time_is_canceled(twilio: Twilio, http: httpx.AsyncClient) -> None:
    twilio.board.tasks.worker = Worker(accepts=61)
    made = (await http.post(TASKS, data={**FORM, "Timeout": "60"})).json()
    await twilio.settled()

    task = twilio.board.tasks.all[made["sid"]]
    assert (task.status, task.reason) == ("canceled", "Task TTL Exceeded")


async def test_tasks_are_found_by_an_attribute_and_listed_without_attributes(http: httpx.AsyncClient) -> None:
    made = (await http.post(TASKS, data=FORM)).json()
    await http.post(TASKS, data={**FORM, "Attributes": '{"mark": "b"}'})

    (found,) = (await http.get(TASKS, params={"EvaluateTaskAttributes": 'mark == "a"'})).json()["tasks"]
    assert (found["sid"], found["attributes"]) == (made["sid"], None)
    assert (await http.get(TASKS, params={"EvaluateTaskAttributes": "mark = a"})).status_code == 400


@pytest.mark.parametrize(
    "changed",
    [
        {"Attributes": "[]"},
        {"Attributes": "{"},
        {"Attributes": json.dumps({"a": "x" * 4096})},
        {"Timeout": "1209601"},
        {"Timeout": "0"},
        {"Priority": "high"},
        {"WorkflowSid": "WW1"},
        {"TaskChannel": ""},
        {"Workflow": WORKFLOW},
    ],
)
async def test_a_task_that_cannot_be_is_refused(http: httpx.AsyncClient, changed: dict[str, str]) -> None:
    assert (await http.post(TASKS, data={**FORM, **changed})).status_code == 400


async def test_another_workspace_has_no_tasks(http: httpx.AsyncClient) -> None:
    assert (await http.post("/taskrouter/v1/Workspaces/WS0/Tasks", data=FORM)).status_code == 404
    assert (await http.get(f"{TASKS}/WT0")).status_code == 404


def interaction(**changed: object) -> dict[str, str]:
    channel = {"type": "sms", "initiated_by": "customer", "properties": {"media_channel_sid": "CH1"}}
    properties = {"workspace_sid": WORKSPACE, "workflow_sid": WORKFLOW, "task_channel_sid": CHANNEL}
    routing = {"properties": {**properties, "attributes": {"name": "Ann"}}}
    return {name: json.dumps(changed.get(name, value)) for name, value in (("Channel", channel), ("Routing", routing))}


async def test_an_interaction_has_a_task_that_names_it(twilio: Twilio, http: httpx.AsyncClient) -> None:
    conversation = twilio.board.conversations.begin("+15550199", "+15550100", "https://a.b/c")
    channel = {"type": "sms", "initiated_by": "customer", "properties": {"media_channel_sid": conversation.sid}}
    made = (await http.post("/flex-api/v1/Interactions", data=interaction(Channel=channel))).json()

    attributes = json.loads(made["routing"]["properties"]["attributes"])
    assert attributes == {"name": "Ann", "conversationSid": conversation.sid, "flexInteractionSid": made["sid"]}
    assert (await http.get(f"/flex-api/v1/Interactions/{made['sid']}")).json() == made
    assert list(twilio.board.tasks.all) == [made["routing"]["properties"]["sid"]]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"Channel": []},
        {"Channel": {"type": "pigeon", "initiated_by": "customer"}},
        {"Channel": {"type": "sms", "initiated_by": "api"}},
        {"Routing": {"properties": {"workspace_sid": "WS0"}}},
        {"Routing": {"properties": {"workspaceSid": WORKSPACE}}},
    ],
)
async def test_an_interaction_about_nothing_is_refused(http: httpx.AsyncClient, changed: dict[str, object]) -> None:
    assert (await http.post("/flex-api/v1/Interactions", data=interaction(**changed))).status_code == 400
    assert (await http.get("/flex-api/v1/Interactions/KD0")).status_code == 404


@pytest.mark.parametrize(("result", "status"), [("bridged", "assigned"), ("hangup", "canceled")])
async def test_a_caller_in_a_workflow_has_a_task(twilio: Twilio, result: str, status: str) -> None:
    twiml = f'<Enqueue workflowSid="{WORKFLOW}"><Task priority="5">{{"name": "Ann"}}</Task></Enqueue>'
    async with serving(voice=Says(twiml)) as app:
        await (await twilio.incoming_call(app.url + "/voice", script=[Leaves(result)])).ended()

    (task,) = twilio.board.tasks.all.values()
    assert (task.workflow_sid, task.priority, task.attributes["name"], task.status) == (WORKFLOW, 5, "Ann", status)
