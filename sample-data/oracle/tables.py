"""The rows that the tables of the contract hold for a run, computed from its documents with plain Python."""

import hashlib

from .archives import read, single

FIXED = ("run_uid", "seq_num", "time")
_NUMPY = {"i1": "tinyint", "i2": "smallint", "i4": "int", "i8": "bigint", "u1": "smallint", "u2": "int", "u4": "bigint",
          "u8": "decimal(20,0)", "f2": "float", "f4": "float", "f8": "double", "b1": "boolean"}
_PLAIN = {"number": "double", "integer": "bigint", "string": "string", "boolean": "boolean"}
_INTEGERS = ["tinyint", "smallint", "int", "bigint"]
_RANGE = {"tinyint": 7, "smallint": 15, "int": 31, "bigint": 63}
OPEN = None  # a type or value that the contract leaves open


class Run:
    """One run of an archive, pages taken apart."""

    def __init__(self, items):
        self.original = items
        self.single = list(single(items))
        first = lambda name: next((d.doc for d in items if d.name == name), None)
        self.start, self.stop = first("start"), first("stop")
        self.uid = self.start["uid"]
        self.descriptors = [d.doc for d in self.single if d.name == "descriptor"]
        self.streams = list(dict.fromkeys(d["name"] for d in self.descriptors))
        self.external = any(d.name in ("stream_resource", "resource") for d in items)

    def events(self, stream=None):
        """(stream, event, superseded) in document order; an event that comes twice word for word counts once."""
        named = {d["uid"]: d["name"] for d in self.descriptors}
        unique = {}
        for d in self.single:
            if d.name == "event":
                unique.setdefault(d.doc["uid"], (named[d.doc["descriptor"]], d.doc))
        last = {(s, e["seq_num"]): e["uid"] for s, e in unique.values()}
        return [(s, e, last[s, e["seq_num"]] != e["uid"]) for s, e in unique.values() if stream in (None, s)]

    def declared(self, stream):
        """{data key: its first declaration} over the descriptors of a stream."""
        found = {}
        for d in self.descriptors:
            if d["name"] == stream:
                for key, about in d["data_keys"].items():
                    found.setdefault(key, about)
        return found


def runs_row(run):
    start, stop = run.start, run.stop
    get = lambda doc, key: None if doc is None else doc.get(key)
    counted = {s: len(run.events(s)) for s in run.streams}
    return {
        "run_uid": run.uid, "scan_id": start.get("scan_id"), "start_time": start["time"], "stop_time": get(stop, "time"),
        "duration": None if stop is None else stop["time"] - start["time"], "plan_name": start.get("plan_name"),
        "plan_type": start.get("plan_type"), "exit_status": get(stop, "exit_status"), "reason": get(stop, "reason"),
        "complete": stop is not None, "stream_names": run.streams,
        "num_events": stop["num_events"] if stop and "num_events" in stop else counted, "start": start, "stop": stop,
    }


def streams_rows(run):
    rows = []
    for name in run.streams:
        own = [d for d in run.descriptors if d["name"] == name]
        announced = (run.stop or {}).get("num_events", {}).get(name)
        rows.append({
            "run_uid": run.uid, "stream": name, "descriptor_uids": [d["uid"] for d in own], "time": own[0]["time"],
            "num_events": announced if run.external and announced is not None else len(run.events(name)),
            "data_keys": list(run.declared(name)), "hints": own[0].get("hints"), "object_keys": own[0].get("object_keys"),
        })
    return rows


def data_keys_rows(run):
    rows = []
    for stream in run.streams:
        for key, about in run.declared(stream).items():
            owner = about.get("object_name")
            if owner is None:
                owner = next((o for d in run.descriptors for o, keys in (d.get("object_keys") or {}).items() if key in keys), None)
            row = {"run_uid": run.uid, "stream": stream, "data_key": key, "column": key + "_" if key in FIXED else key,
                   "object_name": owner}
            row |= {k: about.get(k) for k in ("source", "dtype", "dtype_numpy", "shape", "dims", "units", "precision",
                                              "external", "choices", "limits")}
            rows.append(row | {"spark_type": spark_type(about)})
    return rows


def configuration_rows(run):
    return [{"run_uid": run.uid, "stream": d["name"], "descriptor_uid": d["uid"], "time": d["time"], "object": owner,
             "key": key, "value": value, "timestamp": about.get("timestamps", {}).get(key)}
            for d in run.descriptors for owner, about in d.get("configuration", {}).items()
            for key, value in about.get("data", {}).items()]


def events_rows(run):
    return [{"run_uid": run.uid, "stream": stream, "descriptor_uid": e["descriptor"], "event_uid": e["uid"],
             "seq_num": e["seq_num"], "time": e["time"], "data": e["data"], "timestamps": e["timestamps"],
             "filled": e.get("filled", {}), "superseded": superseded} for stream, e, superseded in run.events()]


def documents_rows(run):
    """The text is given by its SHA-256 and its length in bytes: it stands in the archive, word for word."""
    return [{"position": i, "name": d.name, "bytes": len(d.text.encode()), "sha256": hashlib.sha256(d.text.encode()).hexdigest()}
            for i, d in enumerate(run.original)]


