"""The app in a process of its own, and a real browser in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from corpus.vocabulary import BUNDLED
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from tests.views.conftest import Collection

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}


def free_port() -> int:
    """
    A port that nothing listens on.

    :returns: its number.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    collection: "Collection",
    *,
    port: int | None = None,
    desk: Path | None = None,
    folder: Path = REPOSITORY,
    options: Sequence[str] = (),
    taxonomy: Path = BUNDLED,
) -> "tuple[str, subprocess.Popen[bytes]]":
    """
    Start the app over the small collection, for whoever wants to end it in a way of his own.

    :param collection: where it and its index are.
    :param port: where it listens; a free one where not given.
    :param desk: the folder of accounts; one that is never made where not given.
    :param folder: where it is started.
    :param options: of `streamlit run`.
    :param taxonomy: the folder of the vocabularies.
    :returns: its address, at which it answers, and its process.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(REPOSITORY / "app.py")]
    chosen = {
        "CLEARINGHOUSE_CORPUS_DIR": str(collection.corpus),
        "CLEARINGHOUSE_INDEX_DIR": str(collection.index),
        "CLEARINGHOUSE_DESK_DIR": str(desk or collection.index / "no-desk"),
        "CLEARINGHOUSE_TAXONOMY_DIR": str(taxonomy),
        "CLEARINGHOUSE_RESULTS_PER_PAGE": "5",
        "OMP_NUM_THREADS": "1",
    }
    process = subprocess.Popen(
        [*command, "--server.port", str(port), "--server.headless", "true", *options],
        cwd=folder,
        env=os.environ | chosen,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(f"{address}_stcore/health", process)
    except BaseException:
        process.kill()
        raise
    return address, process


@contextmanager
def serve(collection: "Collection", **chosen: Any) -> Iterator[str]:
    """
    The app over the small collection, for as long as it is needed.

    :param collection: where it and its index are.
    :param chosen: as for `start`.
    :returns: its address.
    """
    address, process = start(collection, **chosen)
    try:
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the app ended by itself"
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own process, on this machine
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("the app did not answer within a minute")


def chromium() -> Iterator[Browser]:
    """
    Chromium without a window; the test is skipped where there is none.

    :returns: the browser, for a fixture.
    """
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium here: on Debian, apt-get install chromium")
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield started
        started.close()


def watched(browser: Browser, size: dict[str, int]) -> Iterator[Page]:
    """
    A page of a new browser window; what it asks of other machines fails the test.

    :param browser: the browser.
    :param size: of the window.
    :returns: the page, for a fixture.
    """
    context = browser.new_context(viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(20_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket_: asked.append(socket_.url))
    yield page
    context.close()
    elsewhere = [
        url for url in asked if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).hostname != "127.0.0.1"
    ]
    assert not elsewhere, f"the page asked other machines: {elsewhere}"


def open_at(page: Page, address: str) -> None:
    """
    Go to an address and wait until its page is drawn.

    :param page: the browser's page.
    :param address: of one of the app's pages.
    """
    page.goto(address)
    drawn(page)


def drawn(page: Page) -> None:
    """
    Wait until the page that is being opened is drawn, and see that nothing went wrong in it.

    :param page: the browser's page.
    """
    expect(page.locator("footer.house")).to_be_visible()
    expect(page.locator("[data-test-script-state=notRunning]")).to_have_count(1)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def sign_in(page: Page, app: str, name: str, password: str) -> None:
    """
    Sign in as a person does, and come to the desk.

    :param page: the browser's page.
    :param app: the app's address.
    :param name: of the account.
    :param password: its password.
    """
    page.goto(f"{app}sign-in?next=/desk")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    drawn(page)
