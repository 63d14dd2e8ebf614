"""Channels outside the app: kept, tested and removed at the desk."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request

from app.core import clock
from app.core.web import DatabaseDep, SettingsDep
from app.outside import service
from app.outside.schemas import ChannelIn, ChannelOut, ChannelsOut
from app.people.auth import Coordinator, Staff

router = APIRouter(prefix="/api/desk/channels", tags=["desk"])


@router.get("", response_model=ChannelsOut)
async def list_channels(actor: Staff, database: DatabaseDep) -> ChannelsOut:
    """Where the desk is told when nobody answers, and how the last message went."""
    states = await database.read(lambda session: [ChannelOut.of(state) for state in service.channels_of(session, actor.neighbourhood_id)])
    return ChannelsOut(items=states)


@router.post("", response_model=ChannelOut, status_code=201)
async def add_channel(body: ChannelIn, actor: Coordinator, request: Request, database: DatabaseDep, settings: SettingsDep) -> ChannelOut:
    """Keep a channel. Its address is sealed; a test message goes out at once."""
    key: bytes = request.app.state.installation_key
    return await database.write(
        lambda session: ChannelOut.of(
            service.add_channel(
                session,
                neighbourhood_id=actor.neighbourhood_id,
                actor_id=actor.member_id,
                label=body.label,
                url=body.url,
                key=key,
                trusted_hosts=settings.outside_hosts,
                now=clock.now(),
            )
        )
    )


@router.delete("/{channel_id}", status_code=204)
async def remove_channel(channel_id: UUID, actor: Coordinator, database: DatabaseDep) -> None:
    """Forget a channel."""
    await database.write(lambda session: service.remove_channel(session, actor.neighbourhood_id, channel_id))


@router.post("/{channel_id}/tests", response_model=ChannelOut, status_code=202)
async def test_channel(channel_id: UUID, actor: Coordinator, database: DatabaseDep) -> ChannelOut:
    """Send a test message; how it went stands in the list a moment later."""
    return await database.write(
        lambda session: ChannelOut.of(service.test_channel(session, actor.neighbourhood_id, channel_id, clock.now()))
    )
