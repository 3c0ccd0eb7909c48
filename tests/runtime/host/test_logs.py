"""Logs are JSON lines that tell what happened, and no secret."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import structlog
from tests.runtime.host.hosted import CALL, TOKEN

from runtime.logs import configure_logs

PROJECT = Path(__file__).resolve().parents[3]


def logged(folder: Path, mask: str) -> str:
    """The log of a call, in lines of JSON."""
    database = f"sqlite+aiosqlite:///{folder}/sessions.db"
    command = [sys.executable, "-m", "tests.runtime.host.logged_call", database, str(folder / "twiml"), mask]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT).stdout


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The log of a call where numbers are masked."""
    return logged(tmp_path_factory.mktemp("masked"), "mask")


def read(log: str) -> list[dict[str, Any]]:
    """The lines of a log."""
    return [json.loads(line) for line in log.splitlines()]


def test_each_webhook_is_one_line_with_its_session_step_and_call(masked: str) -> None:
    lines = read(masked)
    webhooks = [line for line in lines if line["event"] == "webhook"]
    key = webhooks[1]["session"]

    assert [(line["route"], line["status"]) for line in webhooks] == [
        ("/voice", 200),
        ("/voice/{session}/{step}", 200),
        ("/recording", 200),
        ("/status", 200),
        ("/voice/{session}/{step}", 404),
        ("/voice", 403),
    ]
    assert webhooks[0]["began"] is True
    assert webhooks[0]["session"] == key
    assert webhooks[1]["step"] == "ask"
    assert webhooks[1]["call_sid"] == CALL
    assert webhooks[1]["passed"] == ["ask:keypress"]
    (act,) = [line for line in lines if line["event"] == "act ended"]
    assert (act["act"], act["exit"], act["session"], act["end"]) == ("act", "done", key, "flow ended")


def test_the_key_of_a_session_finds_its_whole_story(masked: str) -> None:
    lines = read(masked)
    key = lines[0]["session"]
    story = [line for line in lines if line.get("session") == key]

    assert [(line["event"], line.get("route", line.get("act"))) for line in story] == [
        ("webhook", "/voice"),
        ("act ended", "act"),
        ("webhook", "/voice/{session}/{step}"),
        ("webhook", "/recording"),
        ("webhook", "/status"),
    ]
    assert [line.get("began", False) for line in story] == [True, False, False, False, False]
    assert {line["call_sid"] for line in story} == {CALL}


def test_neither_bodies_nor_secrets_nor_numbers_are_logged(masked: str) -> None:
    for secret in (TOKEN, "47*11", "4111111111111111", "of the act", "+1555"):
        assert secret not in masked
    assert "…4567" in json.loads(next(line for line in masked.splitlines() if "4567" in line))["step"]


def test_numbers_are_whole_where_that_is_wished(tmp_path: Path) -> None:
    assert "+15551234567" in logged(tmp_path, "whole")


def test_an_application_that_logs_its_own_way_goes_on_so() -> None:
    structlog.reset_defaults()
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()])
    configure_logs()

    assert len(structlog.get_config()["processors"]) == 1
