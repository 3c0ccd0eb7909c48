"""Two versions of a flow, as two bundles over one PostgreSQL: each run ends with the flow that it began with."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import attrs
import pytest
from sqlalchemy import create_engine, text
from tests.end_to_end.bundles.conftest import Servers, Stage
from tests.end_to_end.bundles.serving import PUBLIC_URL, Server, compiled
from tests.twilio.caller.script import Decide
from tests.twilio.serving import serving
from tests.twilio.stand_in import Press, Situation, Twilio

FLOW = """flow "Survey"
on call {{
  one: gather "{word}, the first question?" {{ timeout -> end }}
  two: gather "{word}, the second question?" {{ timeout -> end }}
  say "{word}, goodbye."
}}
"""
# How an operator hands the earlier flow on: its `flow.py` and `twiml/` lie in a folder of the new bundle.
APP = """from pathlib import Path

from earlier.flow import flow as earlier
from flow import flow
from runtime import Edition, create_app

app = create_app(flow, earlier=[Edition(earlier, Path("earlier/twiml"))])
"""
GOLDEN = Path("tests") / "end_to_end" / "golden" / "calls" / "upgraded.txt"


@attrs.define
class Balancer(Mapping[str, str]):
    """Leads webhooks to its servers in turn."""

    servers: list[Server]
    turn: int = 0

    def __getitem__(self, public: str) -> str:
        self.turn += 1
        return self.servers[(self.turn - 1) % len(self.servers)].url

    def __contains__(self, public: object) -> bool:
        return public == PUBLIC_URL

    def __iter__(self) -> Iterator[str]:
        return iter((PUBLIC_URL,))

    def __len__(self) -> int:
        return 1

    def become(self, *servers: Server) -> None:
        """From now on these serve."""
        self.servers, self.turn = list(servers), 0


def earlier_tables(bundle: Path) -> None:
    """Takes the last migration from a bundle: it is a process of the version of ours before it."""
    file = bundle / "runtime" / "storage" / "migrations.py"
    with file.open("a", encoding="utf-8") as migrations:
        migrations.write("\nMIGRATIONS = MIGRATIONS[:-1]\n")


def written(word: str, folder: Path) -> Path:
    """The bundle of a version of the flow."""
    source = folder / f"{word.lower()}.flow"
    source.write_text(FLOW.format(word=word), encoding="utf-8")
    return compiled(source, folder / word.lower())


def with_earlier(new: Path, old: Path) -> None:
    """The new bundle with the flow of the old one."""
    (new / "earlier").mkdir()
    shutil.copy(old / "flow.py", new / "earlier")
    shutil.copytree(old / "twiml", new / "earlier" / "twiml")
    (new / "app.py").write_text(APP, encoding="utf-8")


def presses(then: Callable[[], None] | None = None) -> Decide:
    """Presses a key, after something has happened."""

    def decide(_situation: Situation) -> Press:
        if then is not None:
            then()
        return Press("1#")

    return decide


def versions(database: str) -> list[int]:
    """The migrations that a database has seen."""
    engine = create_engine(database)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT version FROM schema_version ORDER BY version")).scalars().all()
    engine.dispose()
    return list(found)


@pytest.fixture
def url(database: str) -> str:
    """An empty PostgreSQL database, as `DATABASE_URL` names it."""
    return database.replace("postgresql://", "postgresql+psycopg://")


async def test_runs_end_with_their_version_while_a_new_one_takes_over(
    url: str, servers: Servers, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    old, new = (Server(servers.python, written(word, tmp_path), servers.settings(url)) for word in ("Old", "New"))
    earlier_tables(old.bundle)
    balancer = Balancer([old])

    def beside() -> None:
        """The new version starts, migrates the database, and gets every second webhook."""
        new.start()
        balancer.become(new, old)

    def takes_over() -> None:
        """The old version stops; the new one has its flow, and serves alone."""
        old.stop()
        new.stop()
        with_earlier(new.bundle, old.bundle)
        new.start()
        balancer.become(new)

    old.start()
    before = versions(url)
    async with Twilio(port=servers.api_port, seed="upgrade") as twilio, serving() as customer:
        twilio.courier.sender.hosts = balancer
        stage = Stage(twilio, old, customer)
        crossing = await stage.call([presses(beside), presses()])
        balancer.become(old)
        handed_on = await stage.call([presses(takes_over), presses()])
        anew = await stage.call([presses(), presses()])
    new.stop()

    for transcript, word in ((crossing, "Old"), (handed_on, "Old"), (anew, "New")):
        said = f"{word}, the first question?", f"{word}, the second question?", f"{word}, goodbye."
        assert tuple(transcript.heard) == said
    assert len(versions(url)) == len(before) + 1
    told = str(crossing)
    assert len(re.findall(r"asks .*again=1", told)) >= 1
    golden(GOLDEN, f"{crossing}\n{handed_on}\n{anew}")
    for server in (old, new):
        assert "Traceback" not in server.log.read_text(encoding="utf-8")
