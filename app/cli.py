"""modu: serve · work · tell-outside · migrate · doctor · demo · admin · paper · openapi."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from pydantic import ValidationError

from app import __version__
from app.core.settings import Settings
from app.operating.speaking import fail, say, shown_url

Command = Callable[[argparse.Namespace, Settings], int]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="modu", description="Modu Patrol · 모두의 순찰대")
    parser.add_argument("--version", action="version", version=f"modu {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="the API and the web app, with a worker beside it")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--no-worker", action="store_true", help="the worker runs elsewhere (`modu work`)")
    serve.add_argument("--no-outside", action="store_true", help="the process that tells channels outside the app runs elsewhere")
    serve.add_argument("--demo", action="store_true", help="with a demo neighbourhood, its sign-in codes printed")
    work = commands.add_parser("work", help="a worker: tells people, sends pushes, takes the next steps")
    work.add_argument("--parent", type=int, default=None, help=argparse.SUPPRESS)
    tell = commands.add_parser("tell-outside", help="tells channels outside the app when nobody answers, or no worker is alive")
    tell.add_argument("--parent", type=int, default=None, help=argparse.SUPPRESS)
    commands.add_parser("migrate", help="bring the database to this version")
    commands.add_parser("doctor", help="look at everything and say what to do")
    demo = commands.add_parser("demo", help="make the demo neighbourhood and fresh sign-in codes")
    demo.add_argument("--json", action="store_true", help="as JSON, for scripts")
    commands.add_parser("openapi", help="print the API's description")

    admin = commands.add_parser("admin", help="begin a neighbourhood, set its policy, hand out a code")
    actions = admin.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="draw a neighbourhood and sign its first coordinator in")
    create.add_argument("name_ko")
    create.add_argument("name_en")
    create.add_argument("--lat", type=float, required=True, help="middle, in degrees")
    create.add_argument("--lon", type=float, required=True, help="middle, in degrees")
    create.add_argument("--radius-m", type=float, default=800.0, help="about how far it reaches, in metres")
    create.add_argument("--coordinator", required=True, help="the coordinator's name")
    create.add_argument("--desk-phone", default=None)
    policy = actions.add_parser("policy", help="show the policy, or set numbers: wave_after_s=0,30,60")
    policy.add_argument("changes", nargs="*", metavar="NAME=VALUE")
    policy.add_argument("--neighbourhood", default=None, help="its id, when there are several")
    code = actions.add_parser("code", help="hand out a sign-in code, when nobody can reach the desk")
    code.add_argument("member_id")
    paper = commands.add_parser("paper", help="print the list for the day when the server or the network is down")
    paper.add_argument("--out", required=True, help="the file, which only this user can read; - for standard output")
    paper.add_argument("--reason", required=True, help="why; everybody on the list can read it")
    paper.add_argument("--neighbourhood", default=None, help="its id, when there are several")
    paper.add_argument("--by", default=None, help="the coordinator's id, when there are several")
    return parser


def _settings(arguments: argparse.Namespace) -> Settings:
    try:
        settings = Settings()
    except ValidationError as error:
        fail("\n  ".join(["the settings cannot be used:", *(str(fault["msg"]).removeprefix("Value error, ") for fault in error.errors())]))
    if arguments.command == "serve" and "public_url" not in settings.model_fields_set:
        host = "127.0.0.1" if arguments.host in ("0.0.0.0", "::") else arguments.host  # noqa: S104  # compared, not bound
        settings = settings.model_copy(update={"public_url": f"http://{host}:{arguments.port}"})
    return settings


def _openapi(_arguments: argparse.Namespace, settings: Settings) -> int:
    import tempfile
    from pathlib import Path

    from app.main import create_app

    with tempfile.TemporaryDirectory() as scratch:  # describing the API leaves nothing behind
        app = create_app(settings.model_copy(update={"data_dir": Path(scratch), "database_url": None}))
        say(json.dumps(app.openapi(), ensure_ascii=False, indent=1))
        app.state.database.close()
    return 0


def _migrate(_arguments: argparse.Namespace, settings: Settings) -> int:
    from app.core import migrating

    url = settings.resolved_database_url()
    before, newest = migrating.state(url)
    migrating.migrate(url)
    moved = "already at" if before == newest else f"{before or 'empty'} →"
    say(f"database {shown_url(url)}: {moved} {newest}")
    return 0


def _command(name: str) -> Command:
    """What a command does. Each is imported by itself, so that none waits for what only another needs."""
    match name:
        case "serve" | "work" | "tell-outside":
            from app.operating import running

            return {"serve": running.serve, "work": running.work, "tell-outside": running.tell_outside}[name]
        case "doctor":
            from app.operating.doctor import doctor

            return doctor
        case "demo":
            from app.operating.demonstration import demo

            return demo
        case "admin":
            from app.operating.administration import admin

            return admin
        case "paper":
            from app.operating.paper import paper

            return paper
        case "openapi" | "migrate":
            return {"openapi": _openapi, "migrate": _migrate}[name]
        case _:
            raise AssertionError(f"the parser lets {name} through")


def main(arguments: Sequence[str] | None = None) -> int:
    """The console script; returns the exit status."""
    parsed = _parser().parse_args(arguments)
    return _command(parsed.command)(parsed, _settings(parsed))


if __name__ == "__main__":
    sys.exit(main())
