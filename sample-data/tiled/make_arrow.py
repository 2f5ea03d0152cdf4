"""Writes arrow/types.arrow, a table of every column type a Tiled server gives, and arrow/types.json, its values. Needs pyarrow."""

import json
from pathlib import Path

import pyarrow as pa

HERE = Path(__file__).resolve().parent / "arrow"

if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    table = pa.table({
        "i8": pa.array([-128, None, 127], pa.int8()), "u8": pa.array([0, 255, None], pa.uint8()),
        "i16": pa.array([-32768, None, 32767], pa.int16()), "u16": pa.array([0, 65535, None], pa.uint16()),
        "i32": pa.array([-2**31, None, 2**31 - 1], pa.int32()), "u32": pa.array([0, 2**32 - 1, None], pa.uint32()),
        "i64": pa.array([-2**63, None, 2**63 - 1], pa.int64()), "u64": pa.array([0, 2**64 - 1, None], pa.uint64()),
        "f4": pa.array([0.5, None, -1.25], pa.float32()), "f8": pa.array([0.1, None, 5e-324]),
        "flag": pa.array([True, None, False]), "text": pa.array(["", None, "é✓"]), "long": pa.array(["a", None, "b"], pa.large_string()),
        "list": pa.array([[1, 2], None, []], pa.list_(pa.int64())), "deep": pa.array([[[0.5], []], None, [[1.0, None]]], pa.list_(pa.list_(pa.float64()))),
        "large": pa.array([["x"], None, ["y", "z"]], pa.large_list(pa.string())), "fixed": pa.array([[1, 2], None, [3, 4]], pa.list_(pa.int32(), 2)),
        "none": pa.nulls(3), "bytes": pa.array([b"ab", None, b""], pa.binary())})
    table = pa.concat_tables([table, table.slice(1)])  # two batches
    with pa.ipc.new_file(HERE / "types.arrow", table.schema) as writer:
        writer.write_table(table)
    rows = [{k: v.hex() if isinstance(v, bytes) else v for k, v in r.items()} for r in table.to_pylist()]
    (HERE / "types.json").write_text(json.dumps(rows, indent=0) + "\n")
