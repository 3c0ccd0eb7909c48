"""`kill -9` between any two of: webhook received, intent committed, act done, outcome committed, answer sent."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import httpx
import pytest
from tests.runtime.host.hosted import CALL, TOKEN, action, asking, documents
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

PROJECT = Path(__file__).resolve().parents[3]
PUBLIC = "https://flow.example.com"


@attrs.frozen
class Running:
    """An application in a process of its own, and the port on which it listens."""

    process: subprocess.Popen[bytes]
    port: int


@contextmanager
def process(
    address: str, folder: Path, point: str, application: str = "tests.runtime.host.dying_app:app"
) -> Iterator[Running]:
    """The application in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "uvicorn", application, "--port", str(port)]
    environment = {**os.environ, "DATABASE": address, "FOLDER": str(folder), "POINT": point, "PUBLIC": PUBLIC}
    with (folder / "log").open("ab") as log:
        running = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
    try:
        for _ in range(600):
            assert running.poll() is None, (folder / "log").read_text()
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.05)
        yield Running(running, port)
    finally:
        running.terminate()
        running.wait(30)


def post(port: int, url: str, **more: str) -> httpx.Response:
    """The answer to a webhook."""
    sent = {"CallSid": CALL, "CallStatus": "in-progress", "From": "+1", "To": "+2", **more}
    signature = RequestValidator(TOKEN).compute_signature(url, sent)
    local = url.replace(PUBLIC, f"http://127.0.0.1:{port}")
    return httpx.post(local, data=sent, headers={"X-Twilio-Signature": signature}, timeout=15)


@pytest.mark.parametrize(
    ("point", "heard", "effects"),
    [
        ("received", "bye", 1),
        ("intended", "sorry", 0),
        ("done", "sorry", 1),
        ("told", "sorry", 1),
        ("answered", "bye", 1),
    ],
)
def test_a_killed_process_loses_no_session_and_repeats_nothing(
    address: str, tmp_path: Path, point: str, heard: str, effects: int
) -> None:
    documents(tmp_path / "twiml", ask=asking("ask"), bye="<Say>bye</Say>", sorry="<Say>sorry</Say>")
    with process(address, tmp_path, point) as running:
        url = action(post(running.port, f"{PUBLIC}/voice"))
        with pytest.raises(httpx.HTTPError):
            post(running.port, url, Digits="1")
    assert (tmp_path / "killed").exists()

    with process(address, tmp_path, point) as running:
        answer = post(running.port, url, Digits="1")
        again = post(running.port, url, Digits="1")
        anew = post(running.port, f"{PUBLIC}/voice")

    assert f"<Say>{heard}</Say>" in answer.text
    assert again.text == answer.text
    assert anew.text == answer.text
    done = tmp_path / "effects"
    assert (done.read_text().count("done") if done.exists() else 0) == effects
