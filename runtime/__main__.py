"""`python -m runtime`: what an operator does to the database of `DATABASE_URL`, while the application runs."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

import attrs
from sqlalchemy.exc import SQLAlchemyError

from runtime.settings import Settings, SettingsError
from runtime.storage import Store, open_store
from runtime.storage.erasure import Found, erase, look_up
from runtime.storage.standing import standing

_WITHIN = 60.0


def main(arguments: Sequence[str] | None = None, tell: Callable[[str], None] = print) -> int:
    """The exit status of a command: 0, or 1 where the database does not do it. `tell` is handed what came of it."""
    given = _parser().parse_args(arguments)
    address = os.environ.get("DATABASE_URL") or str(attrs.fields(Settings).database_url.default)
    try:
        tell(asyncio.run(_run(given, address)))
    except SettingsError as error:
        print(error, file=sys.stderr)  # noqa: T201 — it is a command
        return 1
    except (SQLAlchemyError, TimeoutError) as error:
        print(f"the database did not do it: {type(error).__name__}", file=sys.stderr)  # noqa: T201 — as above
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m runtime", description="Looks after the database of DATABASE_URL.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    erasing = commands.add_parser("erase", help="remove all that is kept of a contact")
    erasing.add_argument("contact", help="a number as Twilio writes it (+15550100), or another address of a contact")
    erasing.add_argument("--dry-run", action="store_true", help="only say what would be removed")
    commands.add_parser("sessions", help="count the runs that have not ended, by the version of their flow")
    commands.add_parser("migrate", help="bring the tables to this version, as the application's start does")
    return parser


async def _run(given: argparse.Namespace, address: str) -> str:
    store = open_store(address)
    try:
        # A file that is not there yet has no tables, and so nothing of anybody.
        before = await store.migrate()
        match given.command:
            case "erase":
                return await _erase(store, given.contact, dry_run=given.dry_run)
            case "sessions":
                return await _sessions(store)
            case _:
                return f"the tables had version {before}"
    finally:
        await store.close()


async def _erase(store: Store, contact: str, *, dry_run: bool) -> str:
    if dry_run:
        return _told("would remove", await store.transact(partial(look_up, contact=contact), _WITHIN))
    removed = Found()
    while (found := await store.transact(partial(erase, contact=contact), _WITHIN)).sessions:
        removed += found
    return _told("removed", removed)


def _told(does: str, found: Found) -> str:
    lines = [f"{does} {found.sessions} sessions, and {found.events} events of {len(found.recordings)} recordings"]
    if found.running:
        lines.append(f"{found.running} of the sessions had not ended: run this again when their calls are over")
    lines += [f"Twilio may still have the recording {sid}" for sid in found.recordings]
    return "\n".join(lines)


async def _sessions(store: Store) -> str:
    found = await store.transact(partial(standing, now=time.time()), _WITHIN)
    lines = [f"version {version}: {count} running" for version, count in found.active.items()]
    due = f"{found.due} due" + (f", the oldest for {found.overdue:.0f} s" if found.due else "")
    return "\n".join([*lines, due])


if __name__ == "__main__":
    sys.exit(main())
