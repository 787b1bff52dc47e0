"""A real Chromium without a window, talked to over its own protocol.

Only tests use it; where there is none they are skipped and say so.
"""

import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FOUND = next(filter(None, map(shutil.which, NAMES)), None)

needs_chromium = pytest.mark.skipif(
    FOUND is None, reason="no Chromium on this machine to look at pages with"
)


class Browser:
    """One page that is opened again and again."""

    def __init__(self) -> None:
        import websocket

        assert FOUND is not None
        self._folder = tempfile.mkdtemp()
        self._process = subprocess.Popen(
            [
                FOUND,
                *("--headless=new", "--no-sandbox", "--disable-gpu"),
                *("--remote-debugging-port=0", "--remote-allow-origins=*"),
                *(f"--user-data-dir={self._folder}", "about:blank"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        listing = f"http://127.0.0.1:{self._port()}/json"
        with urllib.request.urlopen(listing) as answer:
            tabs = [one for one in json.load(answer) if one["type"] == "page"]
        self._socket = websocket.create_connection(
            tabs[0]["webSocketDebuggerUrl"], timeout=600
        )
        self._number = 0
        self.events: list[dict[str, Any]] = []
        for domain in ("Page", "Network", "Runtime"):
            self.ask(f"{domain}.enable")

    def _port(self) -> str:
        file = Path(self._folder) / "DevToolsActivePort"
        until = time.monotonic() + 30
        while not (file.is_file() and file.read_text().strip()):
            assert time.monotonic() < until, "Chromium did not start"
            time.sleep(0.05)
        return file.read_text().split()[0]

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        asked = {"id": self._number, "method": method, "params": params}
        self._socket.send(json.dumps(asked))
        while True:
            said = json.loads(self._socket.recv())
            if said.get("id") == self._number:
                assert "error" not in said, said
                return dict(said["result"])
            self.events.append(said)

    def open(self, file: Path, width: int, scheme: str) -> None:
        self.events.clear()
        self.ask("Page.setBypassCSP", enabled=True)
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.ask("Emulation.setEmulatedMedia", features=[feature])
        self.ask("Page.navigate", url=file.as_uri())
        until = time.monotonic() + 60
        while self.value("document.readyState") != "complete":
            assert time.monotonic() < until, "the page did not load"

    def value(self, expression: str) -> Any:
        said = self.ask(
            "Runtime.evaluate",
            expression=expression,
            returnByValue=True,
            awaitPromise=True,
        )
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def requests(self) -> list[str]:
        """What the page asked the network for, itself left out."""
        sent = [
            one for one in self.events if one["method"] == "Network.requestWillBeSent"
        ]
        urls = [str(one["params"]["request"]["url"]) for one in sent]
        return [url for url in urls if not url.startswith(("file:", "data:"))]

    def close(self) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(20)
        shutil.rmtree(self._folder, ignore_errors=True)
