"""Compares a warehouse with the samples it was converted from: DuckDB and pyarrow on one side, json, pandas and h5py on the other.

    python sample-data/compare_warehouse.py build/demo

Prints each figure that does not hold, then `N/N hold`; the exit code is 1 when one does not. Needs duckdb, pyarrow, pandas, numpy,
h5py and hdf5plugin. By default the sources are those of the demo (see README.md); --documents and --panda name others.
"""

import argparse
import json
import math
import sys
from fractions import Fraction
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

import read_warehouse
from oracle import archives, frames, panda, tables
from oracle.pages import has_checksum

HERE = Path(__file__).resolve().parent
DOCUMENTS = [HERE / "documents/archive", HERE / "fly-scan-with-camera/archive"]
PANDA = sorted((HERE / "panda-files/archive").glob("*.h5"))
COLUMNS = {
    "runs": "run_uid scan_id start_time stop_time duration plan_name plan_type exit_status reason complete stream_names num_events start "
            "stop notes",
    "streams": "run_uid stream descriptor_uids time num_events data_keys hints object_keys",
    "data_keys": "run_uid stream data_key column object_name source dtype dtype_numpy shape dims units precision external choices limits "
                 "spark_type",
    "configuration": "run_uid stream descriptor_uid time object key value timestamp",
    "documents": "run_uid position name doc json",
}
PANDA_COLUMNS = ["file", "row", "time", "run_uid", "seq_num"]
VARIANTS = {"runs": ["start", "stop"], "streams": ["hints", "object_keys"], "configuration": ["value"], "documents": ["doc"]}


def micros(seconds):
    """The nearest microsecond of the double's exact value; seconds * 1e6 is rounded once more and can be one off."""
    return None if seconds is None else round(Fraction(seconds) * 10**6)


def utc(micro):
    return datetime.fromtimestamp(micro / 1e6, timezone.utc)


