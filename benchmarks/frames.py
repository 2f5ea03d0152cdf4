"""Sums of detector frames and regions of them: this project against h5py, turn by turn in one run.

    python benchmarks/frames.py [--full] [--masters 'local[1]' 'local[2]'] [--only NAME …] [--data DIRECTORY] [--profile]

Needs numpy, h5py, hdf5plugin and pyspark 4.1 (pip), and the bundle that the build leaves. Writes files below
build/benchmarks (0.7 GB, with --full 6 GB) unless --data names another place, prints a table of medians and ratios, and
with --profile a list of the methods in which the Java side spends its time (Java Flight Recorder). Both sides take turns,
so that what else the machine does hits both; sums must be equal.
"""
import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build/benchmarks"
FULL = {"none": 500, "gzip+shuffle": 256, "bitshuffle-lz4": 256, "zstd": 64, "blosc": 64}
QUICK = {name: 32 for name in FULL}
GOAL = {"none": 1.3, "gzip+shuffle": 2.0, "bitshuffle-lz4": 1.1, "region": 1.0}
SIDE = 2048


def make(name, frames, data_folder):
    """A file as area detectors write it (uint16, chunk (1, y, x), Poisson counts), and a run that points at it."""
    import h5py
    import hdf5plugin
    import numpy as np

    folder = Path(data_folder) / f"{name}-{frames}"
    path = folder / "frames.h5"
    if (folder / "run.jsonl").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(7)
    pool = rng.poisson(40, size=(16, SIDE, SIDE)).astype("<u2")
    options = {"none": {}, "gzip+shuffle": {"compression": "gzip", "compression_opts": 1, "shuffle": True},
               "bitshuffle-lz4": dict(hdf5plugin.Bitshuffle(cname="lz4")), "zstd": dict(hdf5plugin.Zstd(clevel=3)),
               "blosc": dict(hdf5plugin.Blosc(cname="lz4", shuffle=1))}[name]
    with h5py.File(path, "w") as file:
        data = file.create_dataset("entry/data/data", (frames, SIDE, SIDE), "<u2", chunks=(1, SIDE, SIDE), **options)
        for i in range(min(16, frames)):
            data[i] = pool[i]
        packed = [data.id.read_direct_chunk((i, 0, 0))[1] for i in range(min(16, frames))]
        for i in range(16, frames):
            data.id.write_direct_chunk((i, 0, 0), packed[i % 16])
    documents = [
        ["start", {"uid": "benchmark-run", "time": 1.7e9, "scan_id": 1}],
        ["descriptor", {"uid": "d", "run_start": "benchmark-run", "time": 1.7e9, "name": "primary", "configuration": {}, "hints": {},
                        "object_keys": {"det": ["det"]}, "data_keys": {"det": {
                            "source": "benchmark", "dtype": "array", "dtype_numpy": "<u2", "shape": [1, SIDE, SIDE], "external": "STREAM:"}}}],
        ["stream_resource", {"uid": "r", "run_start": "benchmark-run", "data_key": "det", "mimetype": "application/x-hdf5",
                             "uri": f"file://localhost{path}", "parameters": {"dataset": "/entry/data/data"}}],
        ["stream_datum", {"uid": "r/0", "stream_resource": "r", "descriptor": "d", "seq_nums": {"start": 1, "stop": frames + 1},
                          "indices": {"start": 0, "stop": frames}}],
        ["stop", {"uid": "s", "run_start": "benchmark-run", "time": 1.7e9 + 1, "exit_status": "success", "num_events": {"primary": frames}}]]
    (folder / "run.jsonl").write_text("".join(json.dumps(d) + "\n" for d in documents))
    return folder


def in_turns(peer, mine, repeats):
    """Median seconds of both after two warm-ups; they must give the same."""
    seconds = [], []
    for turn in range(repeats + 2):
        given = []
        for side, work in enumerate((peer, mine)):
            began = time.perf_counter()
            given.append(work())
            if turn >= 2:
                seconds[side].append(time.perf_counter() - began)
        assert given[0] == given[1], given
    return [statistics.median(each) for each in seconds]


def by_hand(folder, frames):
    """h5py and numpy, one process, as one writes it by hand: the whole and a region."""
    import h5py
    import hdf5plugin  # noqa: F401: registers the filters

    def whole():
        with h5py.File(folder / "frames.h5") as file:
            data = file["entry/data/data"]
            return sum(int(data[i].sum(dtype="u8")) for i in range(frames))

    def region():
        with h5py.File(folder / "frames.h5") as file:
            return int(file["entry/data/data"][:, 1000:1064, 1000:1064].sum(dtype="u8"))

    return whole, region


