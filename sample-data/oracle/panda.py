"""What h5py reads from PandA files."""

import os

os.environ.setdefault("HDF5_USE_FILE_LOCKING", "FALSE")

import h5py  # noqa: E402
import numpy as np  # noqa: E402

from .frames import little, numbers, sha256  # noqa: E402

STAMPS = ("PCAP.TS_TRIG.Value", "PCAP.TS_START.Value", "PCAP.TS_END.Value")
_COLUMN = {"i1": "tinyint", "i2": "smallint", "i4": "int", "i8": "bigint", "u1": "smallint", "u2": "int", "u4": "bigint",
           "u8": "decimal(20,0)", "f4": "float", "f8": "double"}


def load(path):
    """(attributes, {dataset: 1-d array}). A file whose writer died opens for SWMR reading only."""
    try:
        file = h5py.File(path, "r")
    except OSError:
        file = h5py.File(path, "r", swmr=True)
    with file:
        attributes = {k: v.item() if isinstance(v, np.generic) else v for k, v in file.attrs.items()}
        return attributes, {n: file[n][...] for n in file if isinstance(file[n], h5py.Dataset) and file[n].ndim == 1}


def times(attributes, data, rows):
    """Nanoseconds since the epoch of each row: start_time + hw_time_offset_ns + TS, or None where one is not there."""
    stamp = next((s for s in STAMPS if s in data), None)
    if stamp is None or "start_time" not in attributes or data[stamp].dtype.kind != "f":
        return None
    start = np.datetime64(attributes["start_time"].rstrip("Z"), "ns").astype("i8")
    offset = attributes.get("hw_time_offset_ns", 0)
    return start + offset + np.round(data[stamp][:rows] * 1e9).astype("i8")


def file_answers(path):
    attributes, data = load(path)
    rows = min(map(len, data.values()))
    stamps = times(attributes, data, rows)
    columns = {}
    for name, values in data.items():
        common = little(values[:rows])
        columns[name] = {"dtype": little(values).dtype.str, "column_type": _COLUMN[values.dtype.str[1:]], "rows": len(values),
                         "first": common[0].item(), "last": common[-1].item()} | numbers(common) | {
                         "sha256": sha256(common), "sha256_all": sha256(values)}
    return {"attributes": attributes, "common_rows": rows,
            "time_ns": None if stamps is None else {"first": int(stamps[0]), "last": int(stamps[-1]), "sum": int(stamps.sum(dtype=object))},
            "columns": columns}


def answers(case, below="archive"):
    """{"<file>.json": …} for each PandA file. Figures are over the rows that all datasets share; sha256_all over a whole dataset."""
    files = [p for p in sorted((case / below).glob("*.h5")) if load(p)[1]]  # a camera's file has groups, no columns
    return {f"{p.stem}.json": file_answers(p) for p in files}
