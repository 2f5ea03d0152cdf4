"""Holds the computed stream tables against what databroker 1.2.5 reads from the same runs (expected/databroker/)."""

import hashlib
import json

import numpy as np

_WORDS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


def _number(value):
    if isinstance(value, list):
        return [_number(v) for v in value]
    return _WORDS.get(value, value) if isinstance(value, str) else value


def compare(case):
    """(comparisons, differences as lines) over all runs of a case that databroker read."""
    count, lines = 0, []
    for path in sorted((case / "expected" / "databroker").glob("*.json")):
        ours = json.loads((case / "expected" / path.name).read_text("utf-8"))
        frames = case / "expected" / "frames.json"
        frames = json.loads(frames.read_text("utf-8"))[path.stem] if frames.exists() else {}
        for stream, told in json.loads(path.read_text("utf-8")).items():
            table = ours["stream"][stream]
            names = [c.get("data_key", c["column"]) for c in table["columns"]]
            for key, column in (told["columns"] or {}).items():
                where = f"{case.name} {path.stem[:8]} {stream}.{key}"
                at = names.index(key)
                if key == "time" and names.count("time") > 1:
                    at = len(names) - 1 - names[::-1].index("time")  # the data key of that name hides the event's time
                mine = [row[at] for row in table["rows"]]
                if any([stream, row[1], key] in ours["unfit"] for row in table["rows"]):  # null here, whole in events.data
                    mine = [e["data"][key] for e in ours["events"] if e["stream"] == stream]
                if table["columns"][at].get("external"):
                    mine = [r["sha256"] for r in frames[stream][key]["rows"]]
                count += 1
                wrong = _differs(mine, column)
                if wrong:
                    lines.append(f"{where}: {wrong}")
    return count, lines


def _differs(mine, column):
    dtype, shape = column["dtype"], column["shape"]
    if len(mine) != shape[0]:
        return f"{len(mine)} rows, databroker has {shape[0]}"
    if "sha256" in column:
        if mine and not isinstance(mine[0], str):
            mine = [hashlib.sha256(np.asarray(_number(v), dtype).tobytes()).hexdigest() for v in mine]
        return None if mine == column["sha256"] else "other arrays"
    if json.dumps(mine) == json.dumps(column["values"]):
        return None
    a, b = _number(mine), _number(column["values"])
    try:
        same = np.array_equal(np.asarray(a, dtype), np.asarray(b, dtype), equal_nan=np.dtype(dtype).kind == "f")
    except (TypeError, ValueError):
        same = False
    return None if same else f"{json.dumps(mine)[:90]} instead of {json.dumps(column['values'])[:90]}"
