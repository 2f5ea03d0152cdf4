"""As-of joins of made tables: this project's against pandas.merge_asof, row for row.

    python sample-data/align_against_pandas.py [--rounds 40] [--seconds 240] [--seed 1] [--scale] [--master 'local[2]'] [--heap 512m] [--bundle JAR]

Random rounds draw the rule, the sizes of both sides and of a task, until there are as many as asked for or the time is over; a join has at
most 40 slices, because each is a task of several stages. --scale joins 1,000,000 with 100,000 rows, once in 200 runs and once
all in one run, and tells seconds and the greatest resident size of the Java process. Exit code 1 on a difference. Needs pandas, pyarrow and
pyspark 4.1.
"""

import argparse
import os
import re
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

from oracle import asof

HERE = Path(__file__).resolve().parent
MOST_SLICES = 40
UNITS = {"whole": 1, "real": 10, "instant": 1_000_000}


def session(given):
    from pyspark.sql import SparkSession

    bundle = given.bundle or str(next((HERE.parent / "jobs/target").glob("bluesky-spark-bundle_*.jar")))
    settings = {"spark.jars": bundle, "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.driver.memory": given.heap,
                "spark.executor.memory": given.heap, "spark.sql.shuffle.partitions": "4", "spark.log.level": "ERROR",
                "spark.sql.session.timeZone": "UTC"}
    if given.master.startswith("local["):
        settings["spark.driver.extraClassPath"] = bundle
    builder = SparkSession.builder.master(given.master)
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def joined(spark, rule, left, right, rows_a_task, target):
    """Writes left id and right id, in the order of the result."""
    from pyspark.sql import DataFrame

    api = spark._jvm.io.github.blueskyspark.converters.align
    words = spark._jvm.java.lang.String
    by = spark.sparkContext._gateway.new_array(words, len(rule["by"]))
    for i, column in enumerate(rule["by"]):
        by[i] = column
    order = spark.sparkContext._gateway.new_array(words, 1)
    order[0] = "id"
    how = api.AsOf.on("on", "on").by(by).rightOrder(order).rowsATask(rows_a_task)
    how = how.direction(spark._jvm.java.lang.Enum.valueOf(spark._jvm.java.lang.Class.forName(
        "io.github.blueskyspark.converters.align.AsOf$Direction", True, spark._jvm.java.lang.Thread.currentThread().getContextClassLoader()),
        rule["direction"].upper()))
    if not rule["exact"]:
        how = how.exactMatches(getattr(api, "AsOf$ExactMatches").LEFT_OUT)
    if rule["tolerance"] is not None:
        how = how.within(Decimal(rule["tolerance"]) / UNITS[rule["kind"]])
    DataFrame(api.StreamAlignment.join(left._jdf, right._jdf, how), spark).write.mode("overwrite").parquet(target)


def files(target):
    import pyarrow.parquet as pq

    return pd.concat([pq.ParquetFile(f).read().to_pandas() for f in sorted(Path(target).glob("*.parquet"))])


def written(rows, kind, path):
    table = pd.DataFrame(rows, columns=["id", "run", "group", "on"])
    if kind == "real":
        table["on"] = table["on"].astype("float64")
    else:
        table["on"] = table["on"].astype("Int64")
    table.astype({"id": "int64", "group": "int64", "run": object}).to_parquet(path, coerce_timestamps="us")
    return path


