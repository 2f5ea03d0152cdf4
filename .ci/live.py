"""Real servers, written by the real Bluesky stack while this project reads them.

    .ci/live [tiled] [mongo]

tiled: `tiled serve catalog` (SQLite catalog and tables), runs by the RunEngine through TiledWriter, read by PySpark both over HTTP and from
the catalog's database, while the plans are at work and after them.
mongo: a server that speaks MongoDB's wire protocol, the same runs through suitcase.mongo_normalized.

While plans are at work nothing that was seen may vanish, and nothing may fail. Afterwards every start and stop, and every event's number,
time and data, must be what the RunEngine emitted. The last line is the figure.
"""
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEY = "livecanary0123"
held, missed = 0, []


def hold(what, condition, found=""):
    global held
    if condition:
        held += 1
    else:
        missed.append(f"{what}: {found}")
        print(f"MISS {what}: {str(found)[:300]}", flush=True)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port, child, log):
    for _ in range(240):
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        if child.poll() is not None:
            break
        time.sleep(0.25)
    sys.exit(f"the server did not come up: {log.read_text()[-2000:]}")


def serve_tiled(folder):
    port, log = free_port(), folder / "server.log"
    child = subprocess.Popen(
        [sys.executable, "-m", "tiled", "serve", "catalog", str(folder / "catalog.db"), "--init", "-w", str(folder / "data"),
         "-w", f"sqlite:///{folder}/tabular.db", "--api-key", KEY, "--port", str(port)],
        stdout=open(log, "wb"), stderr=subprocess.STDOUT, start_new_session=True)
    wait_for(port, child, log)
    uri = f"http://127.0.0.1:{port}/api/v1"
    urllib.request.urlopen(uri + "/", timeout=10)
    return child, uri


def serve_mongo(folder):
    log = folder / "server.log"
    jars = os.environ["BLUESKY_MONGO_CLASSPATH"]
    source = folder / "Serve.java"
    source.write_text("""
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
public class Serve { public static void main(String[] a) throws Exception {
  new MongoServer(new MemoryBackend()).bind("127.0.0.1", Integer.parseInt(a[0])); Thread.currentThread().join(); } }
""")
    port = free_port()
    child = subprocess.Popen(["java", "-cp", jars, str(source), str(port)], stdout=open(log, "wb"), stderr=subprocess.STDOUT,
                             start_new_session=True)
    wait_for(port, child, log)
    return child, f"mongodb://127.0.0.1:{port}/"


def write(kind, uri, out):
    """The writing process: plans of the RunEngine, its documents also into a file."""
    import bluesky.plans as bp
    from bluesky import RunEngine
    from ophyd.sim import det, motor

    engine = RunEngine({})
    captured = open(out, "w", buffering=1)
    engine.subscribe(lambda name, doc: captured.write(json.dumps([name, doc], default=str) + "\n"))
    if kind == "tiled":
        from bluesky_tiled_plugins.writing.tiled_writer import TiledWriter
        from tiled.client import from_uri
        engine.subscribe(TiledWriter(from_uri(uri, api_key=KEY), batch_size=1))
    else:
        import pymongo
        from suitcase.mongo_normalized import Serializer
        database = pymongo.MongoClient(uri).get_database()
        engine.subscribe(Serializer(database, database))
    for plan in (bp.count([det], 10, delay=0.4), bp.scan([det], motor, -1, 1, 10), bp.count([det], 10, delay=0.4),
                 bp.scan([det, motor], motor, 0, 1, 6)):
        engine(plan, sample={"name": "live"})


def session():
    from pyspark.sql import SparkSession

    jar = os.environ.get("BLUESKY_BUNDLE") or str(next((ROOT / "jobs/target").glob("bluesky-spark-bundle_2.13-*.jar")))
    return (SparkSession.builder.master("local[2]").config("spark.jars", jar).config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2").config("spark.log.level", "ERROR")
            .config("spark.ui.showConsoleProgress", "false").getOrCreate())


def look(spark, path, options):
    read = lambda table: spark.read.format("bluesky").options(table=table, **options).load(path)
    runs = {r.run_uid: r for r in read("runs").selectExpr(
        "run_uid", "complete", "to_json(start) start", "to_json(stop) stop").collect()}
    events = {}
    for e in read("events").selectExpr("run_uid", "stream", "seq_num", "time", "to_json(data) data").collect():
        events[(e.run_uid, e.stream, e.seq_num)] = e
    return runs, events


