"""Reads a warehouse with every reader that docs/reference/warehouse.md names, by the lines it gives.

    python sample-data/read_warehouse.py build/demo

Prints a line a reader, then `N/N hold`; the exit code is 1 when one does not. Needs duckdb, pyarrow and pandas, and polars for its lines; Spark is not
started (GrowingColumnsIT and WarehouseCompactionIT read with it).
"""

import sys
from importlib.metadata import version
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq

try:
    import polars as pl
except ImportError:
    pl = None  # its lines are left out


def readers(w):
    """What each line of the reference gives, as (name, number of rows, plan names)."""
    runs = f"{w}/runs"
    table = duckdb.sql(f"SELECT run_uid, start.plan_name FROM read_parquet('{w}/runs/**/*.parquet')").fetchall()
    yield "duckdb", len(table), {str(row[1]) for row in table if row[1] is not None}
    table = ds.dataset(runs, partitioning="hive").to_table()
    yield "pyarrow", table.num_rows, names(table["plan_name"].to_pylist())
    frame = pd.read_parquet(runs)
    yield "pandas", len(frame), names(frame["plan_name"].dropna().tolist())
    if pl is None:
        return
    frame = pl.scan_pyarrow_dataset(ds.dataset(runs, partitioning="hive")).collect()
    yield "polars", frame.height, names(frame["plan_name"].to_list())
    text = "SELECT run_uid, CAST(start AS JSON)::VARCHAR AS start FROM read_parquet"
    frame = duckdb.sql(f"{text}('{w}/runs/**/*.parquet')").pl()
    found = frame.select(pl.col("start").str.json_path_match("$.plan_name"))["start"].to_list()
    yield "polars through duckdb", frame.height, names(found)


def names(values):
    return {v for v in values if v is not None}


def streams(w):
    """Rows of each stream by each reader; where files differ in columns, with the option that the reference names."""
    for folder in sorted(Path(w, "stream").iterdir()):
        files = sorted(str(f) for f in folder.rglob("*.parquet"))
        if not files:
            continue
        widest = max(files, key=lambda f: len(pq.read_schema(f).names))
        columns = set(pq.read_schema(widest).names)
        united = duckdb.read_parquet(files, union_by_name=True)
        rows = {"duckdb": (united.count("*").fetchall()[0][0], set(united.columns))}
        table = ds.dataset(files, schema=pq.read_schema(widest)).to_table()
        rows["pyarrow"] = (table.num_rows, set(table.column_names))
        if pl is not None and not any("variant" in str(pq.ParquetFile(f).schema).lower() for f in files):
            frame = pl.scan_parquet(files, schema=pl.read_parquet_schema(widest), missing_columns="insert").collect()
            rows["polars"] = (frame.height, set(frame.columns))
        if len({frozenset(pq.read_schema(f).names) for f in files}) == 1:
            rows["pandas"] = (len(pd.read_parquet(folder)), columns)
        want = sum(pq.read_metadata(f).num_rows for f in files)
        for reader, (number, shown) in rows.items():
            yield f"{folder.name}: {reader}", number == want and columns <= shown, number


def types(w):
    """No column has two types, in any folder."""
    for folder in sorted({f.parent.parent.parent for f in Path(w).rglob("month=*/*.parquet") if "_bluesky" not in f.parts}):
        kinds = {}
        for file in folder.rglob("*.parquet"):
            for field in pq.read_schema(file):
                kinds.setdefault(field.name, set()).add(str(field.type))
        twice = {n: sorted(k) for n, k in kinds.items() if len(k) > 1}
        yield f"{folder.relative_to(w)}: one type a column", not twice, twice or ""


def lines(w):
    """(name, whether it holds, what was read) of each."""
    answers = list(readers(w))
    want = answers[1]
    held = [(name, rows == want[1] and plans == want[2], rows) for name, rows, plans in answers]
    return held + list(streams(w)) + list(types(w))


def main():
    w = sys.argv[1]
    print(", ".join(f"{p} {version(p)}" for p in ("duckdb", "pyarrow", "pandas", "polars") if p != "polars" or pl))
    held = lines(w)
    for name, good, shown in held:
        print("holds" if good else "DOES NOT HOLD", name, shown)
    print(f"{sum(good for _, good, _ in held)}/{len(held)} hold")
    return 0 if all(good for _, good, _ in held) else 1


if __name__ == "__main__":
    sys.exit(main())
