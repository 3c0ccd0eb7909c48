"""TaskRouter and Flex in the REST API: the workspace, a task by an attribute, and what is missing."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from tests.runtime.server import Server, in_turn, json_answer, serving

from runtime.task_router import TaskRouter
from runtime.twilio_rest import TwilioError, TwilioNotSentError, TwilioRest


@pytest.fixture
async def rest() -> AsyncIterator[TwilioRest]:
    rest = TwilioRest("AC1", "token", base="http://127.0.0.1:9")
    yield rest
    await rest.close()


def router(server: Server, seconds: float = 5) -> TaskRouter:
    return TaskRouter.within(TwilioRest("AC1", "token", base=server.url), seconds)


async def test_the_workspace_is_that_of_flex() -> None:
    async with serving(in_turn(json_answer({"taskrouter_workspace_sid": "WS1"}))) as server:
        assert await router(server).workspace() == "WS1"

    assert server.received[0].path == "/flex-api/v1/Configuration"


async def test_an_account_without_flex_has_no_workspace() -> None:
    async with serving(in_turn(json_answer({"taskrouter_workspace_sid": None}))) as server:
        with pytest.raises(TwilioError, match="no Flex"):
            await router(server).workspace()


async def test_a_task_is_found_by_an_attribute_and_read_whole() -> None:
    told = [json_answer({"tasks": [{"sid": "WT1", "attributes": None}]}), json_answer({"attributes": "{}"})]
    async with serving(in_turn(*told)) as server:
        assert await router(server).find_task("WS1", "mark", 'a"b') == {"attributes": "{}"}

    listed, read = (one.path for one in server.received)
    assert listed == (
        "/taskrouter/v1/Workspaces/WS1/Tasks?EvaluateTaskAttributes=mark+%3D%3D+%22a%5C%22b%22&PageSize=1"
    )
    assert read == "/taskrouter/v1/Workspaces/WS1/Tasks/WT1"


@pytest.mark.parametrize("found", [{"tasks": []}, {"tasks": None}, {"tasks": ["WT1"]}, {"pages": 0}])
async def test_no_task_is_none(found: object) -> None:
    async with serving(in_turn(json_answer(found))) as server:
        assert await router(server).find_task("WS1", "mark", "a") is None


async def test_where_no_time_is_left_nothing_is_asked(rest: TwilioRest) -> None:
    with pytest.raises(TwilioNotSentError):
        await TaskRouter.within(rest, 0).workspace()