def spark_type(about):
    """Column type of a data key (the rules of the contract), OPEN where they leave it to the reader."""
    shape, numpy = about.get("shape") or [], about.get("dtype_numpy")
    if about.get("external"):
        return "ndarray" if about["dtype"] == "array" else OPEN  # a scalar has the type that its file holds
    if about["dtype"] == "array" and len(shape) >= 2:
        return "ndarray"
    element = None
    if isinstance(numpy, str):
        element = "string" if numpy[1] in "US" else _NUMPY.get(numpy[1:])
    if about["dtype"] == "array":
        return f"array<{element}>" if element else OPEN
    return element or _PLAIN[about["dtype"]]


def union_type(kinds):
    """Column type where runs disagree: numbers widen, anything else becomes VARIANT."""
    kinds = set(kinds)
    if len(kinds) == 1:
        return kinds.pop()
    if OPEN in kinds or "ndarray" in kinds:
        return OPEN
    if kinds <= set(_INTEGERS):
        return max(kinds, key=_INTEGERS.index)
    return "double" if kinds <= {*_INTEGERS, "float", "double"} else "variant"


def stream_columns(declared):
    """The columns of a stream table. `declared`: {data key: [declarations]}, keys in the order of the table."""
    taken = set(FIXED) | set(declared)
    columns = [{"column": "run_uid", "type": "string"}, {"column": "seq_num", "type": "bigint"}, {"column": "time", "type": "timestamp"}]
    for key, abouts in declared.items():
        columns.append({"column": key + "_" if key in FIXED else key, "type": union_type(map(spark_type, abouts)), "data_key": key,
                        "external": any(a.get("external") for a in abouts)})
    for key in [c["data_key"] for c in columns if "data_key" in c and not c["external"]]:
        name = f"ts_{key}"
        columns.append({"column": name + "_" if name in taken else name, "type": "timestamp", "timestamp_of": key})
    return columns


def fit(kind, value):
    """The value as the column holds it; what does not fit the type is null there."""
    if value is None:
        return None
    if kind in _RANGE:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return value if whole and -2 ** _RANGE[kind] <= value < 2 ** _RANGE[kind] else None
    if kind in ("double", "float"):
        return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    if kind == "string":
        return value if isinstance(value, str) else None
    if kind == "boolean":
        return value if isinstance(value, bool) else None
    return value


def stream_table(run, stream):
    """Columns and rows by seq_num; an external column is null here, its arrays are in frames.json."""
    columns = stream_columns({k: [v] for k, v in run.declared(stream).items()})
    rows = []
    for _, e, superseded in sorted(run.events(stream), key=lambda found: found[1]["seq_num"]):
        if not superseded:
            row = [run.uid, e["seq_num"], e["time"]]
            for c in columns[3:]:
                if "timestamp_of" in c:
                    row.append(e["timestamps"].get(c["timestamp_of"]))
                else:
                    row.append(None if c["external"] else fit(c["type"], e["data"].get(c["data_key"])))
            rows.append(row)
    return {"columns": columns, "rows": rows}


def unfit(run):
    """[stream, seq_num, data key] of each value that does not fit its declared type: null in `stream`, whole in `events`."""
    found = []
    for stream, e, _ in run.events():
        for key, about in run.declared(stream).items():
            value = e["data"].get(key)
            if value is not None and not about.get("external") and fit(spark_type(about), value) is None:
                found.append([stream, e["seq_num"], key])
    return found


def run_answers(run, file):
    return {
        "file": file, "runs": runs_row(run), "streams": streams_rows(run), "data_keys": data_keys_rows(run),
        "configuration": configuration_rows(run), "events": events_rows(run),
        "stream": {s: stream_table(run, s) for s in run.streams if run.events(s)}, "unfit": unfit(run),
        "documents": documents_rows(run),
    }


def archive_answers(runs, files):
    """What holds over all runs of an archive: the runs by start time, union of the columns of each stream, row counts."""
    ordered = sorted(runs, key=lambda run: (run.start["time"], run.uid))
    streams = {}
    for name in dict.fromkeys(s for run in ordered for s in run.streams):
        declared = {}
        for run in ordered:
            for d in run.descriptors:
                if d["name"] == name:
                    for key, about in d["data_keys"].items():
                        declared.setdefault(key, []).append(about)
        streams[name] = {"events": sum(len(run.events(name)) for run in ordered),
                         "columns": [[c["column"], c["type"]] for c in stream_columns(declared)]}
    plans = [run.start.get("plan_name") for run in ordered]
    return {
        "files": {file: {"runs": list(found), "broken_at": broken} for file, (found, broken) in files.items()},
        "runs_by_start_time": [run.uid for run in ordered], "plan_names": {p: plans.count(p) for p in sorted(set(plans))},
        "documents": sum(len(run.original) for run in ordered), "events": sum(len(run.events()) for run in ordered),
        "data_keys": sum(len(data_keys_rows(run)) for run in ordered),
        "configuration": sum(len(configuration_rows(run)) for run in ordered), "streams": streams,
    }


def answers(case, below="archive"):
    """{file name in expected/: content} for all runs of a case."""
    found, runs, files = {}, [], {}
    for path in sorted((case / below).iterdir()):
        if path.name.endswith((".jsonl", ".json", ".json-seq", ".jsonl.gz")):
            told, broken = read(path)
            files[path.name] = (told, broken)
            for uid, items in told.items():
                run = Run(items)
                runs.append(run)
                found[f"{uid}.json"] = run_answers(run, f"{below}/{path.name}")
    found["archive.json"] = archive_answers(runs, files)
    return found
