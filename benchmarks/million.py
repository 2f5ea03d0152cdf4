"""A warehouse of very many runs: looked up, searched and counted with a driver heap of 1 GiB.

    python benchmarks/million.py [--runs 1000000] [--master 'local[2]'] [--heap 1g] [--warehouse DIR]

Needs pyspark 4.1 (pip) and the bundle that the build leaves (or BLUESKY_BUNDLE). Below build/benchmarks it writes JSONL files of 1,000 runs
each (a start and a stop document, five minutes apart, so a million runs last nine and a half years), converts them, and measures what a
program meets that has just opened the warehouse: each question in a session of its own catalog, the first time and again (median of
five). Answers are compared with what was made. Every 999th run has plan 'rare_plan'.
"""
import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pyspark

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build/benchmarks"
A_FILE = 1_000
PLANS = ("count", "scan", "grid_scan", "rel_scan", "fly", "list_scan")
BEGIN, APART = 1.4e9, 300.0


def uid_of(rng):
    digits = f"{rng.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def uids(runs):
    rng = random.Random(3)
    for _ in range(runs):
        yield uid_of(rng), uid_of(rng)


def make(runs):
    folder = BUILD / f"starts-{runs}"
    if (folder / "done").exists():
        return folder / "jsonl"
    (folder / "jsonl").mkdir(parents=True, exist_ok=True)
    lines = []
    for i, (run, stop) in enumerate(uids(runs)):
        time_ = BEGIN + i * APART
        plan = PLANS[i * 7 % 6] if i % 999 else "rare_plan"
        lines.append(f'["start", {{"uid": "{run}", "time": {time_!r}, "scan_id": {i + 1}, "plan_name": "{plan}", "plan_type": "generator", '
                     f'"num_points": 20, "user": "{("ada", "bo", "chen", "dora")[i % 4]}", "proposal": {{"id": "p{i % 37:04d}", "year": 2024}}, '
                     f'"sample": {{"name": "{("Fe", "Ni", "Cu", "SiO2", "LaB6")[i % 5]}", "T": {(4, 77, 300)[i % 3]}}}, '
                     '"detectors": ["det", "stats"], "motors": ["motor"], "hints": {"dimensions": [[["motor"], "primary"]]}}]\n'
                     f'["stop", {{"uid": "{stop}", "run_start": "{run}", "time": {time_ + 20!r}, "exit_status": "success", "reason": "", '
                     '"num_events": {}}]\n')
        if (i + 1) % A_FILE == 0 or i + 1 == runs:
            (folder / "jsonl" / f"part-{i // A_FILE:06d}.jsonl").write_text("".join(lines))
            lines.clear()
    (folder / "done").touch()
    return folder / "jsonl"


def convert(bundle, master, heap, source, target):
    """Seconds and the greatest use of the heap before any collection, in MB."""
    log = target.parent / "convert.gc"
    began = time.perf_counter()
    home = Path(pyspark.__file__).parent
    subprocess.run([str(home / "bin/spark-submit"), "--master", master, "--driver-memory", heap, "--conf", "spark.ui.enabled=false",
                    "--driver-java-options", f"-XX:+UseSerialGC -Xlog:gc:file={log}", "--class", "io.github.blueskyspark.jobs.Main", bundle,
                    "convert", str(source), "--to", str(target), "--quiet"], check=True, env={**os.environ, "SPARK_HOME": str(home)})
    return time.perf_counter() - began, max(int(m) for m in re.findall(r"(\d+)M->", log.read_text()))


def questions(runs, spark):
    known = list(uids(runs))
    middle, other = known[runs // 2][0], known[runs // 3][0]
    rare = len(range(0, runs, 999))
    sql = lambda text: lambda w: [tuple(r) for r in spark.sql(text.replace("W.", w + ".")).collect()]  # noqa: E731
    options = lambda table, **more: lambda w: spark.read.format("bluesky").options(table=table, **more).load(  # noqa: E731
        spark.conf.get(f"spark.sql.catalog.{w}.path")).count()
    late = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(BEGIN + (runs - 100) * APART))
    return [("a run by uid, SQL", sql(f"SELECT scan_id FROM W.runs WHERE run_uid = '{middle}'"), [(runs // 2 + 1,)]),
            ("a run by uid, option run", options("runs", run=other), 1),
            ("a run by eight characters", options("runs", run=middle[:8]), 1),
            ("a run by scan_id", options("runs", run=str(runs // 4)), 1),
            ("the newest run", sql("SELECT scan_id FROM W.run.`-1`.runs"), [(runs,)]),
            ("documents of a run", sql(f"SELECT name FROM W.run.`{middle}`.documents"), [("start",), ("stop",)]),
            ("events of a run (none)", sql(f"SELECT count(*) FROM W.run.`{other}`.events"), [(0,)]),
            ("the last hundred runs, since", options("runs", since=late), 100),
            ("number of runs", sql("SELECT count(*) FROM W.runs"), [(runs,)]),
            ("runs of a plan, column", sql("SELECT count(*) FROM W.runs WHERE plan_name = 'rare_plan'"), [(rare,)]),
            ("runs of a plan, query", options("runs", query='{"plan_name": "rare_plan"}'), rare),
            ("number of documents", sql("SELECT count(*) FROM W.documents"), [(2 * runs,)])]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1_000_000)
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--warehouse", type=Path)
    args = parser.parse_args()
    bundle = os.environ.get("BLUESKY_BUNDLE") or str(next((ROOT / "jobs/target").glob("bluesky-spark-bundle_2.13-*.jar")))
    warehouse = args.warehouse or BUILD / f"starts-{args.runs}" / "warehouse"
    if not (warehouse / "_bluesky/commits").exists():
        source = make(args.runs)
        for what in ("first conversion", "again"):
            seconds, heap = convert(bundle, args.master, args.heap, source, warehouse)
            print(f"{what}: {seconds:.0f} s, greatest use of the heap {heap} MB", flush=True)
    from pyspark.sql import SparkSession
    spark = (SparkSession.builder.master(args.master).config("spark.jars", bundle).config("spark.driver.extraClassPath", bundle)
             .config("spark.driver.memory", args.heap).config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
             .config("spark.ui.showConsoleProgress", "false").config("spark.driver.host", "127.0.0.1").getOrCreate())
    spark.range(10).count()
    print(f"\n{args.runs} runs, {args.master}, heap {args.heap}\n\n| question | first | again |\n| --- | --- | --- |")
    for number, (what, ask, want) in enumerate(questions(args.runs, spark)):
        name = f"w{number}"
        spark.conf.set(f"spark.sql.catalog.{name}", "io.github.blueskyspark.BlueskyCatalog")
        spark.conf.set(f"spark.sql.catalog.{name}.path", str(warehouse))
        taken = []
        for _ in range(6):
            began = time.perf_counter()
            got = ask(name)
            taken.append(time.perf_counter() - began)
            assert got == want, (what, got, want)
        print(f"| {what} | {taken[0]:.2f} s | {statistics.median(taken[1:]):.2f} s |", flush=True)
    pools = spark._jvm.java.lang.management.ManagementFactory.getMemoryPoolMXBeans()
    peak = sum(p.getPeakUsage().getUsed() for p in pools if p.getType().toString() == "Heap memory")
    print(f"\ngreatest use of the heap's parts together: {peak / 1e6:.0f} MB")
    spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
