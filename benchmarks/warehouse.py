"""A warehouse and the JSONL it was made of: this project beside DuckDB and spark.read, in one run.

    python benchmarks/warehouse.py [--full] [--master 'local[2]']

Needs duckdb and pyspark 4.1 (pip), and the bundle that the build leaves. quick: 200 runs x 50 events; --full: 1,000 runs x 200 events (106 MB). Answers are compared before anything is timed.
"""
import argparse
import json
import os
import random
import shutil
import statistics
import sys
import time
from pathlib import Path

from million import uid_of

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build/benchmarks"
PLANS = ["count", "scan", "grid_scan", "list_scan"]


def documents(rng, number, events):
    """uid and documents of a run with one stream of two readings and a motor."""
    uid, descriptor, begin = uid_of(rng), uid_of(rng), 1.7e9 + number * 600.0
    key = lambda dtype: {"source": "sim", "dtype": dtype, "shape": []}  # noqa: E731
    yield uid
    yield ["start", {"uid": uid, "time": begin, "scan_id": number + 1, "plan_name": PLANS[number % len(PLANS)], "num_points": events,
                     "sample": {"name": "Fe", "T": 4 + number % 7}}]
    yield ["descriptor", {"uid": descriptor, "run_start": uid, "time": begin + 0.1, "name": "primary",
                          "data_keys": {"det": key("number"), "counts": key("integer"), "motor": key("number")},
                          "configuration": {}, "object_keys": {"det": ["det", "counts"], "motor": ["motor"]}, "hints": {}}]
    for i in range(events):
        time_, value = begin + 1 + i * 0.5, rng.random()
        data = {"det": value, "counts": int(value * 1e6), "motor": i * 0.01}
        yield ["event", {"uid": uid_of(rng), "descriptor": descriptor, "time": time_, "seq_num": i + 1, "data": data,
                         "timestamps": {k: time_ for k in data}, "filled": {}}]
    yield ["stop", {"uid": uid_of(rng), "run_start": uid, "time": begin + 590, "exit_status": "success", "reason": "",
                    "num_events": {"primary": events}}]


def make(runs, events):
    """JSONL as suitcase-jsonl writes it, one file a run."""
    folder = BUILD / f"runs-{runs}x{events}"
    if (folder / "done").exists():
        return folder / "jsonl"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "jsonl").mkdir(parents=True)
    rng = random.Random(1)
    for i in range(runs):
        uid, *docs = documents(rng, i, events)
        (folder / "jsonl" / f"{uid}.jsonl").write_text("".join(json.dumps(d) + "\n" for d in docs))
    (folder / "done").touch()
    return folder / "jsonl"


