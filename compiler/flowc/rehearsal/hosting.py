"""The process that serves bundles, and what a rehearsal asks of it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import attrs
import httpx

from flowc.rehearsal.addresses import ACCOUNT_SID, ADDRESS_HEADER, AUTH_TOKEN, PUBLIC_URL
from flowc.resources import runtime_parent

_HOST = Path(__file__).with_name("host.py")
_PATIENCE = 60.0
_AGAIN = 0.02


class HostError(Exception):
    """The process of the bundles has ended, or does not answer; the argument is what it printed."""


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@attrs.define
class Hosting:
    """A process that serves the bundles of a folder; it is to be entered with `with`.

    Its answers are waited for where they are asked for: whoever asks has Twilio's clock stand meanwhile.
    """

    folder: Path
    outside: str
    api: str
    port: int = attrs.field(factory=free_port)
    _process: subprocess.Popen[bytes] = attrs.field(init=False)
    _client: httpx.Client = attrs.field(init=False)

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What the process prints."""
        return self.folder / "host.log"

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        settings = {
            "folder": str(self.folder),
            "port": self.port,
            "outside": self.outside,
            "header": ADDRESS_HEADER,
            "api": self.api,
            "database": str(self.folder / "sessions.db"),
            "public_url": PUBLIC_URL,
            "account_sid": ACCOUNT_SID,
            "auth_token": AUTH_TOKEN,
        }
        # Nothing of this environment but where programs are: the bundle has to do with what it brings.
        surroundings = {"PATH": os.environ.get("PATH", ""), "TZ": "UTC", "PYTHONPATH": str(runtime_parent())}
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - a program of our own
                [sys.executable, str(_HOST), json.dumps(settings)],
                cwd=self.folder,
                env=surroundings,
                stdout=log,
                stderr=log,
            )
        self._client = httpx.Client(base_url=self.url, timeout=_PATIENCE, trust_env=False)
        try:
            self._wait()
        except HostError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
        self._process.kill()
        self._process.wait()

    def begin(self, name: str) -> None:
        """Serves the bundle of a folder. Raises HostError where it cannot be loaded."""
        if not self._client.put(f"/-/{name}").is_success:
            raise HostError(self._printed())

    def end(self, name: str) -> None:
        """Serves it no more."""
        self._client.delete(f"/-/{name}")

    def set_clock(self, seconds: float, *, sweep: bool = False) -> None:
        """Sets what time it is for the bundles, and with `sweep` has them do what is due by then."""
        self._client.post("/-/clock", params={"now": seconds, **({"sweep": "1"} if sweep else {})})

    def forget(self) -> None:
        """Forgets all runs: one that did not end would stand in the way of the next of its contact."""
        self._client.post("/-/runs")

    def run(self, column: str, value: str, since: int = 0) -> Mapping[str, Any]:
        """What the run of a call (`call_sid`) or of a contact knows, and its log; nothing where there is none."""
        answer = self._client.get("/-/run", params={column: value, "since": since})
        found: Mapping[str, Any] = answer.json()
        return found

    def _wait(self) -> None:
        """Returns when the process answers."""
        until = time.monotonic() + _PATIENCE
        while self._process.poll() is None and time.monotonic() < until:
            try:
                self._client.post("/-/clock", params={"now": 0})
            except httpx.TransportError:
                time.sleep(_AGAIN)
            else:
                return
        raise HostError(self._printed())

    def _printed(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
