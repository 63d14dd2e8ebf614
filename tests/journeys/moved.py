"""A product and its phones whose clocks are moved together: `python -m tests.journeys.moved ARGUMENTS` is `modu ARGUMENTS` with the
clock of the file that `TESTS_CLOCK` names.

Nothing else is another than in the product. The neighbourhood lies where it is nearly the wanted hour, whenever the tests run, so that the
clocks begin less than an hour ahead of the machine's: what is signed for a push service is good there, too, until some hours later.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from unittest import mock

from playwright.sync_api import BrowserContext

from app import cli
from app.core import clock
from tests.support.servers import Person, Product

FILE = "TESTS_CLOCK"
HOUR = timedelta(hours=1)

# Both the page and its worker have such a clock; the page finds it again after a reload.
MOVED = """(() => {
  const Real = globalThis.RealDate ?? Date;
  globalThis.RealDate = Real;
  globalThis.moved ??= 0;
  globalThis.Date = class extends Real {
    constructor(...given) { if (given.length > 0) super(...given); else super(Real.now() + globalThis.moved); }
    static now() { return Real.now() + globalThis.moved; }
  };
})()"""
KEPT = "(() => { try { globalThis.moved = Number(localStorage.getItem('tests.moved') ?? 0); } catch { globalThis.moved = 0; } })()"


def follow_clock() -> None:
    """From now on this process reads the clock that the file says, as long as there is one."""
    name = os.environ.get(FILE)
    if name is not None:
        file = Path(name)
        clock._source = lambda: datetime.now(UTC) + timedelta(milliseconds=int(file.read_text()))


class Moved:
    """The clocks of a product that does not serve yet, and of its phones. At first it is `hour`:`minute`."""

    def __init__(self, product: Product, hour: int = 8, minute: int = 58) -> None:
        # Where it is up to an hour before that.
        ahead = (hour - 1 - (datetime.now(UTC) - timedelta(minutes=minute)).hour + 12) % 24 - 12
        self.zone = f"Etc/GMT{-ahead:+d}"
        self.local = timezone(timedelta(hours=ahead))
        self._file = product.folder / "clock"
        self._file.write_text("0")
        self._product = product
        self._phones: list[BrowserContext] = []
        product.settings[FILE] = str(self._file)
        product.program = [sys.executable, "-m", "tests.journeys.moved"]
        with closing(sqlite3.connect(product.folder / "data" / "modu.db")) as database:
            database.execute("UPDATE neighbourhoods SET time_zone = ?", (self.zone,))
            database.commit()
        self.set(hour, minute)

    @property
    def by(self) -> timedelta:
        """How far the clocks are ahead of the machine's."""
        return timedelta(milliseconds=int(self._file.read_text()))

    def now(self) -> datetime:
        """On the wall of the neighbourhood."""
        return (datetime.now(UTC) + self.by).astimezone(self.local)

    def set(self, hour: int, minute: int, second: int = 0, *, days: int = 0) -> None:
        """Forward to a time of today, or so many days later, on every clock."""
        here = self.now()
        then = here.replace(hour=hour, minute=minute, second=second, microsecond=0) + timedelta(days=days)
        assert then >= here, f"it is {here:%H:%M} already"
        self._file.write_text(str(int((self.by + (then - here)) / timedelta(milliseconds=1))))
        for phone in self._phones:
            self._tell(phone)

    def people(self) -> list[Person]:
        """The demonstration's people with codes that are good by this clock."""
        with mock.patch.object(clock, "_source", self._here):
            return self._product.people()

    def _here(self) -> datetime:
        return datetime.now(UTC) + self.by

    def carried_by(self, phone: BrowserContext) -> None:
        """A phone that has an open page of the app, and goes by this clock from now on."""
        phone.add_init_script(f"{MOVED}; {KEPT}")
        self._phones.append(phone)
        self._tell(phone)

    def _tell(self, phone: BrowserContext) -> None:
        moved = int(self.by / timedelta(milliseconds=1))
        for page in phone.pages:
            page.evaluate(f"() => {{ {MOVED}; globalThis.moved = {moved}; localStorage.setItem('tests.moved', '{moved}'); }}")
        for worker in phone.service_workers:
            worker.evaluate(f"() => {{ {MOVED}; globalThis.moved = {moved}; }}")


if __name__ == "__main__":
    follow_clock()
    sys.exit(cli.main(sys.argv[1:]))
