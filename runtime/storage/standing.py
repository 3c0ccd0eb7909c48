"""How all sessions of a database stand: for those who run the application."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from sqlalchemy import Connection, func, select

from runtime.storage.tables import sessions


@attrs.frozen
class Standing:
    """The runs that have not ended, by the version of their flow; how many are due, and since how many seconds."""

    active: Mapping[str, int]
    due: int
    overdue: float


def standing(connection: Connection, now: float) -> Standing:
    """How the sessions stand at a time."""
    version, due = sessions.c.version, sessions.c.due
    running = select(version, func.count()).where(sessions.c.ended.is_(None)).group_by(version).order_by(version)
    active = {str(name): int(count) for name, count in connection.execute(running)}
    count, since = connection.execute(select(func.count(), func.min(due)).where(due <= now)).one()
    return Standing(active, int(count), 0.0 if since is None else now - float(since))
