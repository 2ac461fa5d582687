"""Official texts come from a real server on this machine, are filed whole or not at all, and overwrite nothing."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from corpus.record import Record, RecordFile, dump_record, load_record
from corpus.settings import settings
from ingest.__main__ import app
from ingest.fetch import Fetched, fetch_official_texts

LAW = "<html><body><h1>Law on Boats</h1>" + "<p>Crews shall be paid each month.</p>" * 80 + "</body></html>"
CASE = LAW.replace("</body>", "<p>The victim, Keo Sreymom, 15, was rescued in May.</p></body>")
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/law": (200, {"Content-Type": "text/html"}, LAW.encode()),
    "/case": (200, {"Content-Type": "text/html"}, CASE.encode()),
    "/landing": (200, {}, b"<html><body><h1>Law on Boats</h1><p>Download the law here.</p></body></html>"),
    "/moved": (302, {"Location": "/law"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/program": (200, {}, b"MZ\x00\x01" * 100),
    "/large": (200, {}, b"%PDF-1.4" + b"0" * (2 << 20)),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = ANSWERS.get(self.path, (404, {}, b"gone"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


def _put(corpus: Path, source: str) -> Path:
    record = Record(
        identifier="law-boats", title="Law on Boats", type="law", source=source,
        files=(RecordFile(path="en.md", text="digest"),),
    )  # fmt: skip
    folder = corpus / "law" / "law-boats"
    folder.mkdir(parents=True)
    (folder / "record.yaml").write_text(dump_record(record), encoding="utf-8")
    (folder / "en.md").write_text("# Law on Boats\n\nA digest.\n", encoding="utf-8")
    return folder


def _fetch(corpus: Path, **more: bool) -> Fetched:
    (done,) = fetch_official_texts(corpus, ["law-boats"], **({"local": True} | more))
    return done


@pytest.mark.parametrize("path", ["/law", "/moved"])
def test_filed_beside_the_digest_and_first_in_the_record(path: str, server: str, tmp_path: Path) -> None:
    folder = _put(tmp_path, server + path)
    done = _fetch(tmp_path)
    assert (done.outcome, done.file, done.size) == ("filed", "official-en.html", len(LAW))
    assert (folder / done.file).read_bytes() == LAW.encode()
    files = [(file.path, file.text) for file in load_record(folder / "record.yaml").files]
    assert files == [("official-en.html", "official"), ("en.md", "digest")]
    assert sorted(path.name for path in folder.iterdir()) == ["en.md", "official-en.html", "record.yaml"]


def test_what_is_held_is_kept_unless_it_is_asked_to_be_replaced(server: str, tmp_path: Path) -> None:
    folder = _put(tmp_path, f"{server}/law")
    _fetch(tmp_path)
    (folder / "official-en.html").write_text("corrected by hand", encoding="utf-8")
    assert _fetch(tmp_path).outcome == "kept"
    assert (folder / "official-en.html").read_text(encoding="utf-8") == "corrected by hand"
    assert _fetch(tmp_path, replace=True).outcome == "replaced"
    assert (folder / "official-en.html").read_bytes() == LAW.encode()
    assert len(load_record(folder / "record.yaml").files) == 2


def test_a_file_that_no_record_lists_is_not_written_over(server: str, tmp_path: Path) -> None:
    folder = _put(tmp_path, f"{server}/law")
    (folder / "official-en.html").write_text("somebody's", encoding="utf-8")
    assert "list it, or take it away" in _fetch(tmp_path).reason
    assert (folder / "official-en.html").read_text(encoding="utf-8") == "somebody's"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/landing", "not the text: put the address of the document itself"),
        ("/program", "of a format that is not read"),
        ("/large", "over 1 MiB: raise CLEARINGHOUSE_MAX_FILE_MB"),
        ("/nowhere", "the address answers 404"),
        ("/round", "leads on more than 5 times"),
        ("/case", "could identify somebody: name --desk and --index"),
    ],
)
def test_refused_leaves_everything_as_it_was(
    path: str, reason: str, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEARINGHOUSE_MAX_FILE_MB", "1")
    settings.cache_clear()
    folder = _put(tmp_path, server + path)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    done = _fetch(tmp_path)
    settings.cache_clear()
    assert done.outcome == "refused" and reason in done.reason
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("http://127.0.0.1:9/law", "--local allows it"),
        ("http://localhost/law", "--local allows it"),
        ("file:///etc/passwd", "no address of the web"),
        ("http://name.invalid/law", "no way to it from here"),
    ],
)
def test_addresses_of_this_machine_are_not_asked(source: str, reason: str, tmp_path: Path) -> None:
    _put(tmp_path, source)
    assert reason in _fetch(tmp_path, local=False).reason


def test_a_closed_door_and_a_record_that_is_not_there(server: str, tmp_path: Path) -> None:
    _put(tmp_path, "http://127.0.0.1:9/law")
    done = list(fetch_official_texts(tmp_path, ["law-boats", "nobody"], local=True))
    assert [each.outcome for each in done] == ["refused", "refused"]
    assert "did not answer" in done[0].reason and "no record 'nobody'" in done[1].reason


def test_command_line(server: str, tmp_path: Path) -> None:
    _put(tmp_path, f"{server}/law")
    asked = ["fetch", "--corpus", str(tmp_path), "--local", "--json"]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0
    assert json.loads(done.stdout)[0]["outcome"] == "filed"
    assert CliRunner().invoke(app, [*asked[:-1], "nobody"]).exit_code == 1


@pytest.mark.model
@pytest.mark.parametrize("replace", [(), ("--replace",)])
def test_what_could_identify_somebody_is_a_draft_and_not_filed(
    replace: tuple[str, ...], server: str, tmp_path: Path
) -> None:
    folder = _put(tmp_path / "documents", f"{server}/law")
    if replace:
        _fetch(tmp_path / "documents")
    card = folder / "record.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("/law\n", "/case\n"), encoding="utf-8")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    here = ("--corpus", str(tmp_path / "documents"), "--index", str(tmp_path / "index"))
    desk = ("--desk", str(tmp_path / "desk"), "--json")
    assert CliRunner().invoke(app, ["build", *here]).exit_code == 0
    for _ in range(2):
        done = json.loads(CliRunner().invoke(app, ["fetch", "--local", *replace, *here, *desk]).stdout)
        assert (done[0]["outcome"], done[0]["draft"]) == ("at the desk", 1)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    told = json.loads(CliRunner().invoke(app, ["draft", "1", *here, *desk]).stdout)
    assert told["changes"] == "law-boats"
    assert [(file["path"], file["text"]) for file in told["files"]] == [
        ("en.md", "digest"),
        ("official-en.html", "official"),
    ]
    assert "Keo Sreymom" in {found["words"] for found in told["findings"]} and told["open_findings"]
    assert CliRunner().invoke(app, ["publish", "1", *here, *desk]).exit_code == 1
