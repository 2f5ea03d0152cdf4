"""PandA HDF5 to zstd Parquet: this project against h5py + pandas + pyarrow, in one run.

    python benchmarks/panda.py [--full] [--heap 512m] [--masters 'local[2]'] [--profile]

Needs numpy, pandas, pyarrow, h5py and pyspark 4.1 (pip), and the bundle that the build leaves. Writes a capture of 10 columns and 1 million
rows (--full: 10 million, 0.8 GB) below build/benchmarks, converts it on either side several times, compares the columns, and prints medians
and their ratio. Spark's start is left out. With --profile it lists the methods in which the Java side spends its time.
"""
import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from frames import BUILD, ROOT, hottest

GOAL = 2.0
COLUMNS = 10


def make(rows):
    """As the PandA writer leaves it: float64 at the root, chunks of 1024, times in attributes."""
    import h5py
    import numpy as np

    path = BUILD / f"panda-{rows}.h5"
    if not path.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        rng = np.random.default_rng(7)
        names = ["PCAP.TS_TRIG.Value", "COUNTER1.OUT.Diff"] + [f"INENC{i}.VAL.Mean" for i in range(1, COLUMNS - 1)]
        with h5py.File(path.with_suffix(".part"), "w", libver="latest") as file:
            file.attrs.update(arm_time="2026-01-01T00:00:00.000000000Z", start_time="2026-01-01T00:00:00.001000000Z", hw_time_offset_ns=0)
            for i, name in enumerate(names):
                values = np.arange(rows) * 1e-6 if i == 0 else np.round(rng.normal(i, 1, rows).cumsum(), 4)
                file.create_dataset(name, data=values, chunks=(1024,), maxshape=(None,))
        path.with_suffix(".part").rename(path)
    return path


def peer(path, target):
    """As one writes it by hand."""
    import h5py
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    with h5py.File(path) as file:
        frame = pd.DataFrame({name: file[name][()] for name in file})
        start = pd.Timestamp(file.attrs["start_time"])
    frame.insert(0, "row", range(len(frame)))
    frame.insert(1, "time", start + pd.to_timedelta(frame["PCAP.TS_TRIG.Value"], unit="s"))
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), target, compression="zstd")


def timed(work, repeats):
    seconds = []
    for _ in range(repeats + 1):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds[1:])


def ours(call):
    """This project in a fresh Java machine."""
    from pyspark.sql import SparkSession

    jar = os.environ.get("BLUESKY_BUNDLE") or str(next((ROOT / "jobs/target").glob("bluesky-spark-bundle_2.13-*.jar")))
    builder = (SparkSession.builder.master(call["master"]).config("spark.jars", jar).config("spark.driver.extraClassPath", jar)
               .config("spark.ui.enabled", "false").config("spark.driver.memory", call["heap"]).config("spark.log.level", "ERROR"))
    if call["profile"]:
        builder = builder.config("spark.driver.extraJavaOptions", f"-XX:StartFlightRecording=filename={call['profile']},settings=profile")
    spark = builder.getOrCreate()
    jvm, target = spark._jvm, call["target"]
    files = jvm.java.util.List.of(call["file"])

    def convert():
        shutil.rmtree(target, ignore_errors=True)
        request = jvm.io.github.blueskyspark.converters.panda.PandaRequest(files, target, jvm.java.util.Optional.empty(), jvm.java.util.Map.of())
        jvm.io.github.blueskyspark.converters.panda.PandaConverter(spark._jsparkSession).convert(request)

    seconds = timed(convert, call["repeats"])
    spark.stop()
    return seconds


def differences(path, target):
    import h5py
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    read = pa.concat_tables([pq.ParquetFile(f).read() for f in sorted(Path(target).rglob("panda/**/*.parquet"))])
    read = read.sort_by("row")
    with h5py.File(path) as file:
        return [name for name in file if not np.array_equal(read[name].to_numpy(), file[name][()])]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="10 million rows instead of 1 million")
    parser.add_argument("--heap", default="512m")
    parser.add_argument("--masters", nargs="+", default=["local[2]"])
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print("FOUND " + json.dumps(ours(json.loads(args.child))))
        return 0
    rows, repeats = (10_000_000, 3) if args.full else (1_000_000, 5)
    path, wrong = make(rows), []
    by_hand = timed(lambda: peer(path, BUILD / "panda.parquet"), repeats)
    print(f"PandA, {COLUMNS} columns x {rows:,} rows, medians of {repeats} after a warm-up, heap {args.heap}, {os.cpu_count()} processors\n")
    print(f"| | seconds | ratio [{GOAL}] |\n| --- | --- | --- |\n| h5py + pandas + pyarrow | {by_hand:.2f} | |")
    for master in args.masters:
        recording = str(BUILD / f"panda-{re.sub('[^a-z0-9]', '', master)}.jfr") if args.profile else ""
        call = {"master": master, "file": str(path), "target": str(BUILD / "panda-warehouse"), "heap": args.heap, "repeats": repeats,
                "profile": recording}
        done = subprocess.run([sys.executable, __file__, "--child", json.dumps(call)], capture_output=True, text=True)
        line = next((x for x in done.stdout.splitlines() if x.startswith("FOUND ")), None)
        if line is None:
            print(done.stdout + done.stderr, file=sys.stderr)
            return 1
        seconds = json.loads(line[6:])
        print(f"| {master} | {seconds:.2f} | {by_hand / seconds:.2f} |", flush=True)
        wrong += differences(path, call["target"])
        if args.profile:
            print()
            for share, method in hottest(recording):
                print(f"{share:5.1f} %  {method}")
    print(f"\n{len(wrong)} columns differ {wrong or ''}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