def watch(spark, title, places, child, out):
    """Looks again and again until the writer has ended; what was seen once must stay."""
    looks, seen = 0, {name: (set(), set(), set()) for name in places}
    while child.poll() is None and not (out.exists() and out.read_text().count("\n") > 2):
        time.sleep(0.1)  # until there is something
    while child.poll() is None:
        for name, (path, options) in places.items():
            try:
                runs, events = look(spark, path, options)
            except Exception as problem:  # whatever it is, a reader beside a writer must not fail
                hold(f"{title} {name}: look {looks}", False, str(problem)[:300])
                continue
            complete = {u for u, r in runs.items() if r.complete}
            before = seen[name]
            hold(f"{title} {name}: look {looks}: nothing vanishes",
                 before[0] <= runs.keys() and before[1] <= complete and before[2] <= events.keys(),
                 f"{len(before[0])} runs, {len(before[1])} complete, {len(before[2])} events before; now {len(runs)}, {len(complete)}, {len(events)}")
            seen[name] = (set(runs), complete, set(events))
        looks += 1
    hold(f"{title}: looked while plans were at work", looks > 2, looks)
    hold(f"{title}: the writer ended well", child.returncode == 0, child.returncode)
    print(f"{title}: {looks} looks at {len(places)} places beside the writer", flush=True)


def compare(spark, title, places, out):
    documents = [json.loads(line) for line in out.read_text().splitlines()]
    starts = {d["uid"]: d for n, d in documents if n == "start"}
    stops = {d["run_start"]: d for n, d in documents if n == "stop"}
    descriptors = {d["uid"]: d for n, d in documents if n == "descriptor"}
    events = {(descriptors[d["descriptor"]]["run_start"], descriptors[d["descriptor"]]["name"], d["seq_num"]): d
              for n, d in documents if n == "event"}
    for name, (path, options) in places.items():
        runs, found = look(spark, path, options)
        hold(f"{title} {name}: runs", runs.keys() == starts.keys(), (len(runs), len(starts)))
        for uid, start in starts.items():
            row = runs.get(uid)
            hold(f"{title} {name}: start of {uid}", row is not None and json.loads(row.start) == start, row and row.start)
            stop = json.loads(row.stop) if row and row.stop else None
            hold(f"{title} {name}: stop of {uid}", stop == stops[uid], stop)
        hold(f"{title} {name}: events", found.keys() == events.keys(), (len(found), len(events)))
        for key, event in events.items():
            data = json.loads(found[key].data) if key in found else None
            hold(f"{title} {name}: data of {key}", data == event["data"], (data, event["data"]))
        queried = spark.read.format("bluesky").options(query='{"plan_name": "scan", "sample.name": "live"}', **options).load(path).count()
        hold(f"{title} {name}: query", queried == sum(s["plan_name"] == "scan" for s in starts.values()), queried)


def live(spark, title, kind, server_uri, places, folder):
    out = folder / "captured.jsonl"
    child = subprocess.Popen([sys.executable, __file__, "--write", kind, server_uri, str(out)], stdout=open(folder / "writer.log", "wb"),
                             stderr=subprocess.STDOUT)
    watch(spark, title, places, child, out)
    if child.returncode != 0:
        print((folder / "writer.log").read_text()[-1500:])
    compare(spark, title, places, out)


def main(names):
    spark = session()
    look(spark, str(ROOT / "sample-data/framings/archive"), {})  # so that the first look is no slower than the others
    with tempfile.TemporaryDirectory() as temporary:
        servers = []
        try:
            if "tiled" in names:
                folder = Path(temporary) / "tiled"
                folder.mkdir()
                child, uri = serve_tiled(folder)
                servers.append(child)
                places = {"over HTTP": (uri, {"apiKey": KEY}), "its database": (str(folder / "catalog.db"), {})}
                live(spark, "Tiled", "tiled", uri, places, folder)
            if "mongo" in names:
                folder = Path(temporary) / "mongo"
                folder.mkdir()
                child, uri = serve_mongo(folder)
                servers.append(child)
                live(spark, "MongoDB", "mongo", uri + "beamline", {"normalized": (uri + "beamline", {})}, folder)
        finally:
            for child in servers:
                os.killpg(child.pid, signal.SIGTERM)
    spark.stop()
    print(f"{held}/{held + len(missed)} hold")
    return 1 if missed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write(*sys.argv[2:])
    else:
        sys.exit(main(sys.argv[1:] or ["tiled", "mongo"]))
