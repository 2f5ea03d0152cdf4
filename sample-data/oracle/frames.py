"""Rows of external arrays, read with h5py and numpy the way the documents announce them."""

import contextlib
import hashlib
import math
import os
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

os.environ.setdefault("HDF5_USE_FILE_LOCKING", "FALSE")
os.environ.setdefault("HDF5_EXTFILE_PREFIX", "${ORIGIN}")  # raw data files lie beside the HDF5 file that names them

import h5py  # noqa: E402
import numpy as np  # noqa: E402

from .archives import read  # noqa: E402
from .layout import local  # noqa: E402
from .tables import Run  # noqa: E402

with contextlib.suppress(ImportError):  # only frames-per-event is stored with a filter of area detectors (bitshuffle)
    import hdf5plugin  # noqa: F401


def little(array):
    array = np.asarray(array)
    return np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<"), copy=False)).reshape(array.shape)


def sha256(array):
    return hashlib.sha256(little(array).tobytes()).hexdigest()


def numbers(array):
    """sum (integers exactly, floats correctly rounded), min and max as JSON numbers; NaN wins."""
    if array.dtype.kind in "iu":
        return {"sum": int(array.sum(dtype=object)), "min": int(array.min()), "max": int(array.max())}
    wide = array.astype("<f8").ravel()
    total = math.fsum(wide) if np.isfinite(wide).all() else float(wide.sum())
    return {"sum": total, "min": float(wide.min()), "max": float(wide.max())}


class Hdf5:
    """Dataset of one resource. Row i is dataset[i]; where the dataset has no axis to spare, it is k frames from i·k on."""

    def __init__(self, path, dataset, shape):
        with h5py.File(path, "r") as file:
            found = file[dataset]
            self.stored, self.data = found.dtype.str, found[...]
        per_event = self.data.ndim == len(shape)
        self.k = shape[0] if per_event and shape else 1
        self.apart = per_event and len(shape) > 1  # frames of an event lie one after the other in the file
        self.scalar = shape in ([], [1]) and self.data.ndim == 1
        self.length = self.data.shape[0] // self.k

    def row(self, place):
        if self.scalar:
            return self.data[place]
        return self.data[place * self.k:(place + 1) * self.k] if self.k > 1 or self.apart else self.data[place]


class NpySequence:
    """One .npy file per index, <root>/<resource_path>_<index>.npy."""

    k, apart, scalar = 1, False, False

    def __init__(self, prefix):
        self.prefix = prefix
        self.stored = np.load(self._path(0)).dtype.str
        self.length = len(list(prefix.parent.glob(f"{prefix.name}_*.npy")))

    def _path(self, place):
        return self.prefix.with_name(f"{self.prefix.name}_{place}.npy")

    def row(self, place):
        return np.load(self._path(place))


def announced(run):
    """[(stream, data key, resource, seq_num, index)] in document order."""
    named = {d["uid"]: d["name"] for d in run.descriptors}
    resources = {d.doc["uid"]: d.doc for d in run.single if d.name in ("stream_resource", "resource")}
    datums = {d.doc["datum_id"]: d.doc for d in run.single if d.name == "datum"}
    found = []
    for name, doc, _ in run.single:
        if name == "stream_datum":
            resource = resources[doc["stream_resource"]]
            seq, at = doc["seq_nums"], doc["indices"]
            for s, i in zip(range(seq["start"], seq["stop"]), range(at["start"], at["stop"]), strict=True):
                found.append((named[doc["descriptor"]], resource["data_key"], resource, s, i))
        elif name == "event":
            for key, value in doc["data"].items():
                if isinstance(value, str) and value in datums and not doc.get("filled", {}).get(key, False):
                    datum = datums[value]
                    found.append((named[doc["descriptor"]], key, resources[datum["resource"]], doc["seq_num"],
                                  datum["datum_kwargs"]["index"]))
    return found


def opened(resource, shape):
    if "spec" in resource:
        return NpySequence(local(str(PurePosixPath(resource["root"]) / resource["resource_path"])))
    return Hdf5(local(unquote(urlsplit(resource["uri"]).path)), resource["parameters"]["dataset"], shape)


def key_answers(places, shape):
    """`places`: [(resource, seq_num, index)] of one data key of a stream."""
    uids = list(dict.fromkeys(r["uid"] for r, _, _ in places))
    readers = {r["uid"]: opened(r, shape) for r, _, _ in places}
    first = {u: min(i for r, _, i in places if r["uid"] == u) for u in uids}
    last = {u: max(i for r, _, i in places if r["uid"] == u) for u in uids}
    # Indices of several resources that go on from the previous end count over the run: the first one is subtracted.
    goes_on = len(uids) > 1 and all(first[b] == last[a] + 1 for a, b in zip(uids, uids[1:]))
    rows, frames, values = [], [], []
    for resource, seq_num, index in sorted(places, key=lambda p: p[1]):
        reader = readers[resource["uid"]]
        place = index - (first[resource["uid"]] if goes_on else 0)
        row = little(reader.row(place))
        if reader.scalar:
            values.append([seq_num, index, row.item()])
            continue
        at = {"seq_num": seq_num, "index": index, "resource": uids.index(resource["uid"]), "file_row": place}
        rows.append(at | {"sha256": sha256(row)} | numbers(row))
        if row.ndim < 2:
            continue
        one_by_one = row if reader.apart or (row.ndim > 1 and row.shape[0] == 1 and shape[0] == 1) else row[np.newaxis]
        for n, frame in enumerate(one_by_one):
            frames.append({"seq_num": seq_num, "frame": n, "index": index * len(one_by_one) + n,
                           "file_frame": place * len(one_by_one) + n, "resource": uids.index(resource["uid"]),
                           "shape": list(frame.shape), "sha256": sha256(frame)} | numbers(frame)
                          | {"mean": numbers(frame)["sum"] / frame.size})
    reader = readers[uids[0]]
    told = {"declared_shape": shape, "stored_dtype": reader.stored, "dtype": np.dtype(reader.stored).newbyteorder("<").str,
            "row_shape": [] if reader.scalar else list(little(reader.row(0)).shape),
            "resources": [{"uid": u, "rows_in_file": readers[u].length} for u in uids]}
    return told | ({"values": values} if reader.scalar else {"rows": rows} | ({"frames": frames} if frames else {}))


def answers(case, below="archive"):
    """{"frames.json": {run uid: {stream: {data key: …}}}}."""
    found = {}
    for path in sorted((case / below).glob("*.jsonl")):
        runs, _ = read(path)
        for uid, items in runs.items():
            run, keys = Run(items), {}
            for stream, key, resource, seq_num, index in announced(run):
                keys.setdefault((stream, key), []).append((resource, seq_num, index))
            streams = found.setdefault(uid, {})
            for (stream, key), places in keys.items():
                streams.setdefault(stream, {})[key] = key_answers(places, run.declared(stream)[key]["shape"])
    return {"frames.json": found}
