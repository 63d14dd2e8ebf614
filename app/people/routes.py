"""Signing in with a code, signing out."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.core import clock
from app.core.problems import Problem
from app.core.web import DatabaseDep, SettingsDep
from app.people import pairing, service, throttle
from app.people.auth import SignedIn, clear_cookie, refuse_cross_site, set_cookie
from app.people.schemas import SignedIn as SignedInOut
from app.people.schemas import SignIn

router = APIRouter(prefix="/api/sessions", tags=["people"])


@router.post("", status_code=201, response_model=SignedInOut)
async def sign_in(body: SignIn, request: Request, response: Response, database: DatabaseDep, settings: SettingsDep) -> SignedInOut:
    """Sign in with a single-use code; sets the cookie and returns the same token for devices and scripts."""
    refuse_cross_site(request)
    key: bytes = request.app.state.installation_key
    address = request.client.host if request.client else "unknown"
    now = clock.now()

    def work(session: Session) -> service.SignedInDevice | Problem:
        throttle.refuse_if_spent(session, key, address, now, settings.sign_in_tries_per_hour)
        member = pairing.redeem(session, key, body.code, body.device_name, now)
        if isinstance(member, Problem):
            throttle.count_failure(session, key, address, now)
            return member
        return service.sign_in(session, member, body.device_name, body.device_id, now)

    outcome = await database.write(work)
    if isinstance(outcome, Problem):
        raise outcome
    set_cookie(response, settings, outcome.token)
    response.headers["Cache-Control"] = "no-store"
    return SignedInOut(token=outcome.token, device_id=outcome.device_id, member=outcome.member)


@router.delete("/current", status_code=204)
async def sign_out(actor: SignedIn, response: Response, database: DatabaseDep, settings: SettingsDep) -> None:
    """Sign this device out; pushes to it stop at once."""
    await database.write(lambda session: service.sign_out(session, actor.member_id, actor.device_id))
    clear_cookie(response, settings)
