"""A search by plan_name among many JSONL runs: this project against DuckDB, in one run.

    python benchmarks/search.py [--full] [--master 'local[2]'] [--profile]

Needs duckdb and pyspark 4.1 (pip), and the bundle that the build leaves. Writes a made archive of small runs below build/benchmarks
(2,000 files; with --full 20,000, the setting of the goal), and prints a table of medians. "first" is a catalog that has never seen the
archive; "again" the same catalog; "stored index" a new catalog where `bluesky-spark index` has run. Answers are compared before anything
is timed.
"""
import argparse
import json
import os
import random
import shutil
import statistics
import sys
import time
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from frames import BUILD, ROOT, hottest  # noqa: E402

PLANS = ("count", "scan", "grid_scan", "rel_scan", "fly", "list_scan")
EVENTS = 3


def make(runs):
    """Runs as suitcase-jsonl writes them, one file each, with a few events."""
    folder = BUILD / f"search-{runs}"
    if (folder / "done").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "jsonl").mkdir(parents=True)
    rng = random.Random(1)
    new = lambda: str(uuid.UUID(int=rng.getrandbits(128), version=4))  # noqa: E731
    for i in range(runs):
        uid, descriptor, time_ = new(), new(), 1.7e9 + 600.0 * i
        key = {"source": "sim", "dtype": "number", "dtype_numpy": "<f8", "shape": []}
        documents = [["start", {"uid": uid, "time": time_, "scan_id": i + 1, "plan_name": rng.choice(PLANS), "plan_type": "generator",
                                "num_points": EVENTS, "user": rng.choice(["ada", "bo", "chen"]), "proposal": {"id": f"p{i % 37:04d}"},
                                "sample": {"name": rng.choice(["Fe", "Ni", "SiO2"]), "T": rng.choice([4, 77, 300])},
                                "detectors": ["det"], "motors": ["motor"], "hints": {"dimensions": [[["motor"], "primary"]]}}],
                     ["descriptor", {"uid": descriptor, "run_start": uid, "time": time_, "name": "primary", "hints": {}, "configuration": {},
                                     "data_keys": {"det": key, "motor": key}, "object_keys": {"det": ["det"], "motor": ["motor"]}}]]
        for k in range(EVENTS):
            documents.append(["event", {"uid": new(), "descriptor": descriptor, "time": time_ + k, "seq_num": k + 1, "filled": {},
                                        "data": {"det": rng.random(), "motor": 0.1 * k}, "timestamps": {"det": time_ + k, "motor": time_ + k}}])
        documents.append(["stop", {"uid": new(), "run_start": uid, "time": time_ + 9, "exit_status": "success", "reason": "",
                                   "num_events": {"primary": EVENTS}}])
        (folder / "jsonl" / f"{uid}.jsonl").write_text("".join(json.dumps(d) + "\n" for d in documents))
    (folder / "done").touch()
    time.sleep(3)  # files of the last two seconds are not kept in an index
    return folder


def seconds(work):
    began = time.perf_counter()
    given = work()
    return time.perf_counter() - began, given


def duck(folder, repeats):
    """DuckDB with two threads: lines as JSON, start documents of one plan."""
    import duckdb

    database = duckdb.connect(config={"threads": 2})
    text = (f"SELECT count(*) FROM read_json_objects('{folder}/jsonl/*.jsonl', format = 'newline_delimited') "
            "WHERE json->>'$[0]' = 'start' AND json->>'$[1].plan_name' = 'scan'")
    found = [seconds(lambda: database.execute(text).fetchone()[0]) for _ in range(repeats + 1)]
    return statistics.median(s for s, _ in found[1:]), found[0][1]


def ours(folder, master, repeats, profile):
    """Each first search in a new catalog of one warm Java machine."""
    from pyspark.sql import SparkSession

    jar = os.environ.get("BLUESKY_BUNDLE") or str(next((ROOT / "jobs/target").glob("bluesky-spark-bundle_2.13-*.jar")))
    builder = (SparkSession.builder.master(master).config("spark.jars", jar).config("spark.ui.enabled", "false")
               .config("spark.driver.memory", "1g").config("spark.log.level", "ERROR"))
    if profile:
        builder = builder.config("spark.driver.extraJavaOptions", f"-XX:StartFlightRecording=filename={profile},settings=profile")
    spark = builder.getOrCreate()
    made = 0

    def catalog(**options):
        nonlocal made
        made += 1
        spark.conf.set(f"spark.sql.catalog.s{made}", "io.github.blueskyspark.BlueskyCatalog")
        for key, value in {"path": f"{folder}/jsonl", **options}.items():
            spark.conf.set(f"spark.sql.catalog.s{made}.{key}", value)
        return f"s{made}"

    def search(name):
        return spark.sql(f"SELECT count(*) FROM {name}.runs WHERE plan_name = 'scan'").collect()[0][0]

    def matching(name):
        query = '{"plan_name": "scan"}'
        return spark.sql(f"SELECT count(*) FROM {name}.runs WHERE {name}.matches(start, '{query}')").collect()[0][0]

    index = f"{folder}/index"
    shutil.rmtree(index, ignore_errors=True)
    answer = search(catalog(index="off"))
    found = {}
    for label, work in (("plan_name = 'scan'", search), ("matches(start, ...)", matching)):
        times = {"first": [], "again": [], "index=off": [], "stored index": []}
        for turn in range(repeats + 1):
            fresh = catalog()
            for step, name in (("first", fresh), ("again", fresh), ("index=off", catalog(index="off"))):
                took, got = seconds(lambda: work(name))
                assert got == answer, (label, step, got, answer)
                times[step] += [took] if turn else []
        built, _ = seconds(lambda: spark.sql(f"CALL {catalog(index=index)}.system.refresh_index()").collect())
        for turn in range(repeats + 1):
            took, got = seconds(lambda: work(catalog(index=index)))
            assert got == answer, (label, "stored", got, answer)
            times["stored index"] += [took] if turn else []
        found[label] = {step: statistics.median(some) for step, some in times.items()}
        found[label]["refresh_index"] = built
    spark.stop()
    return answer, found, sum(f.stat().st_size for f in Path(index).iterdir())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="20,000 runs instead of 2,000")
    parser.add_argument("--runs", type=int, help="any other number")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    runs, repeats = args.runs or (20_000 if args.full else 2_000), 5
    folder = make(runs)
    peer, expected = duck(folder, repeats)
    recording = str(BUILD / "search.jfr") if args.profile else ""
    answer, found, size = ours(folder, args.master, repeats, recording)
    assert answer == expected, (answer, expected)
    print(f"{runs} JSONL runs, {answer} wanted, medians of {repeats} after a warm-up, {args.master}; DuckDB {peer:.2f} s "
          f"(goal: first 1.0x, again under 1 s at 20,000 runs); stored index {size / 1e6:.1f} MB\n")
    steps = ("first", "again", "index=off", "stored index", "refresh_index")
    print("| search | " + " | ".join(steps) + " |\n" + "| --- " * (1 + len(steps)) + "|")
    for label, times in found.items():
        print(f"| {label} | " + " | ".join(
            f"{times[s]:.2f} s" + (f", {peer / times[s]:.2f}x" if s == "first" else "") for s in steps) + " |")
    if args.profile:
        for share, method in hottest(recording):
            print(f"{share:5.1f} %  {method}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
