"""`python -m bench`: one line per figure: name, ours, peer or limit, ratio, target, met or not."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import check_ins, distance, fan_out_api, nearest, plans, push, tracks, walks


def main() -> int:
    """Measure what was asked for. Ends with 1 under --strict when a target was missed."""
    arguments = _arguments()
    made_up = walks.made_up(60)
    met: list[bool] = []
    for name in arguments.only or ("ingest", "sizes", "check-ins", "distance", "push", "fan-out", "nearest", "plans"):
        if name == "ingest":
            figures = tracks.ingest(made_up, arguments.rounds, arguments.database_url)
        elif name == "sizes":
            figures = tracks.sizes(made_up, "made-up walks", arguments.database_url)
            if arguments.walks:
                figures += tracks.sizes(walks.recorded(arguments.walks), arguments.walks.name, arguments.database_url)
        elif name == "distance":
            figures = distance.distances(made_up, "made-up walks") + distance.still()
            if arguments.walks:
                figures += distance.distances(distance.assumed(walks.recorded(arguments.walks)), arguments.walks.name)
        elif name == "push":
            figures = push.figures(arguments.rounds, arguments.database_url)
        elif name == "nearest":
            figures = nearest.figures(arguments.rounds)
        elif name == "plans":
            figures = plans.figures(arguments.rounds)
        elif name == "fan-out":
            figures = fan_out_api.figures(arguments.database_url)
        else:
            figures = check_ins.safe(arguments.rounds, arguments.database_url)
        for figure in figures:
            print(figure.line(), flush=True)
            met.append(figure.met is not False)
    return 0 if all(met) or not arguments.strict else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds of which the median counts")
    parser.add_argument("--walks", type=Path, help="recorded walks to measure sizes and distances with as well (JSON lines, .gz welcome)")
    parser.add_argument("--database-url", help="an empty PostgreSQL database (postgresql://…) instead of SQLite")
    parser.add_argument(
        "--only",
        action="append",
        choices=("ingest", "sizes", "check-ins", "distance", "push", "fan-out", "nearest", "plans"),
        help="just this, may be given again",
    )
    parser.add_argument("--strict", action="store_true", help="end with 1 when a target was missed")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
