"""Writes archive/ with a real Tiled server and TiledWriter, and expected/ with Tiled's own client.

    python make_catalogs.py            needs tiled[all] 0.2.20 and bluesky-tiled-plugins 2.0.12
    python make_catalogs.py --check    compares expected/ with the tables of archive/, read with plain sqlite3

The server runs in a temporary directory; the paths in assets are set to /data/bluesky-samples afterwards, nothing else is changed.
"""

import gzip
import json
import math
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent
PLACE = "/data/bluesky-samples"
KEY = "sample"
DOCUMENTS = SAMPLES / "documents/archive"
RUNS = {  # storage -> (batch size, first characters of the uids)
    "sqlite": (10000, ("9f3c5548", "77d030b2", "0f977d1e", "cacc7db8", "2b52ee7c", "5f4e4581", "855667fe")),
    "duckdb": (1, ("1b8fb60a", "8385f29c", "dc741730", "5309fe3f")),
}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def files(prefixes):
    known = list(DOCUMENTS.glob("*.jsonl")) + list((SAMPLES / "image-count/archive").glob("*.jsonl"))
    return [next(f for f in known if f.name.startswith(p)) for p in prefixes]


def serve(root, storage):
    port = free_port()
    table = f"duckdb:///{root}/tabular.duckdb" if storage == "duckdb" else f"sqlite:///{root}/tabular.db"
    log = open(root.parent / "server.log", "wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "tiled", "serve", "catalog", str(root / "catalog.db"), "--init", "-w", str(root / "data"),
         "-w", table, "-r", str(SAMPLES), "--api-key", KEY, "--port", str(port)], stdout=log, stderr=log)
    uri = f"http://127.0.0.1:{port}/api/v1"
    for _ in range(120):
        try:
            urllib.request.urlopen(uri + "/", timeout=1)
            return server, uri
        except OSError:
            time.sleep(0.5)
    server.terminate()
    sys.exit((root.parent / "server.log").read_text())


def mapped(prefixes, below):
    """Copies of the documents that name the sample's files where they are here."""
    below.mkdir()
    for file in files(prefixes):
        text = file.read_text("utf-8").replace(PLACE, str(SAMPLES))
        (below / file.name).write_text(text, "utf-8")
    return sorted(below.iterdir())


def plain(value):
    import numpy as np
    import pandas as pd

    if value is pd.NA:
        return None
    if isinstance(value, np.ndarray):
        return [plain(v) for v in value.tolist()] if value.dtype.kind != "O" else [plain(v) for v in value]
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float) and value != value:
        return "NaN"
    if isinstance(value, float) and abs(value) == float("inf"):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def answers(uri):
    """run -> stream -> table or array -> what Tiled's client reads."""
    import dask
    from tiled.client import from_uri

    dask.config.set({"dataframe.convert-string": False})  # lists would come as texts
    client = from_uri(uri, api_key=KEY)
    found = {}
    for uid, run in client.items():
        streams = {}
        for name in run.base if hasattr(run, "base") else run:
            stream = run[name]
            base = getattr(stream, "base", stream)
            parts = {}
            for key in base:
                node = base[key]
                family = node.item["attributes"]["structure_family"]
                if family == "table":
                    table = node.read()
                    parts[key] = {c: [plain(v) for v in table[c]] for c in table.columns}
                elif family == "ragged":
                    parts[key] = plain(node.read().tolist())
                elif node.shape[0] * math.prod(node.shape[1:]) <= 2000:
                    parts[key] = plain(node.read())
            streams[name] = parts
        found[uid] = {"metadata": {k: dict(run.metadata)[k] for k in ("start", "stop") if k in run.metadata}, "streams": streams}
    return found


def make(storage):
    batch, prefixes = RUNS[storage]
    with tempfile.TemporaryDirectory() as made:
        root = Path(made, "catalog")
        root.mkdir()
        server, uri = serve(root, storage)
        try:
            subprocess.run([sys.executable, str(HERE / "write_runs.py"), uri, KEY, str(batch), *map(str, mapped(prefixes, Path(made, "in")))],
                           check=True)
            expected = answers(uri)
        finally:
            server.terminate()
            server.wait()
        with sqlite3.connect(root / "catalog.db") as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("PRAGMA journal_mode = DELETE")
            for old, new in ((str(root), f"{PLACE}/tiled/archive/{storage}"), (str(SAMPLES), PLACE)):
                db.execute("UPDATE assets SET data_uri = replace(data_uri, ?, ?)", (old, new))
        db.close()
        sqlite3.connect(root / "catalog.db").execute("VACUUM").connection.close()
        if storage == "sqlite":
            db = sqlite3.connect(root / "tabular.db")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("PRAGMA journal_mode = DELETE")
            db.close()
        else:
            import duckdb

            db = duckdb.connect(str(root / "tabular.duckdb"))
            db.execute("CHECKPOINT")
            db.close()
            (root / "tabular.duckdb.gz").write_bytes(gzip.compress((root / "tabular.duckdb").read_bytes(), 9, mtime=0))
            (root / "tabular.duckdb").unlink()
        target = HERE / "archive" / storage
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(root, target)
        left = [f.name for f in target.iterdir() if f.name.endswith(("-wal", "-shm", ".wal"))]
        assert not left, left
        text = json.dumps(expected, indent=1, sort_keys=True).replace(str(SAMPLES), PLACE)
        (HERE / "expected").mkdir(exist_ok=True)
        (HERE / f"expected/{storage}.json").write_text(text + "\n")


def check():
    expected = json.loads((HERE / "expected/sqlite.json").read_text())
    archive = HERE / "archive/sqlite"
    catalog = sqlite3.connect(f"file:{archive / 'catalog.db'}?immutable=1", uri=True)
    tables = sqlite3.connect(f"file:{archive / 'tabular.db'}?immutable=1", uri=True)
    rows = catalog.execute(
        "SELECT r.key, s.key, d.parameters FROM nodes r JOIN nodes s ON s.parent = r.id JOIN nodes t ON t.parent = s.id "
        "JOIN data_sources d ON d.node_id = t.id WHERE d.mimetype = 'application/x-tiled-sql-table'").fetchall()
    for uid, stream, parameters in rows:
        about = json.loads(parameters)
        found = tables.execute(f"SELECT seq_num, time FROM \"{about['table_name']}\" WHERE _dataset_id = ? ORDER BY rowid",
                               (about["dataset_id"],)).fetchall()
        want = expected[uid]["streams"][stream]["internal"]
        if found != list(zip(want["seq_num"], want["time"])):
            sys.exit(f"{uid} {stream} differs")
    print(f"{len(rows)} tables agree")


if __name__ == "__main__":
    os.environ["TILED_DISABLE_WEBHOOKS"] = "1"
    if "--check" in sys.argv:
        check()
    else:
        for name in sys.argv[1:] or RUNS:
            make(name)