def one_round(spark, rng, folder):
    rules = list(asof.rules())
    rule = dict(rules[int(rng.integers(len(rules)))])
    rule["tolerance"] = [None, 0, 1, 5, 40][int(rng.integers(5))]
    sides = asof.tables(rng, rule["kind"], int(rng.choice([40, 2_000, 20_000])))
    frames = []
    for name in ("left", "right"):
        frame = spark.read.parquet(str(written(sides[name], rule["kind"], folder / f"{name}.parquet")))
        on = {"whole": "CAST(on AS BIGINT) AS on", "real": "on", "instant": "timestamp_micros(CAST(on AS BIGINT)) AS on"}[rule["kind"]]
        frames.append(frame.selectExpr("id", "run", "group", on).repartition(3))
    total = len(sides["left"]) + len(sides["right"])
    rows_a_task = max(int(rng.choice([3, 50, 997, 1_000_000])), total // MOST_SLICES)
    joined(spark, rule, *frames, rows_a_task, str(folder / "out"))
    got = files(folder / "out")
    want = asof.joined(rule, sides["left"], sides["right"])
    found = got.sort_values("id")["id_right"]
    found = [None if pd.isna(x) else int(x) for x in found]
    order = got[[*rule["by"], "on"]]
    wrong = [] if found == want else [i for i, (a, b) in enumerate(zip(found, want)) if a != b][:3] or [(len(found), len(want))]
    keys = [tuple((v is not None and not pd.isna(v), v.encode() if isinstance(v, str) else v if not pd.isna(v) else 0) for v in row)
            for row in order.itertuples(index=False)]
    unsorted = keys != sorted(keys)
    return rule, len(sides["left"]), len(sides["right"]), rows_a_task, wrong, unsorted


def resident():
    """Greatest resident sizes of the Java processes below this one, MB."""
    sizes = []
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            text = path.read_text()
        except OSError:
            continue
        if re.search(r"^Name:\s+java", text, re.M) and f"{os.getpid()}" in ancestors(int(path.parent.name)):
            sizes.append(int(re.search(r"VmHWM:\s+(\d+)", text).group(1)) // 1024)
    return sizes


def ancestors(pid):
    found = []
    while pid > 1:
        try:
            pid = int(re.search(r"PPid:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()).group(1))
        except (OSError, AttributeError):
            break
        found.append(str(pid))
    return found


def scale(spark, folder, runs, given):
    rng = np.random.default_rng(3)
    tables = {}
    for name, rows in (("left", 1_000_000), ("right", 100_000)):
        table = pd.DataFrame({"id": np.arange(rows), "run": [f"run-{i:04d}" for i in rng.integers(0, runs, rows)],
                              "on": pd.to_datetime(rng.integers(0, 2_000_000_000, rows) + 1_700_000_000_000_000, unit="us").as_unit("us")})
        table["on"] = table["on"].dt.tz_localize("UTC")
        for i in range(5):
            table[f"{name}{i}"] = rng.normal(size=rows)
        table.to_parquet(folder / f"{name}.parquet")
        tables[name] = table
    wrong = 0
    for direction in ("backward", "forward", "nearest"):
        rule = {"kind": "instant", "direction": direction, "exact": True, "tolerance": 5_000, "by": ["run"]}
        began = time.perf_counter()
        sides = [spark.read.parquet(str(folder / f"{n}.parquet")) for n in ("left", "right")]
        joined(spark, rule, *sides, given.rows_a_task, str(folder / "out"))
        ours = time.perf_counter() - began
        began = time.perf_counter()
        a, b = (pd.read_parquet(folder / f"{n}.parquet").sort_values(["on", "id"]) for n in ("left", "right"))
        want = pd.merge_asof(a, b, on="on", by="run", direction=direction, tolerance=pd.Timedelta(5_000, "us"), suffixes=("", "_right"))
        want.to_parquet(folder / "pandas.parquet", compression="zstd")
        theirs = time.perf_counter() - began
        got, want = files(folder / "out").sort_values("id"), want.sort_values("id")
        columns = ["id", "id_right", *[f"left{i}" for i in range(5)], *[f"right{i}" for i in range(5)]]
        same = all(np.array_equal(got[c].to_numpy("float64"), want[c].to_numpy("float64"), equal_nan=True) for c in columns)
        wrong += not same
        print(f"{runs} runs, {direction}: {ours:.1f} s, pandas {theirs:.1f} s, {int(want['id_right'].notna().sum()):,} matches, "
              f"{len(list((folder / 'out').glob('*.parquet')))} files, Java {resident()} MB: {'equal' if same else 'DIFFERENT'}", flush=True)
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=240, help="no new round after so long")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", action="store_true")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--heap", default="512m")
    parser.add_argument("--rows-a-task", type=int, default=500_000)
    parser.add_argument("--bundle")
    given = parser.parse_args()
    spark, wrong = session(given), 0
    with tempfile.TemporaryDirectory(prefix="align-") as name:
        folder = Path(name)
        rng = np.random.default_rng(given.seed)
        done, began = 0, time.monotonic()
        for n in range(given.rounds):
            if time.monotonic() - began > given.seconds:
                break
            done += 1
            rule, left, right, task, differences, unsorted = one_round(spark, rng, folder)
            if differences or unsorted:
                wrong += 1
                print(f"round {n}: {rule}, {left} x {right} rows, {task} a task: {differences} {'not sorted' if unsorted else ''}", flush=True)
        print(f"{done} random rounds in {time.monotonic() - began:.0f} s, {wrong} differ", flush=True)
        if given.scale:
            wrong += scale(spark, folder, 200, given) + scale(spark, folder, 1, given)
    spark.stop()
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
