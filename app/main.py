"""create_app(): the one place that wires everything."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI

from app import __version__
from app.alerts.routes import router as alerts
from app.checkins.answer_routes import router as answers_in_notifications
from app.checkins.routes import router as checkins
from app.core import answers, clock, memory, observability
from app.core.database import Database
from app.core.frontend import SecurityHeaders, WebApp, security_headers
from app.core.keyfile import installation_key
from app.core.limits import BodyLimit
from app.core.problems import MEDIA_TYPE, ProblemDocument
from app.core.settings import Settings
from app.coverage.routes import router as coverage
from app.desk.calling_routes import router as noted
from app.desk.drill_routes import router as drills
from app.desk.health import router as health
from app.desk.policy_routes import router as policy
from app.desk.raising_routes import router as raising
from app.desk.reachability import router as reachability
from app.desk.routes import router as desk
from app.desk.standing import router as standing
from app.dogs.routes import router as dogs
from app.facilities.routes import router as facilities
from app.handover.routes import router as handover
from app.hours.routes import router as hours
from app.interop.routes import router as interop
from app.me.calling_routes import router as calling
from app.me.routes import router as me
from app.missing.routes import router as missing
from app.neighbourhoods.routes import router as neighbourhoods
from app.notifications.ring_routes import router as rings
from app.notifications.routes import router as notifications
from app.outside.routes import router as outside
from app.paper.routes import router as paper
from app.patrols.routes import router as patrols
from app.people.pin_routes import router as pins
from app.people.routes import router as people
from app.photos.routes import router as photos
from app.plans.desk_routes import router as seeing_to
from app.plans.routes import router as plans
from app.reports.routes import router as reports
from app.sync.routes import router as sync
from app.sync.schemas import SyncRequest
from app.together.routes import router as together

ROUTERS = (
    sync,  # first, as it is asked for most
    people,
    me,
    calling,
    pins,
    neighbourhoods,
    interop,
    checkins,
    plans,
    answers_in_notifications,
    patrols,
    photos,
    hours,
    coverage,
    dogs,
    reports,
    facilities,
    alerts,
    handover,
    missing,
    notifications,
    rings,
    together,
    desk,
    standing,
    raising,
    seeing_to,
    drills,
    noted,
    paper,
    policy,
    reachability,
    outside,
    health,
)
# These say themselves how much they take, in their own words.
LARGER = {
    "/api/sync": 16 * 1024 * 1024,
    "/api/photos": 16 * 1024 * 1024,
    "/api/facilities/import": 16 * 1024 * 1024,
    "/api/patrols/import": 16 * 1024 * 1024,
    "/api/interop/": 1024 * 1024,
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": text, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}}
    for status, text in {
        400: "What was sent cannot be read.",
        401: "Nobody is signed in.",
        403: "The role does not allow it.",
        404: "Not there, or not yours to see.",
        409: "Something else is there already.",
        410: "It is over.",
        413: "Too large.",
        415: "Of a kind that cannot be read.",
        422: "A field is not as it should be.",
        429: "Too often; Retry-After says when.",
        503: "Not possible right now.",
    }.items()
}


def create_app(settings: Settings, database: Database | None = None) -> FastAPI:
    """The API and the web app. Given no database, it opens the one of the settings and closes it at the end."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.stopping = asyncio.Event()
        app.state.started_at = clock.now()
        stop_metrics = observability.start_metrics(settings)
        memory.settle()
        yield
        app.state.stopping.set()
        stop_metrics()
        if database is None:
            await asyncio.to_thread(app.state.database.close)

    app = FastAPI(
        title="Modu Patrol",
        version=__version__,
        summary="Neighbours keep each other safe on walks they take anyway.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        responses=PROBLEMS,
    )
    app.state.settings = settings
    app.state.database = database or Database(settings.resolved_database_url(), pool_size=settings.database_pool)
    app.state.installation_key = installation_key(settings.keys_dir)
    app.state.stopping = asyncio.Event()
    app.state.started_at = clock.now()
    for router in ROUTERS:
        app.include_router(router)
    answers.install(app)
    app.add_middleware(BodyLimit, larger=LARGER)
    app.add_middleware(WebApp, folder=settings.frontend_dir)
    app.add_middleware(SecurityHeaders, headers=security_headers(settings))
    app.add_middleware(observability.RequestFigures)
    _complete_description(app)
    return app


def _complete_description(app: FastAPI) -> None:
    """Name what the routes cannot: the shape of every problem, and of the sync body, which its route reads itself."""
    build = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = build()
            schemas = document["components"]["schemas"]
            for model in (ProblemDocument, SyncRequest):
                schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
                for name, part in schema.pop("$defs", {}).items():
                    schemas.setdefault(name, part)
                schemas.setdefault(model.__name__, schema)
        assert app.openapi_schema is not None  # noqa: S101  # just built
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]  # FastAPI's documented way to extend the description
