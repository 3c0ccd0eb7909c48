"""Logs are JSON lines that tell what happened, and no secret."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import structlog
from tests.runtime.host.hosted import CALL, TOKEN

from runtime.logs import configure_logs

PROJECT = Path(__file__).resolve().parents[3]


def lines(sqlite: str, folder: Path, mask: str) -> tuple[str, list[dict[str, Any]]]:
    """What is logged of a call."""
    command = [sys.executable, "-m", "tests.runtime.host.logged_call", sqlite, str(folder), mask]
    text = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT).stdout
    return text, [json.loads(line) for line in text.splitlines()]


def test_each_webhook_is_one_line_with_its_session_step_and_call(sqlite: str, tmp_path: Path) -> None:
    _, logged = lines(sqlite, tmp_path / "twiml", "mask")
    webhooks = [line for line in logged if line["event"] == "webhook"]
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
    (act,) = [line for line in logged if line["event"] == "act ended"]
    assert (act["act"], act["exit"], act["session"], act["end"]) == ("act", "done", key, "flow ended")


def test_the_key_of_a_session_finds_its_whole_story(sqlite: str, tmp_path: Path) -> None:
    _, logged = lines(sqlite, tmp_path / "twiml", "mask")
    key = logged[0]["session"]
    story = [line for line in logged if line.get("session") == key]

    assert [(line["event"], line.get("route", line.get("act"))) for line in story] == [
        ("webhook", "/voice"),
        ("act ended", "act"),
        ("webhook", "/voice/{session}/{step}"),
        ("webhook", "/recording"),
        ("webhook", "/status"),
    ]
    assert [line.get("began", False) for line in story] == [True, False, False, False, False]
    assert {line["call_sid"] for line in story} == {CALL}


def test_neither_bodies_nor_secrets_nor_numbers_are_logged(sqlite: str, tmp_path: Path) -> None:
    text, _ = lines(sqlite, tmp_path / "twiml", "mask")

    for secret in (TOKEN, "47*11", "4111111111111111", "of the act", "+1555"):
        assert secret not in text
    assert "…4567" in json.loads(next(line for line in text.splitlines() if "4567" in line))["step"]


def test_numbers_are_whole_where_that_is_wished(sqlite: str, tmp_path: Path) -> None:
    text, _ = lines(sqlite, tmp_path / "twiml", "whole")

    assert "+15551234567" in text


def test_an_application_that_logs_its_own_way_goes_on_so() -> None:
    structlog.reset_defaults()
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()])
    configure_logs()

    assert len(structlog.get_config()["processors"]) == 1