class Comparison:
    def __init__(self, warehouse, documents, panda_files):
        self.warehouse, self.panda_files = warehouse, panda_files
        self.db = duckdb.connect()
        self.db.execute("SET TimeZone = 'UTC'")
        self.good = self.all = 0
        self.runs, self.texts = {}, {}
        for folder in documents:
            for path in sorted(p for p in folder.iterdir() if p.suffix in (".jsonl", ".json")):
                for uid, items in archives.read(path)[0].items():
                    self.runs[uid], self.texts[uid] = tables.Run(items), [d.text for d in items]

    # ---- figures ----
    def hold(self, name, got, want, room=0.0):
        """Counts a figure; `room` is the relative difference allowed, for sums whose order of adding is not given."""
        self.all += 1
        if same(got, want, room):
            self.good += 1
        else:
            print(f"{name}: {difference(got, want, room)}")

    def files(self, *below):
        folder = self.warehouse.joinpath(*below)
        hidden = lambda p: any(part[0] in "._" for part in p.relative_to(self.warehouse).parts)
        return [p for p in sorted(folder.rglob("*.parquet")) if not hidden(p)]

    def sql(self, query, *below):
        """Rows of `query`, in which t is a table of the warehouse."""
        files = [str(p) for p in self.files(*below)]
        if not files:
            return []
        self.db.execute(f"CREATE OR REPLACE VIEW t AS SELECT * FROM read_parquet({files!r}, union_by_name = true, hive_partitioning = true)")
        return self.db.execute(query).fetchall()

    def rows(self, make):
        return [row for run in self.runs.values() for row in make(run)]

    # ---- what is compared ----
    def run_table(self):
        want = {uid: tables.runs_row(run) for uid, run in self.runs.items()}
        every = lambda *names: {u: tuple(r[n] for n in names) for u, r in want.items()}
        self.hold("runs: run_uid", [r[0] for r in self.sql("SELECT run_uid FROM t ORDER BY 1", "runs")], sorted(want))
        self.hold("runs: runs by plan_name", dict(self.sql("SELECT plan_name, count(*) FROM t GROUP BY 1", "runs")),
                  Counter(r["plan_name"] for r in want.values()))
        self.hold("runs: runs by exit_status", dict(self.sql("SELECT exit_status, count(*) FROM t GROUP BY 1", "runs")),
                  Counter(r["exit_status"] for r in want.values()))
        got = self.sql("SELECT run_uid, scan_id, plan_type, reason, complete FROM t", "runs")
        self.hold("runs: scan_id, plan_type, reason, complete", {r[0]: r[1:] for r in got},
                  every("scan_id", "plan_type", "reason", "complete"))
        got = self.sql("SELECT run_uid, epoch_us(start_time), epoch_us(stop_time) FROM t", "runs")
        self.hold("runs: start_time, stop_time", {r[0]: r[1:] for r in got},
                  {u: (micros(r["start_time"]), micros(r["stop_time"])) for u, r in want.items()})
        durations = pd.Series([r["duration"] for r in want.values()], dtype="float64")
        self.hold("runs: sum of duration", self.sql("SELECT sum(duration) FROM t", "runs"), [(float(durations.sum()),)], room=1e-12)
        got = self.sql("SELECT run_uid, stream_names, num_events FROM t", "runs")
        self.hold("runs: stream_names, num_events", {r[0]: (r[1], dict(r[2] or {})) for r in got}, every("stream_names", "num_events"))
        for column in ("start", "stop"):
            got = self.sql(f'SELECT run_uid, CAST(CAST("{column}" AS JSON) AS VARCHAR) FROM t', "runs")
            self.hold(f"runs: {column} documents", {u: None if t in (None, "null") else json.loads(t) for u, t in got},
                      {u: r[column] for u, r in want.items()})

    def other_tables(self):
        per_run = "SELECT run_uid, count(*) FROM t GROUP BY 1"
        for table, make in (("streams", tables.streams_rows), ("data_keys", tables.data_keys_rows),
                            ("configuration", tables.configuration_rows)):
            self.hold(f"{table}: rows a run", dict(self.sql(per_run, table)), Counter(r["run_uid"] for r in self.rows(make)))
        want = {(r["run_uid"], r["stream"]): (r["num_events"], r["data_keys"]) for r in self.rows(tables.streams_rows)}
        got = self.sql("SELECT run_uid, stream, num_events, data_keys FROM t", "streams")
        self.hold("streams: data_keys", {r[:2]: r[3] for r in got}, {k: v[1] for k, v in want.items()})
        plain = {k for k in want if not self.runs[k[0]].external}
        self.hold("streams: num_events", {r[:2]: r[2] for r in got if r[:2] in plain}, {k: want[k][0] for k in plain})
        names = ("run_uid", "stream", "data_key", "column", "dtype", "dtype_numpy", "units", "source", "external")
        got = self.sql(f"SELECT {', '.join(chr(34) + n + chr(34) for n in names)} FROM t", "data_keys")
        want = [tuple(r[n] for n in names) for r in self.rows(tables.data_keys_rows)]
        self.hold("data_keys: " + ", ".join(names[3:]), Counter(map(str, got)), Counter(map(str, want)))
        got = self.sql('SELECT run_uid, stream, object, "key", epoch_us("timestamp") FROM t', "configuration")
        want = [(r["run_uid"], r["stream"], r["object"], r["key"], micros(r["timestamp"])) for r in self.rows(tables.configuration_rows)]
        self.hold("configuration: object, key, timestamp", Counter(got), Counter(want))

    def documents(self):
        got = self.sql("SELECT run_uid, position, name, json FROM t ORDER BY 1, 2", "documents")
        found = {}
        for uid, position, name, text in got:
            found.setdefault(uid, []).append((position, name, text))
        self.hold("documents: documents a run", {u: len(d) for u, d in found.items()}, {u: len(t) for u, t in self.texts.items()})
        self.hold("documents: number of each kind", Counter(r[2] for r in got), Counter(d.name for r in self.runs.values() for d in r.original))
        for uid, texts in self.texts.items():
            self.hold(f"documents: text of {uid[:8]}", [d[2] for d in found.get(uid, [])], texts)

    def streams(self):
        names = dict.fromkeys(s for run in self.runs.values() for s in run.streams)
        for name in names:
            want = pd.DataFrame([(run.uid, e["seq_num"], micros(e["time"]), e["data"]) for run in self.runs.values()
                                 for _, e, superseded in run.events(name) if not superseded], columns=["run_uid", "seq_num", "time", "data"])
            if want.empty:
                continue  # a stream of external data only: see fly_scans
            want = want.sort_values(["run_uid", "seq_num"]).reset_index(drop=True)
            inside = f"run_uid IN ({', '.join(repr(u) for u in want['run_uid'].unique())})"
            below = ("stream", f"stream={name}")
            self.hold(f"stream {name}: rows a run", dict(self.sql(f"SELECT run_uid, count(*) FROM t WHERE {inside} GROUP BY 1", *below)),
                      want.groupby("run_uid").size().to_dict())
            got = self.sql(f"SELECT run_uid, seq_num, epoch_us(time) FROM t WHERE {inside} ORDER BY 1, 2", *below)
            self.hold(f"stream {name}: run_uid, seq_num, time", got, list(zip(*(want[c].tolist() for c in ("run_uid", "seq_num", "time")))))
            self.stream_columns(name, below, inside, want)

    def stream_columns(self, name, below, inside, want):
        """Every internal column: the values in order of run and seq_num, and for numbers the sum that DuckDB computes."""
        declared = {}
        for run in sorted(self.runs.values(), key=lambda r: (r.start["time"], r.uid)):
            for d in run.descriptors:
                if d["name"] == name:
                    for key, about in d["data_keys"].items():
                        declared.setdefault(key, []).append(about)
        for column in tables.stream_columns(declared)[3:]:
            kind, label = column["type"], f"stream {name}: {column['column']}"
            if "timestamp_of" in column or column["external"] or kind is tables.OPEN:
                continue
            cell = f'"{column["column"]}"'
            cells = f"CAST(CAST({cell} AS JSON) AS VARCHAR)" if kind == "variant" else cell
            got = [readable(kind, r[0]) for r in self.sql(f"SELECT {cells} FROM t WHERE {inside} ORDER BY run_uid, seq_num", *below)]
            values = [tables.fit(kind, data.get(column["data_key"])) for data in want["data"]]
            if kind == "float":
                values = [None if v is None else float(np.float32(v)) for v in values]
            self.hold(label, got, values)
            if kind in ("bigint", "double"):
                finite = pd.Series([v for v in values if v is not None and math.isfinite(v)], dtype="float64")
                got = self.sql(f"SELECT sum({cell}) FROM t WHERE {inside} AND isfinite({cell}::DOUBLE)", *below)
                self.hold(f"{label}: sum", None if not got or got[0][0] is None else float(got[0][0]),
                          float(finite.sum()) if len(finite) else None, room=1e-12)

    def fly_scans(self):
        """External scalars (PandA columns): the value of each seq_num, as h5py reads it."""
        for run in self.runs.values():
            found = {}
            for stream, key, resource, seq_num, index in frames.announced(run):
                if run.declared(stream)[key]["shape"] in ([], [1]):
                    found.setdefault((stream, key), []).append((resource, seq_num, index))
            for (stream, key), places in found.items():
                values = frames.key_answers(places, run.declared(stream)[key]["shape"])["values"]
                got = self.sql(f"""SELECT seq_num, "{key}" FROM t WHERE run_uid = '{run.uid}' ORDER BY 1""", "stream", f"stream={stream}")
                self.hold(f"stream {stream}: {key} of {run.uid[:8]}", got, [(v[0], v[2]) for v in values])

    def panda(self):
        """Each column of each PandA file by the SHA-256 of its little-endian bytes, read back with pyarrow."""
        files = self.files("panda")
        if not self.panda_files:
            return
        table = pa.concat_tables([pq.ParquetFile(f).read() for f in files], promote_options="default") if files else pa.table({})
        loaded = {f.name: panda.load(f) for f in self.panda_files}
        names = list(dict.fromkeys(n for _, data in loaded.values() for n in data))
        columns = [n for n in table.column_names if n not in ("year", "month")]
        self.hold("panda: first columns", columns[:5], PANDA_COLUMNS)
        self.hold("panda: dataset columns", sorted(columns[5:]), sorted(names))
        if columns[:5] != PANDA_COLUMNS:
            return
        table = table.sort_by([("file", "ascending"), ("row", "ascending")])
        of_file = np.array([str(f).rsplit("/", 1)[-1] for f in table["file"].to_pylist()])
        self.hold("panda: rows a file", dict(Counter(of_file.tolist())), {n: min(map(len, d.values())) for n, (_, d) in loaded.items()})
        for name, (attributes, data) in loaded.items():
            part = table.filter(pa.array(of_file == name))
            rows = min(map(len, data.values()))
            self.hold(f"panda {name}: row", part["row"].to_pylist(), list(range(rows)))
            for column in names:
                got = part[column] if column in columns else pa.chunked_array([[None]])
                if column not in data:
                    self.hold(f"panda {name}: {column} is null", got.null_count, rows)
                    continue
                dtype = data[column].dtype.newbyteorder("<")
                bytes_ = got.null_count or frames.sha256(got.to_numpy().astype(dtype))
                self.hold(f"panda {name}: {column}", bytes_, frames.sha256(data[column][:rows]))
            stamps = panda.times(attributes, data, rows)
            got = part["time"].cast(pa.timestamp("us", "UTC")).cast(pa.int64())
            near = stamps is not None and not got.null_count and len(got) == rows and np.abs(got.to_numpy() * 1000 - stamps).max() <= 1000
            self.hold(f"panda {name}: time within 1 µs", bool(near) if stamps is not None else got.null_count, True if stamps is not None else rows)

    def layout(self):
        """Columns in order, zstd, page checksums, bloom filter, footer, partitions, VARIANT: what the files promise."""
        for table, names in COLUMNS.items():
            files = self.files(table)
            self.hold(f"{table}: columns", [pq.read_schema(f).names for f in files], [names.split()] * max(1, len(files)))
            for column in VARIANTS.get(table, ()):
                lines = [str(pq.ParquetFile(f).schema) for f in files]
                self.hold(f"{table}: {column} is a Parquet VARIANT", all(f" {column} (Variant" in text for text in lines), True)
        files = self.files()
        self.hold("some files", len(files) > 0, True)
        uncompressed, plain, no_bloom, keys, misplaced, unreadable = [], [], [], [], [], []
        for path in files:
            name, file = str(path.relative_to(self.warehouse)), pq.ParquetFile(path, page_checksum_verification=True)
            chunks = [file.metadata.row_group(g).column(c) for g in range(file.metadata.num_row_groups) for c in range(file.metadata.num_columns)]
            uncompressed += [name for c in chunks if c.compression != "ZSTD"][:1]
            plain += [name for c in chunks if not has_checksum(path, c.dictionary_page_offset or c.data_page_offset)][:1]
            no_bloom += [name for c in chunks if c.path_in_schema == "run_uid" and c.bloom_filter_offset is None and "/panda" not in f"/{name}"][:1]
            keys += [] if {b"bluesky.schema-version", b"bluesky.converter-version"} <= (file.metadata.metadata or {}).keys() else [name]
            misplaced += [] if "/year=" in name and "/month=" in name or name.startswith("quarantine") else [name]
            try:
                file.read()
            except (OSError, pa.ArrowException) as e:
                unreadable.append(f"{name}: {e}")
        for what, found in (("zstd", uncompressed), ("page checksums", plain), ("bloom filter on run_uid", no_bloom),
                            ("footer key-values", keys), ("partitions year=, month=", misplaced), ("pages agree with their checksums", unreadable)):
            self.hold(f"files: {what}", found[:3], [])
        self.partitions()

    def partitions(self):
        want = Counter((utc(micros(r.start["time"])).year, utc(micros(r.start["time"])).month) for r in self.runs.values())
        got = self.sql("SELECT CAST(year AS INT), CAST(month AS INT), count(*) FROM t GROUP BY ALL", "runs")
        self.hold("runs: partitions by start_time", {r[:2]: r[2] for r in got}, want)
        order = {u: (micros(r.start["time"]), u) for u, r in self.runs.items()}
        unsorted = []
        for path in self.files("stream"):
            read = pq.ParquetFile(path).read(["run_uid", "seq_num"])
            rows = [(*order.get(u, (0, u)), s) for u, s in zip(read["run_uid"].to_pylist(), read["seq_num"].to_pylist())]
            unsorted += [] if rows == sorted(rows) else [path.name]
        self.hold("stream: rows by start time, run_uid, seq_num", unsorted, [])

    def readers(self):
        """The lines of docs/reference/warehouse.md."""
        for name, good, shown in read_warehouse.lines(self.warehouse):
            self.hold(f"read by {name}", bool(good) or shown, True)

    def run(self):
        for part in (self.layout, self.readers, self.run_table, self.other_tables, self.documents, self.streams, self.fly_scans, self.panda):
            try:
                part()
            except (duckdb.Error, pa.ArrowException, KeyError, TypeError, ValueError) as e:
                self.hold(f"{part.__name__} can be read", f"{type(e).__name__}: {e}", "an answer")
        print(f"{self.good}/{self.all} hold")
        return self.good == self.all


