"""The application of a flow: routes, database, clients, and the sweeper beside them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import attrs
import structlog
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

from runtime.conduct.addresses import Addresses
from runtime.conduct.conductor import Conductor
from runtime.conduct.deadline import SECONDS, Deadline
from runtime.conduct.editions import Edition, Editions
from runtime.conduct.keeping import OnRecording, RecordingsKept
from runtime.conduct.ledger import Ledger
from runtime.conduct.performer import Performer
from runtime.conduct.sweeper import Sweeper
from runtime.flow import Flow
from runtime.http_client import HttpClient
from runtime.logs import configure_logs
from runtime.metrics import Metrics
from runtime.observed_client import http_observer, twilio_observer
from runtime.settings import Settings
from runtime.signature import Signatures
from runtime.storage import CONNECTIONS, Store, open_store
from runtime.storage.bounded_store import BoundedStore
from runtime.traces import Tracer, Traces
from runtime.twilio_rest import TwilioRest
from runtime.web.callbacks import Callbacks
from runtime.web.conversations import Conversations
from runtime.web.executions import Executions
from runtime.web.gate import Gate
from runtime.web.messages import Messages
from runtime.web.operations import Operations
from runtime.web.subflows import Subflows
from runtime.web.voice import Voice
from runtime.web.webhook import webhook

# In a bundle the documents stand beside this package.
_FOLDER = Path(__file__).resolve().parents[1] / "twiml"
# How often a start asks for a database that may be starting as well, one second apart.
_TRIES = 30
# What was begun may end in so many seconds after the last webhook was answered: as long as the longest act may take.
# What goes on then is broken off, and others find out how it ended.
_LAST = SECONDS - 1

_log = structlog.get_logger(__name__)


def create_app(
    flow: Flow,
    *,
    settings: Settings | None = None,
    folder: Path | None = None,
    earlier: Iterable[Edition] = (),
    routes: Sequence[BaseRoute] = (),
    on_recording: OnRecording | None = None,
    shared_keys: Mapping[str, str] | None = None,
    keep_days: float = 30,
    mask_numbers: bool = True,
    metrics_token: str | None = None,
    tracer: Tracer | None = None,
    connections: int = CONNECTIONS,
    http: HttpClient | None = None,
    clock: Callable[[], float] | None = None,
) -> Starlette:
    """The ASGI application that answers Twilio's webhooks for a flow.

    Args:
        flow: The steps. Its documents stand in `folder`, in a bundle `twiml/` beside this package.
        settings: By default those of the environment.
        folder: Where the TwiML documents are.
        earlier: Flows that were compiled before, with their documents: runs that they began go on with
            them. A run whose flow is not here is left to other processes, and ended when none has it.
        routes: Your own routes; they come before ours.
        on_recording: Is awaited with each event of a recording that the flow started, at least once. It
            may fetch and keep the audio. Where it raises, it gets the event again a minute later.
        shared_keys: The secrets of shared keys by which Twilio may sign, by the IDs of the keys.
        keep_days: Sessions, and events of recordings, are deleted so many days after their last change.
        mask_numbers: Whether logs show only the last digits of phone numbers.
        metrics_token: What Prometheus must show to be given figures, as `Authorization: Bearer …`.
        tracer: A tracer of OpenTelemetry's; it is told of webhooks, transactions, acts and requests.
        connections: How many connections to PostgreSQL serve webhooks. One more listens to the other processes.
        http: The client of what steps ask of other servers.
        clock: The seconds since 1970; by default PostgreSQL's, or this machine's where SQLite is used.

    Raises SettingsError for settings that are missing or cannot be meant, FlowError for a flow that
    cannot be run.
    """
    settings = Settings.of(os.environ) if settings is None else settings
    configure_logs(mask=mask_numbers)
    addresses = Addresses(settings.public_url)
    editions = Editions.of([Edition(flow, folder or _FOLDER), *earlier], addresses.step)
    metrics, traces = Metrics(), Traces(tracer)
    store = BoundedStore(open_store(settings.database_url, connections), metrics, traces)
    ledger = Ledger(editions, addresses, clock or store.clock)
    twilio = TwilioRest(
        settings.account_sid, settings.auth_token, base=settings.api_base, observer=twilio_observer(metrics, traces)
    )
    http = http or HttpClient(observer=http_observer(metrics, traces))
    signatures = Signatures(settings.auth_token, shared_keys or {})
    performer = Performer(
        store, ledger, twilio=twilio, http=http, signatures=signatures, metrics=metrics, traces=traces
    )
    conductor = Conductor(store, ledger, performer, metrics, twilio)
    kept = RecordingsKept(store, ledger, on_recording)
    sweeper = Sweeper(store, ledger, conductor, kept, keep_days)
    gate = Gate(settings, signatures)
    operations = Operations(store, metrics, ledger.clock, metrics_token)
    ours = _routes(settings, gate, conductor, kept, metrics, traces, operations, editions.flow_sid)
    under = [Mount(gate.prefix, routes=ours)] if gate.prefix else []
    life = _Life(store, sweeper, conductor, kept, twilio, http)
    app = Starlette(routes=[*routes, *under, *ours], lifespan=life.span)
    app.state.sweeper = sweeper  # for whoever has another clock, and cannot wait for the next second of this one
    return app


@attrs.frozen
class _Life:
    """What begins and ends with the application."""

    store: Store
    sweeper: Sweeper
    conductor: Conductor
    kept: RecordingsKept
    twilio: TwilioRest
    http: HttpClient

    @asynccontextmanager
    async def span(self, _app: Starlette) -> AsyncIterator[None]:
        """From the migration to the end of the last act."""
        await _migrate(self.store)
        sweeping = asyncio.create_task(self.sweeper.run())
        try:
            yield
        finally:
            end = Deadline.after(_LAST)
            self.sweeper.stop()
            await asyncio.wait({sweeping}, timeout=end.left)
            await self.conductor.finish(end)
            await self.kept.finish(end.left)
            await self.twilio.close()
            await self.http.close()
            await self.store.close()


def _routes(
    settings: Settings,
    gate: Gate,
    conductor: Conductor,
    kept: RecordingsKept,
    metrics: Metrics,
    traces: Traces,
    operations: Operations,
    flow_sid: str,
) -> list[Route]:
    voice = Voice(gate, conductor, metrics, settings.public_url)
    messages = Messages(gate, conductor)
    callbacks = Callbacks(gate, conductor, kept, messages)
    conversations = Conversations(gate, conductor)
    subflows = Subflows(gate, conductor)
    executions = Executions(settings, conductor, flow_sid, f"{settings.public_url}/executions")
    both = ["GET", "POST"]
    webhooks = (
        ("/voice/{session}/{step}", voice.answers, both),
        ("/voice", voice.arrives, both),
        ("/message", messages.arrives, both),
        ("/status", callbacks.status, both),
        ("/recording", callbacks.recording, both),
        ("/conversation", conversations.told, both),
        ("/subflow", subflows.begins, ["POST"]),
        ("/subflow/{key}", subflows.one, both),
        ("/executions", executions.create, ["POST"]),
        ("/executions/{sid}", executions.one, both),
    )
    return [
        *(Route(path, webhook(path, metrics, traces, answer), methods=methods) for path, answer, methods in webhooks),
        Route("/healthz", operations.health),
        Route("/readyz", operations.readiness),
        Route("/metrics", operations.numbers),
    ]


async def _migrate(store: Store) -> None:
    """Brings the tables to our version; the database may be starting as well, and is waited for."""
    for left in reversed(range(_TRIES)):
        try:
            await store.migrate()
        except (SQLAlchemyError, TimeoutError) as error:
            if not left:
                raise
            _log.warning("database not ready", error=type(error).__name__)
            await asyncio.sleep(1)
        else:
            return
