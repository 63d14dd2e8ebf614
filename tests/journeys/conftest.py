"""What every journey stands on: browsers, a push service, the product in its own processes, and evidence when it fails."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Playwright, sync_playwright

from tests.support.chromium import Chromium
from tests.support.fcm import Fcm
from tests.support.firefox import BiDiError, Firefox
from tests.support.push_service import PushService
from tests.support.servers import CHECKOUT, Product

EVIDENCE = CHECKOUT / "test-results" / "journeys"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def push() -> Iterator[PushService]:
    with PushService() as service:
        yield service


class Stage:
    """What one journey has on stage; everything is closed at its end, and photographed first when it failed."""

    def __init__(self, folder: Path, playwright: Playwright, push: PushService) -> None:
        self.folder = folder
        self.push = push
        self._playwright = playwright
        self._stack = ExitStack()
        self.products: list[Product] = []
        self.chromiums: dict[str, Chromium] = {}
        self.firefoxes: dict[str, Firefox] = {}

    def product(self, *, serve: bool = True, **settings: str) -> Product:
        """A fresh installation, its API running (no worker yet)."""
        product = self._stack.enter_context(Product(self.folder / f"product-{len(self.products)}", self.push, settings))
        self.products.append(product)
        if serve:
            product.serve()
        return product

    def chromium(self, name: str, base_url: str, **options: Any) -> Chromium:
        browser = Chromium(self._playwright, self.folder / f"chromium-{name}", base_url=base_url, **options)
        self.chromiums[name] = self._stack.enter_context(browser)
        return browser

    def fcm(self) -> Fcm:
        """A push service for Chromium; hand it to `chromium` and lead a worker to it."""
        return self._stack.enter_context(Fcm(self.folder / "fcm"))

    def firefox(self, name: str, **options: Any) -> Firefox:
        browser = Firefox(self.folder / f"firefox-{name}", self.push, **options)
        self.firefoxes[name] = self._stack.enter_context(browser)
        return browser

    def keep_evidence(self, test: str) -> None:
        folder = EVIDENCE / re.sub(r"[^\w.-]+", "-", test)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, chromium in self.chromiums.items():
            if chromium.context is None:
                continue
            for number, page in enumerate(chromium.context.pages):
                try:
                    page.screenshot(path=folder / f"{name}-{number}.png")
                except Error as error:
                    chromium.console.append(f"no screenshot: {error}")
            (folder / f"{name}.console.txt").write_text("\n".join(chromium.console + chromium.failures))
        for name, firefox in self.firefoxes.items():
            try:
                firefox.page().screenshot(folder / f"{name}.png")
            except (BiDiError, RuntimeError, TimeoutError) as error:
                (folder / f"{name}.txt").write_text(f"no screenshot: {error}")
            (folder / f"{name}.console.txt").write_text("\n".join(firefox.errors()))
        for number, product in enumerate(self.products):
            for process in product.processes:
                shutil.copy(process.log, folder / f"product-{number}-{process.log.name}")

    def close(self) -> None:
        self._stack.close()


@pytest.fixture(scope="module")
def open_stage(playwright: Playwright, push: PushService, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Stage]]:
    """Makes stages that live as long as the module."""
    stages: list[Stage] = []

    def make() -> Stage:
        stage = Stage(tmp_path_factory.mktemp("stage"), playwright, push)
        stages.append(stage)
        return stage

    yield make
    for stage in stages:
        stage.close()


@pytest.fixture
def stage(
    playwright: Playwright, push: PushService, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Stage]:
    """A stage for one test."""
    push.behave()
    stage = Stage(tmp_path_factory.mktemp("stage"), playwright, push)
    yield stage
    if request.node.stash.get(FAILED, False):
        stage.keep_evidence(request.node.name)
    stage.close()


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    if report.failed and call.when == "call":
        # A stage that several tests share is still standing: it is photographed now.
        for value in getattr(item, "funcargs", {}).values():
            if isinstance(value, tuple) and value and isinstance(value[0], Stage):
                value[0].keep_evidence(item.name)
    return report