def measure(master, folders, repeats, profile):
    """Both sides with this project in a fresh Java machine; Spark's start is left out."""
    from pyspark.sql import SparkSession

    jar = os.environ.get("BLUESKY_BUNDLE") or str(next((ROOT / "jobs/target").glob("bluesky-spark-bundle_2.13-*.jar")))
    builder = (SparkSession.builder.master(master).config("spark.jars", jar).config("spark.ui.enabled", "false")
               .config("spark.driver.memory", "1g").config("spark.log.level", "ERROR").config("spark.ui.showConsoleProgress", "false"))
    if profile:
        builder = builder.config("spark.driver.extraJavaOptions", f"-XX:StartFlightRecording=filename={profile},settings=profile")
    spark = builder.getOrCreate()
    found = {}
    for name, (folder, frames) in folders.items():
        catalog = "b" + re.sub(r"\W", "_", name)
        spark.conf.set(f"spark.sql.catalog.{catalog}", "io.github.blueskyspark.BlueskyCatalog")
        spark.conf.set(f"spark.sql.catalog.{catalog}.path", folder)
        whole, region = by_hand(Path(folder), frames)
        one = lambda text: int(spark.sql(text).collect()[0][0])
        query = f"SELECT sum(sum) FROM {catalog}.frames.det"
        found[name] = in_turns(whole, lambda: one(query), repeats)
        if name == "none":
            found["region"] = in_turns(region, lambda: one(query + " WITH (roi = '1000:1064,1000:1064')"), repeats)
    spark.stop()
    return found


def hottest(recording):
    """Share of samples by the innermost method of this project or of its libraries."""
    text = subprocess.run(["jfr", "print", "--events", "jdk.ExecutionSample", "--stack-depth", "20", recording],
                          capture_output=True, text=True, check=True).stdout
    count = Counter()
    for sample in text.split("jdk.ExecutionSample {")[1:]:
        frames = [line.strip() for line in sample.splitlines() if "line:" in line]
        if any("blueskyspark" in frame for frame in frames):
            count[re.sub(r"\(.*", "", frames[0])] += 1
    total = sum(count.values()) or 1
    return [(100 * n / total, method) for method, n in count.most_common(12)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="64 to 500 frames and 7 repeats instead of 32 and 5")
    parser.add_argument("--masters", nargs="+", default=["local[1]", "local[2]"])
    parser.add_argument("--only", nargs="+", choices=list(FULL), default=list(FULL))
    parser.add_argument("--data", default=str(BUILD))
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    args = parser.parse_args()
    frames, repeats = (FULL, 7) if args.full else (QUICK, 5)
    if args.child:
        call = json.loads(args.child)
        print("FOUND " + json.dumps(measure(call["master"], call["folders"], repeats, call["profile"])))
        return 0
    folders = {name: (str(make(name, frames[name], args.data)), frames[name]) for name in args.only}
    print(f"Frames of {SIDE} x {SIDE} uint16, medians of {repeats} after two warm-ups, {os.cpu_count()} processors; "
          f"h5py's time / ours = ratio, goal in brackets for local[1]\n")
    print("| work | frames | " + " | ".join(args.masters) + " |")
    print("| --- " * (2 + len(args.masters)) + "|")
    BUILD.mkdir(parents=True, exist_ok=True)
    results = {}
    for master in args.masters:
        recording = str(BUILD / f"{re.sub('[^a-z0-9]', '', master)}.jfr") if args.profile else ""
        call = json.dumps({"master": master, "folders": folders, "profile": recording})
        command = [sys.executable, __file__, "--child", call] + (["--full"] if args.full else [])
        done = subprocess.run(command, capture_output=True, text=True)
        line = next((x for x in done.stdout.splitlines() if x.startswith("FOUND ")), None)
        if line is None:
            print(done.stdout + done.stderr, file=sys.stderr)
            return 1
        results[master] = json.loads(line[6:])
    for work in results[args.masters[0]]:
        goal = f" [{GOAL[work]}]" if work in GOAL else ""
        label = "64 x 64, none" if work == "region" else f"sum, {work}"
        pairs = [results[master][work] for master in args.masters]
        cells = [f"{peer:.2f} / {mine:.2f} s = {peer / mine:.2f}" for peer, mine in pairs]
        print(f"| {label}{goal} | {frames.get(work, frames['none'])} | " + " | ".join(cells) + " |")
    if args.profile:
        for master in args.masters:
            print(f"\nWhere {master} spends its time (samples of the flight recorder, innermost method)\n")
            for share, method in hottest(str(BUILD / f"{re.sub('[^a-z0-9]', '', master)}.jfr")):
                print(f"{share:5.1f} %  {method}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
