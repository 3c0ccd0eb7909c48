"""Make HTTP Request, over real sockets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from tests.runtime.bench import new_session, run_of
from tests.runtime.server import Server, always, answer, in_turn, json_answer, serving

from runtime.http_client import MOST_BYTES
from runtime.session import Session
from runtime.step import Outcome
from runtime.steps import MakeHttpRequest
from runtime.world import World

WorldOf: TypeAlias = Callable[[Server], World]
EXITS = {"success": None, "failed": None}


async def perform(step: MakeHttpRequest, session: Session, world: World) -> Outcome:
    run = run_of(session)
    outcome = await step.perform(step.intend(run), world)
    step.took(run, outcome)
    return outcome


def to(server: Server, **data: str) -> Session:
    session = new_session()
    session.data.update({"url": server.url, **data})
    return session


async def test_a_get_has_its_parameters_in_the_address(world_of: WorldOf) -> None:
    step = MakeHttpRequest(
        "http",
        url="{{flow.data.url}}/users?a=1#part",
        parameters=[("q", "{{flow.data.word}}"), ("empty", ""), ("q", "2")],
        body="not for a GET",
        exits=EXITS,
    )
    async with serving(always(answer("told"))) as server:
        outcome = await perform(step, to(server, word="a&b é+"), world_of(server))

    assert outcome == Outcome("success", {"body": "told", "status_code": 200, "content_type": "text/plain"})
    (received,) = server.received
    assert (received.method, received.path) == ("GET", "/users?a=1&q=a%26b+%C3%A9%2B&empty=&q=2")
    assert received.body == b""
    assert "content-type" not in received.headers


async def test_a_form_has_its_parameters_in_the_body(world_of: WorldOf) -> None:
    step = MakeHttpRequest(
        "http",
        url="{{flow.data.url}}",
        method="POST",
        body="a={{flow.data.word | url_encode}}",
        parameters=[("b", "{{flow.data.word}}")],
        exits=EXITS,
    )
    async with serving(always(answer())) as server:
        await perform(step, to(server, word="x y"), world_of(server))

    (received,) = server.received
    assert (received.method, received.path, received.body) == ("POST", "/", b"a=x+y&b=x+y")
    assert received.headers["content-type"] == "application/x-www-form-urlencoded;charset=utf-8"


async def test_a_body_in_json_goes_as_it_is_and_parameters_into_the_address(world_of: WorldOf) -> None:
    step = MakeHttpRequest(
        "http",
        url="{{flow.data.url}}/x",
        method="POST",
        content_type="application/json;charset=utf-8",
        body='{"word": {{flow.data.word | to_json}}}',
        parameters=[("b", "1")],
        exits=EXITS,
    )
    async with serving(always(answer())) as server:
        await perform(step, to(server, word='"é'), world_of(server))

    (received,) = server.received
    assert (received.path, received.body.decode()) == ("/x?b=1", '{"word": "\\"é"}')
    assert received.headers["content-type"] == "application/json;charset=utf-8"


@pytest.mark.parametrize(
    ("told", "event"),
    [(200, "success"), (204, "success"), (304, "success"), (400, "failed"), (404, "failed"), (500, "failed")],
)
async def test_the_status_decides_the_exit(world_of: WorldOf, told: int, event: str) -> None:
    step = MakeHttpRequest("http", url="{{flow.data.url}}", exits=EXITS)
    async with serving(always(answer("why", status=told))) as server:
        session = to(server)
        assert (await perform(step, session, world_of(server))).event == event

    assert session.widgets["http"]["status_code"] == told
    assert session.widgets["http"]["body"] == ("" if told in {204, 304} else "why")


@pytest.mark.parametrize(
    ("body", "kind", "parsed"),
    [
        ('{"a": {"b": 1}}', "application/json", {"a": {"b": 1}}),
        ('{"a": 1}', "Application/JSON; charset=utf-8", {"a": 1}),
        ('{"a": 1}', "text/plain", None),
        ('{"a": 1}', "application/problem+json", None),
        ("[1, 2]", "application/json", None),
        ('"text"', "application/json", None),
        ("{broken", "application/json", None),
        ('{"a": NaN}', "application/json", None),
        ('{"a": "\\ud800"}', "application/json", None),
        ('{"a":' * 50_00 + "1" + "}" * 50_00, "application/json", None),
        ('{"a": ' + "9" * 5000 + "}", "application/json", None),
    ],
)
async def test_only_objects_in_json_are_parsed(
    world_of: WorldOf, body: str, kind: str, parsed: dict[str, object] | None
) -> None:
    step = MakeHttpRequest("http", url="{{flow.data.url}}", exits=EXITS)
    async with serving(always(answer(body, kind=kind))) as server:
        outcome = await perform(step, to(server), world_of(server))

    assert outcome.event == "success"
    assert outcome.outputs.get("parsed") == parsed
    assert outcome.outputs["body"] == body


async def test_a_second_answer_is_merged_into_parsed_and_replaces_the_rest(world_of: WorldOf) -> None:
    step = MakeHttpRequest("http", url="{{flow.data.url}}", exits=EXITS)
    told = (json_answer({"a": 1, "b": 1}), json_answer({"b": 2}, status=404), answer("text"), None)
    async with serving(in_turn(*told)) as server:
        session, world = to(server), world_of(server)
        await perform(step, session, world)
        await perform(step, session, world)
        assert session.widgets["http"] == {
            "body": '{"b": 2}',
            "status_code": 404,
            "content_type": "application/json",
            "parsed": {"a": 1, "b": 2},
        }
        await perform(step, session, world)
        assert session.widgets["http"] == {
            "body": "text",
            "status_code": 200,
            "content_type": "text/plain",
            "parsed": {"a": 1, "b": 2},
        }
        assert await perform(step, session, world) == Outcome("failed")
        assert session.widgets["http"] == {"parsed": {"a": 1, "b": 2}}


async def test_an_answer_that_is_too_large_leaves_the_variables_empty(world_of: WorldOf) -> None:
    step = MakeHttpRequest("http", url="{{flow.data.url}}", exits=EXITS)
    async with serving(always(answer("x" * (MOST_BYTES + 1)))) as server:
        session = to(server)
        assert await perform(step, session, world_of(server)) == Outcome("failed")

    assert session.widgets["http"] == {}


@pytest.mark.parametrize(
    "url", ["", "{{flow.data.nothing}}", "no address", "http://127.0.0.1:1/", "file:///etc/passwd"]
)
async def test_an_address_that_is_none_fails(world_of: WorldOf, url: str) -> None:
    async with serving(always(answer())) as server:
        assert await perform(MakeHttpRequest("http", url=url, exits=EXITS), to(server), world_of(server)) == Outcome(
            "failed"
        )

    assert server.received == []


async def test_a_parameter_called_method_fails_without_a_request(world_of: WorldOf) -> None:
    step = MakeHttpRequest("http", url="{{flow.data.url}}", parameters=[("method", "x")], exits=EXITS)
    async with serving(always(answer())) as server:
        assert await perform(step, to(server), world_of(server)) == Outcome("failed")

    assert server.received == []


async def test_the_accounts_credentials_go_to_twilio_alone(world_of: WorldOf) -> None:
    step = MakeHttpRequest("http", url="{{flow.data.url}}/x", add_twilio_auth=True, exits=EXITS)
    async with serving(always(answer())) as twilio, serving(always(answer())) as other:
        world = world_of(twilio)
        assert (await perform(step, to(twilio), world)).event == "success"
        assert await perform(step, to(other), world) == Outcome("failed")

    assert twilio.received[0].headers["authorization"] == "Basic QUMxOnRva2Vu"
    assert other.received == []


async def test_user_and_password_may_stand_in_the_address(world_of: WorldOf) -> None:
    step = MakeHttpRequest("http", url="{{flow.data.url | replace: '://', '://user:pass@'}}", exits=EXITS)
    async with serving(always(answer())) as server:
        await perform(step, to(server), world_of(server))

    assert server.received[0].headers["authorization"] == "Basic dXNlcjpwYXNz"


async def test_a_request_of_unknown_end_is_not_repeated(world_of: WorldOf) -> None:
    step = MakeHttpRequest("http", url="{{flow.data.url}}", exits=EXITS)
    async with serving(always(answer())) as server:
        assert await step.recover(step.intend(run_of(to(server))), world_of(server)) == Outcome("failed")

    assert server.received == []
