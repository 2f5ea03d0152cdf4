"""Writes the archives here from sample-data/documents/archive.

python make.py    with suitcase-mongo 0.7.0, mongomock 4.3.0 as the server, pymongo 4.6.3
"""
import gzip
import json
from pathlib import Path

import bson
import mongomock
from bson import json_util
from suitcase import mongo_embedded, mongo_normalized

HERE = Path(__file__).resolve().parent
RUNS = HERE.parents[5] / "sample-data/documents/archive"
LEFT_OUT = "1b8fb60a"  # by size
RELAXED = json_util.JSONOptions(json_mode=json_util.JSONMode.RELAXED)
CANONICAL = json_util.JSONOptions(json_mode=json_util.JSONMode.CANONICAL)


def runs():
    for file in sorted(RUNS.glob("*.jsonl")):
        if not file.name.startswith(LEFT_OUT):
            yield [json.loads(line) for line in file.read_text().splitlines()]


def write(database, folder):
    for kind in ("dump", "dump-gzip", "relaxed", "canonical"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    for name in sorted(database.list_collection_names()):
        docs = list(database[name].find())
        if not docs:
            continue
        # the server stores _id first
        docs = [{"_id": d["_id"], **{k: v for k, v in d.items() if k != "_id"}} for d in docs]
        data = b"".join(bson.encode(d) for d in docs)
        (folder / "dump" / f"{name}.bson").write_bytes(data)
        (folder / "dump" / f"{name}.metadata.json").write_text('{"indexes":[]}')
        (folder / "dump-gzip" / f"{name}.bson.gz").write_bytes(gzip.compress(data, mtime=0))
        (folder / "relaxed" / f"{name}.json").write_text("".join(json_util.dumps(d, json_options=RELAXED) + "\n" for d in docs))
        text = ",\n".join(json_util.dumps(d, json_options=CANONICAL) for d in docs)
        (folder / "canonical" / f"{name}.json").write_text("[" + text + "]\n")


mongo_embedded.Serializer._create_indexes = lambda self: None  # mongomock checks them otherwise than a server


def main():
    client = mongomock.MongoClient()
    normalized = mongo_normalized.Serializer(client["mds"], client["mds"])
    for run in runs():
        for name, doc in run:
            normalized(name, doc)
        embedded = mongo_embedded.Serializer(client["permanent"])
        for name, doc in run:
            embedded(name, doc)
        embedded.close() if run[-1][0] != "stop" else None
    write(client["mds"], HERE / "normalized")
    write(client["permanent"], HERE / "embedded")
    types()
    old()


def types():
    """Every BSON type once, and the extended JSON that pymongo writes for it."""
    import datetime
    import uuid

    when = datetime.datetime(2024, 6, 11, 10, 1, 8, 750000)
    doc = {
        "uid": "every-type",
        "time": 1.5,
        "int32": -(2**31),
        "int64": bson.Int64(2**63 - 1),
        "small64": bson.Int64(7),
        "nan": float("nan"),
        "infinite": float("-inf"),
        "minus_zero": -0.0,
        "denormal": 5e-324,
        "text": "ä😀\n\"\u0000.",
        "empty": {},
        "list": [1, [2.5, []], {"a": None}],
        "true": True,
        "none": None,
        "bytes": b"\x00\xff",
        "uuid": bson.Binary.from_uuid(uuid.UUID(int=5)),
        "id": bson.ObjectId("6b0133015388876ce8dd865e"),
        "date": when,
        "second": when.replace(microsecond=0),
        "before": datetime.datetime(1969, 12, 31),
        "regex": bson.Regex("^a.*", "i"),
        "timestamp": bson.Timestamp(4_000_000_000, 3),
        "decimal": bson.Decimal128("1.10"),
        "whole_decimal": bson.Decimal128("12345678901234567890123"),
        "tiny_decimal": bson.Decimal128("1E-400"),
        "code": bson.Code("return 1"),
        "scoped": bson.Code("return x", {"x": {"y": 1}}),
        "least": bson.MinKey(),
        "most": bson.MaxKey(),
        "dollar": {"$date": "someday", "b": 1},
        "key.with.dot": 1,
    }
    doc["deep"] = {"a": {"b": {"c": [{"d": [[[1]]]}]}}}
    folder = HERE / "types"
    folder.mkdir(exist_ok=True)
    stored = {"_id": bson.ObjectId("000000000000000000000001"), **doc}
    (folder / "run_start.bson").write_bytes(bson.encode(stored))
    (folder / "relaxed.json").write_text(json_util.dumps(stored, json_options=RELAXED) + "\n")
    (folder / "canonical.json").write_text(json_util.dumps(stored, json_options=CANONICAL) + "\n")
    (folder / "spread.json").write_text(json.dumps(json.loads(json_util.dumps([stored, stored], json_options=RELAXED)), indent=1))


def old():
    """metadatastore and filestore of the years before suitcase: references by _id, resources of no run."""
    ident = lambda n: bson.ObjectId(f"{n:024x}")
    mds, assets = HERE / "old/metadatastore", HERE / "old/filestore"
    for folder in (mds, assets):
        folder.mkdir(parents=True, exist_ok=True)
    starts, descriptors, events, stops, resources, datums = [], [], [], [], [], []
    for run in (1, 2):
        starts.append({"_id": ident(run), "uid": f"run-{run}", "time": 100.0 * run, "scan_id": run})
        descriptors.append({"_id": ident(10 + run), "uid": f"descriptor-{run}", "run_start": ident(run), "time": 100.0 * run + 1,
                            "name": "primary", "data_keys": {
                                "x": {"source": "s", "dtype": "number", "shape": []},
                                "image": {"source": "s", "dtype": "array", "shape": [2, 2], "external": "FILESTORE:"}}})
        # the first resource has no uid, the second one is referred to by its _id all the same
        resource = {"_id": ident(20 + run), "spec": "NPY_SEQ", "resource_path": f"/data/{run}", "resource_kwargs": {}}
        resources.append(resource if run == 1 else {**resource, "uid": "resource-2"})
        for i in (2, 1):
            datums.append({"_id": ident(100 * run + i), "datum_id": f"datum-{run}-{i}", "resource": ident(20 + run) if i == 1 else str(ident(20 + run)),
                           "datum_kwargs": {"index": i}})
            events.append({"_id": ident(1000 * run + i), "uid": f"event-{run}-{i}", "descriptor": ident(10 + run), "seq_num": i,
                           "time": 100.0 * run + 1 + i, "data": {"x": 1.0 * i, "image": f"datum-{run}-{i}"},
                           "timestamps": {"x": 1.0, "image": 1.0}})
        stops.append({"_id": ident(50 + run), "uid": f"stop-{run}", "run_start": ident(run), "time": 100.0 * run + 9, "exit_status": "success"})
    for folder, name, docs in ((mds, "run_start", starts), (mds, "event_descriptor", descriptors), (mds, "event", events),
                               (mds, "run_stop", stops), (assets, "resource", resources), (assets, "datum", datums)):
        (folder / f"{name}.bson").write_bytes(b"".join(map(bson.encode, docs)))


if __name__ == "__main__":
    main()