def readable(kind, value):
    """A cell as Python lists and numbers; an NDARRAY is read as numpy users do."""
    if value is None:
        return None
    if kind == "variant":
        return json.loads(value)
    if kind == "ndarray":
        return np.frombuffer(value["data"], value["dtype"]).reshape(value["shape"]).tolist()
    return value


def same(got, want, room=0.0):
    if isinstance(got, dict) and isinstance(want, dict):
        return got.keys() == want.keys() and all(same(got[k], want[k], room) for k in want)
    if isinstance(got, (list, tuple)) and isinstance(want, (list, tuple)):
        return len(got) == len(want) and all(same(g, w, room) for g, w in zip(got, want))
    if isinstance(got, float) and isinstance(want, float):
        return got == want or math.isnan(got) and math.isnan(want) or math.isclose(got, want, rel_tol=room, abs_tol=0.0)
    return got == want and isinstance(got, bool) == isinstance(want, bool)


def difference(got, want, room):
    """The first place where two answers differ."""
    if isinstance(got, dict) and isinstance(want, dict):
        if got.keys() == want.keys():
            key = next(k for k in want if not same(got[k], want[k], room))
            return f"{key}: {difference(got[key], want[key], room)}"
        lost, more = [k for k in want if k not in got], [k for k in got if k not in want]
        return f"without {brief(lost)}, with {brief(more)} too many"
    if isinstance(got, (list, tuple)) and isinstance(want, (list, tuple)) and len(got) == len(want):
        at = next(i for i in range(len(want)) if not same(got[i], want[i], room))
        return f"[{at}] {difference(got[at], want[at], room)}"
    if isinstance(got, (list, tuple)) and isinstance(want, (list, tuple)):
        return f"{len(got)} values instead of {len(want)}: {brief(got)} instead of {brief(want)}"
    return f"{brief(got)} instead of {brief(want)}"


def brief(value):
    text = repr(value)
    return text if len(text) <= 100 else text[:97] + "..."


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("--documents", type=Path, nargs="*", default=DOCUMENTS, help="directories of the archives")
    parser.add_argument("--panda", type=Path, nargs="*", default=PANDA, help="PandA files")
    said = parser.parse_args()
    return 0 if Comparison(said.warehouse, said.documents, said.panda).run() else 1


if __name__ == "__main__":
    sys.exit(main())
