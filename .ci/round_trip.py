"""Documents to a warehouse and back, compared document by document by Python.

    .ci/round_trip [--bundle JAR] [--runs 1000] [--events 95] [--heap 1g] [--work DIR] [ARCHIVE…]

Without ARCHIVE two are made: one file a run as suitcase-jsonl writes it (with runs that have no stop, rewound plans, documents
delivered twice, pages; see make_archive.py), and the same runs ten a file, those of a file document by document in turns.
ARCHIVE is a directory of JSONL or msgpack files. Each archive is converted. Then, of every run, the canonical JSON of all its
documents in their order (keys in their order, doubles by their shortest text) is compared between the files of the archive and
 - folder documents/ of the warehouse, read by DuckDB,
 - what `export --format jsonl` and `export --format msgpack` write out of the warehouse, read by Python.
Nothing of this project's own code reads or compares.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from itertools import zip_longest
from pathlib import Path

import duckdb
import msgpack
import pyspark

import make_archive
from kills import say

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(pyspark.__file__).parent


def run(given, *arguments):
    began = time.time()
    done = subprocess.run(
        [str(HOME / "bin/spark-submit"), "--master", "local[2]", "--driver-memory", given.heap, "--conf", "spark.ui.enabled=false",
         "--conf", "spark.driver.host=127.0.0.1", "--class", "io.github.blueskyspark.jobs.Main", str(given.bundle),
         *map(str, arguments)],
        env={**os.environ, "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1"}, capture_output=True)
    if done.returncode:
        sys.exit(f"round_trip: Cannot {arguments[0]}: exit code {done.returncode}: {done.stderr.decode(errors='replace')[-800:]}")
    say(f"{arguments[0]}: {time.time() - began:.1f} s")
    return done.stdout.decode()


def packed(file):
    with file.open("rb") as f:
        for piece in msgpack.Unpacker(f, raw=False, strict_map_key=False, max_buffer_size=1 << 30):
            yield piece


def pieces(file):
    """Name and document of all that a file holds, in its order."""
    if file.name.endswith(".msgpack"):
        yield from packed(file)
        return
    with file.open(encoding="utf-8") as f:
        for line in f:
            if line.strip("\x1e\n "):
                piece = json.loads(line.strip("\x1e\n "))
                yield (piece["name"], piece["doc"]) if isinstance(piece, dict) else piece


class Owners:
    """Which run a document belongs to."""

    def __init__(self):
        self.of = {}

    def run(self, name, doc):
        if name == "start":
            return doc["uid"]
        if name in ("event", "event_page"):
            return self.of[doc["descriptor"]]
        if name in ("datum", "datum_page"):
            return self.of[doc["resource"]]
        if name == "stream_datum":
            return self.of[doc["stream_resource"]]
        if name != "stop":
            self.of[doc["uid"]] = doc["run_start"]
        return doc["run_start"]


def canonical(name, doc):
    return json.dumps([name, doc], ensure_ascii=False, separators=(",", ":"))


class Runs:
    """Of every run, how many documents it has and the hash of them all."""

    def __init__(self):
        self.known = {}

    def add(self, uid, name, doc):
        seen = self.known.setdefault(uid, [0, hashlib.sha256()])
        seen[0] += 1
        seen[1].update(canonical(name, doc).encode() + b"\n")

    def documents(self):
        return sum(n for n, _ in self.known.values())

    def digests(self):
        return {uid: (n, h.hexdigest()) for uid, (n, h) in self.known.items()}


def of_files(files, wanted=None):
    runs, listed = Runs(), []
    for file in files:
        owners = Owners()
        for name, doc in pieces(file):
            uid = owners.run(name, doc)
            if wanted is None:
                runs.add(uid, name, doc)
            elif uid == wanted:
                listed.append(canonical(name, doc))
    return runs if wanted is None else listed


def of_warehouse(target, wanted=None):
    query = (ROOT / "docs/how-to/live-files.sql").read_text().replace("WAREHOUSE", str(target))
    files = [p for (p,) in duckdb.sql(query).fetchall() if p.startswith(f"{target}/documents/")]
    rows = duckdb.execute("SELECT run_uid, name, json FROM read_parquet(?, hive_partitioning=false) WHERE ?::VARCHAR IS NULL OR run_uid = ? "
                          "ORDER BY run_uid, position", [files, wanted, wanted])
    runs, listed = Runs(), []
    while some := rows.fetchmany(10_000):
        for uid, name, text in some:
            if wanted is None:
                runs.add(uid, name, json.loads(text))
            else:
                listed.append(canonical(name, json.loads(text)))
    return runs if wanted is None else listed


def files_of(folder, *endings):
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name.endswith(endings))


def compare(what, want, got, reading):
    """Number of runs that differ; tells of the first."""
    wanted, found = want.digests(), got.digests()
    wrong = [uid for uid in sorted({*wanted, *found}) if wanted.get(uid) != found.get(uid)]
    say(f"{what}: {len(found)} runs, {got.documents()} documents, {len(wrong)} differ")
    if wrong:
        before, after = reading(wrong[0])
        for position, (a, b) in enumerate(zip_longest(before, after)):
            if a != b:
                print(f"  run {wrong[0]}, document {position}:\n  - {str(a)[:400]}\n  + {str(b)[:400]}")
                break
    return len(wrong)


def trip(given, archive, work):
    files = files_of(archive, ".jsonl", ".msgpack")
    want = of_files(files)
    say(f"{archive.name}: {len(files)} files, {len(want.known)} runs, {want.documents()} documents")
    target = work / "warehouse"
    run(given, "convert", archive, "--to", target)
    read = lambda other: lambda uid: (of_files(files, uid), other(uid))
    wrong = compare("documents/ by DuckDB", want, of_warehouse(target), read(lambda u: of_warehouse(target, u)))
    for format in ("jsonl", "msgpack"):
        out = work / format
        run(given, "export", target, "--to", out, "--format", format)
        written = files_of(out, f".{format}")
        if archive.name == "runs" and format == "jsonl":
            other = sum((archive / p.relative_to(out)).read_bytes() != p.read_bytes() for p in written)
            say(f"files that are not byte for byte as they were: {other} of {len(written)}")
            wrong += other
        wrong += compare(f"exported {format}", want, of_files(written), read(lambda u: of_files(written, u)))
    return wrong


def in_turns(source, folder, together):
    """The documents of several files in one, each run's in its order."""
    folder.mkdir(parents=True)
    files = sorted(source.glob("*.jsonl"))
    for i in range(0, len(files), together):
        lines = [p.read_text().splitlines(keepends=True) for p in files[i:i + together]]
        mixed = "".join(line for turn in zip_longest(*lines, fillvalue="") for line in turn)
        (folder / f"shift-{i // together:05d}.jsonl").write_text(mixed)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("archives", nargs="*", type=Path)
    arguments.add_argument("--bundle", type=Path)
    arguments.add_argument("--runs", type=int, default=1000)
    arguments.add_argument("--events", type=int, default=95)
    arguments.add_argument("--heap", default="1g")
    arguments.add_argument("--work", type=Path, default=ROOT / "build" / "round-trip")
    given = arguments.parse_args()
    jars = [p for p in ROOT.glob("jobs/target/bluesky-spark-bundle_2.13-*.jar") if not p.name.endswith(("-sources.jar", "-javadoc.jar"))]
    given.bundle = (given.bundle or next(iter(jars), Path("no bundle: build it or give --bundle"))).resolve()
    work = given.work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    archives = [a.resolve() for a in given.archives]
    if not archives:
        make_archive.make(work / "runs", given.runs, given.events)
        in_turns(work / "runs", work / "in turns", 10)
        archives = [work / "runs", work / "in turns"]
    wrong = sum(trip(given, archive, work / f"{i}") for i, archive in enumerate(archives))
    print(f"{wrong} differences")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
