"""`modu paper`: the list on paper without the web, for a timer on the server or for the printer at once."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.problems import Problem
from app.core.settings import Settings
from app.operating.administration import the_neighbourhood, write
from app.operating.preparing import prepare_database
from app.operating.speaking import fail, say
from app.paper import service, sheet
from app.paper.reading import PaperList
from app.people.models import Member, Tier


def paper(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the list into a file that only this user can read, or to standard output (`--out -`); logged as at the desk."""
    reason = arguments.reason.strip()
    if not 2 <= len(reason) <= 300:
        fail("--reason is a sentence of 2 to 300 letters; everybody on the list can read it")
    prepare_database(settings)

    def work(session: Session) -> PaperList:
        row = the_neighbourhood(session, arguments.neighbourhood)
        return service.take(session, row.id, _coordinator(session, row.id, arguments.by).id, reason, clock.now())

    try:
        taken = write(settings, work)
    except Problem as problem:
        fail(problem.en)
    content = sheet.pdf(taken)
    if arguments.out == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return 0
    _keep(Path(arguments.out), content)
    say(f"{arguments.out}: {len(taken.residents)} residents, {len(taken.responders)} responders. Print it and delete the file.")
    return 0


def _coordinator(session: Session, neighbourhood_id: object, wanted: str | None) -> Member:
    """In whose name it is printed: the one named, or the only one there is."""
    theirs = select(Member).where(
        col(Member.neighbourhood_id) == neighbourhood_id, col(Member.tier) == Tier.COORDINATOR.value, col(Member.active)
    )
    known = list(session.execute(theirs.order_by(col(Member.name))).scalars())
    chosen = [member for member in known if wanted is None or str(member.id) == wanted]
    if len(chosen) != 1:
        listed = "\n".join(f"  {member.id}  {member.name}" for member in known) or "  (there is none)"
        fail(f"name with --by the coordinator in whose name it is printed:\n{listed}")
    return chosen[0]


def _keep(path: Path, content: bytes) -> None:
    """Whole or not at all, and never readable by others, also when an older file was there."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".paper-")  # made with mode 0600
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}")