def timed(works, repeats):
    """Median seconds of each work, and what each gave; they take turns, so that none runs in a warmer machine, after two warm-ups."""
    given, seconds = [work() for work in works], [[] for _ in works]
    for turn in range(repeats + 1):
        for number, work in enumerate(works):
            began = time.perf_counter()
            again = work()
            taken = time.perf_counter() - began
            assert again == given[number], (again, given[number])
            if turn > 0:
                seconds[number].append(taken)
    return [statistics.median(s) for s in seconds], given


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--master", default="local[2]")
    args = parser.parse_args()
    runs, events, repeats = (1000, 200, 7) if args.full else (200, 50, 5)
    source = make(runs, events)
    warehouse = source.parent / "warehouse"

    import duckdb
    from pyspark.sql import SparkSession
    jar = os.environ.get("BLUESKY_BUNDLE") or str(next((ROOT / "jobs/target").glob("bluesky-spark-bundle_2.13-*.jar")))
    spark = (SparkSession.builder.master(args.master).config("spark.jars", jar).config("spark.driver.extraClassPath", jar)
             .config("spark.ui.enabled", "false").config("spark.driver.memory", "2g").config("spark.log.level", "ERROR")
             .config("spark.sql.shuffle.partitions", "2").config("spark.ui.showConsoleProgress", "false").getOrCreate())
    for name, place in (("j", source), ("w", warehouse)):
        spark.conf.set(f"spark.sql.catalog.{name}", "io.github.blueskyspark.BlueskyCatalog")
        spark.conf.set(f"spark.sql.catalog.{name}.path", str(place))
    if not (warehouse / "_bluesky/commits").exists():
        spark.sql(f"CALL j.system.convert(target => '{warehouse}')").collect()
    db = duckdb.connect()
    db.execute("SET threads TO 2")
    sql = lambda text: sorted(map(tuple, spark.sql(text).collect()))
    duck = lambda text: sorted(db.execute(text).fetchall())
    parquet = lambda table: f"read_parquet('{warehouse}/{table}/**/*.parquet')"
    for table, name in (("runs", "p_runs"), ("stream/stream=primary", "p_primary"), ("documents", "p_documents")):
        spark.read.parquet(str(warehouse / table)).createOrReplaceTempView(name)
    by_plan = "SELECT plan_name, count(*), {extra} FROM {rows} JOIN {runs} r USING (run_uid) GROUP BY 1"
    primary = lambda rows, runs: by_plan.format(extra="round(sum(det), 6), max(counts)", rows=rows, runs=runs)
    count = lambda rows, runs: by_plan.format(extra="0", rows=rows, runs=runs)
    duck_json = (f"WITH d AS (SELECT json_extract_string(json, '$[0]') AS n, json_extract_string(json, '$[1].plan_name') AS plan, "
                 f"json_extract_string(json, '$[1].uid') AS uid, json_extract_string(json, '$[1].descriptor') AS descriptor, "
                 f"json_extract_string(json, '$[1].run_start') AS run FROM read_json_objects('{source}/*.jsonl', format='newline_delimited')) "
                 "SELECT s.plan, count(*), 0 FROM d e JOIN d c ON e.n = 'event' AND c.n = 'descriptor' AND e.descriptor = c.uid "
                 "JOIN d s ON s.n = 'start' AND c.run = s.uid GROUP BY 1")
    works = [
        ("primary by plan_name, warehouse", lambda: sql(primary("w.stream.primary", "w.runs")),
         {"DuckDB": lambda: duck(primary(parquet("stream/stream=primary"), parquet("runs"))),
          "spark.read.parquet": lambda: sql(primary("p_primary", "p_runs"))}),
        ("events by plan_name, warehouse", lambda: sql(count("w.events", "w.runs")),
         {"DuckDB, documents": lambda: duck(count(f"(SELECT run_uid FROM {parquet('documents')} WHERE name = 'event')", parquet("runs"))),
          "spark.read.parquet, documents": lambda: sql(count("(SELECT run_uid FROM p_documents WHERE name = 'event')", "p_runs"))}),
        ("events by plan_name, JSONL", lambda: sql(count("j.events", "j.runs")), {"DuckDB read_json": lambda: duck(duck_json)}),
        ("runs by plan_name, warehouse", lambda: sql("SELECT plan_name, count(*) FROM w.runs GROUP BY 1"),
         {"DuckDB": lambda: duck(f"SELECT plan_name, count(*) FROM {parquet('runs')} GROUP BY 1"),
          "spark.read.parquet": lambda: sql("SELECT plan_name, count(*) FROM p_runs GROUP BY 1")})]
    print(f"{runs} runs x {events} events, medians of {repeats} in turns after two warm-ups, {args.master}; ratio = peer's time / ours\n")
    print("| work | this project | peers |\n| --- | --- | --- |")
    for title, ours, peers in works:
        (seconds, *others), (given, *answers) = timed([ours, *peers.values()], repeats)
        cells = []
        for peer, theirs, answer in zip(peers, others, answers):
            assert [r[:2] for r in answer] == [r[:2] for r in given], (title, peer, answer, given)
            cells.append(f"{peer} {theirs:.2f} s, {theirs / seconds:.2f}x")
        print(f"| {title} | {seconds:.2f} s | {'; '.join(cells)} |", flush=True)
    spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
