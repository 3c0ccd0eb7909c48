"""Run Function, over real sockets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tests.runtime.bench import new_session, run_of
from tests.runtime.server import Server, always, in_turn, json_answer, serving

from runtime.step import Outcome
from runtime.steps import RunFunction
from runtime.world import World

WorldOf: TypeAlias = Callable[[Server], World]
EXITS = {"success": None, "fail": None}


async def test_parameters_are_posted_as_a_form(world_of: WorldOf) -> None:
    session = new_session()
    async with serving(always(json_answer({"ok": True}, headers={"X-Twilio-Function-Concurrency": "3"}))) as server:
        step = RunFunction(
            "f",
            url=f"{server.url}/path",
            service_sid="default",
            environment_sid="ZE1",
            function_sid="ZH1",
            parameters=[("caller", "{{contact.channel.address}}"), ("method", "is not reserved here")],
            exits=EXITS,
        )
        run = run_of(session)
        outcome = await step.perform(step.intend(run), world_of(server))
        step.took(run, outcome)

    assert outcome.event == "success"
    assert session.widgets["f"] == {
        "body": '{"ok": true}',
        "status_code": 200,
        "content_type": "application/json",
        "parsed": {"ok": True},
        "headers": {"x-twilio-function-concurrency": "3"},
    }
    (received,) = server.received
    assert (received.method, received.path) == ("POST", "/path")
    assert received.form == [("caller", "+15550001111"), ("method", "is not reserved here")]
    assert received.headers["content-type"] == "application/x-www-form-urlencoded;charset=utf-8"


async def test_a_failure_takes_the_exit_fail_and_the_old_header_is_gone(world_of: WorldOf) -> None:
    session = new_session()
    limited = json_answer({"a": 1}, headers={"x-twilio-function-concurrency": "30"})
    async with serving(in_turn(limited, json_answer({"b": 2}, status=500))) as server:
        step = RunFunction("f", url=server.url, exits=EXITS)
        run, world = run_of(session), world_of(server)
        for event in ("success", "fail"):
            outcome = await step.perform(step.intend(run), world)
            step.took(run, outcome)
            assert outcome.event == event

    assert session.widgets["f"]["parsed"] == {"a": 1, "b": 2}
    assert "headers" not in session.widgets["f"]
    assert server.received[0].body == b""


async def test_a_function_that_does_not_answer_fails_and_is_not_called_again(world_of: WorldOf) -> None:
    async with serving(always(None)) as server:
        step = RunFunction("f", url=server.url, exits=EXITS)
        request = step.intend(run_of(new_session()))
        assert await step.perform(request, world_of(server)) == Outcome("fail")
        assert await step.recover(request, world_of(server)) == Outcome("fail")

    assert len(server.received) == 1
