"""As-of joins as pandas.merge_asof makes them: for each left row the id of its right row, or null."""

import json

import numpy as np

RUNS = ["a", "b", "B", "", "ä", "\uffee", "\U0001f600", None]


def made(rng, kind, rows, runs, span):
    """Rows [id, run, group, on]: duplicates and nulls among them, in no order of time."""
    found = []
    for i in range(rows):
        on = int(rng.integers(-span, span))
        on = None if rng.random() < 0.04 else on / 10 if kind == "real" else on
        found.append([i, RUNS[int(rng.integers(0, runs))], int(rng.integers(0, 2)), on])
    return found


def tables(rng, kind, most):
    """The two sides of a join."""
    runs, span = int(rng.integers(1, len(RUNS) + 1)), int(rng.choice([3, 12, 60, 1000]))
    return {"left": made(rng, kind, int(rng.integers(0, most)), runs, span),
            "right": made(rng, kind, int(rng.integers(0, most)), runs, span)}


def rules():
    """Kind of the compared columns, direction, exact matches and tolerance, each pair of them at least once."""
    n = 0
    for kind in ("whole", "real", "instant"):
        for direction in ("backward", "forward", "nearest"):
            for exact in (True, False):
                yield {"kind": kind, "direction": direction, "exact": exact, "tolerance": (None, 3, 0, 7, None)[n % 5],
                       "by": (["run", "group"], ["run"], [])[n % 3 if n % 2 else (n + 1) % 3]}
                n += 1


def joined(rule, left, right):
    """Right ids by left id. Rows without a place, which pandas refuses, match nothing."""
    import pandas as pd

    def frame(rows, name):
        table = pd.DataFrame(rows, columns=[name, "run", "group", "on"]).dropna(subset="on")
        # Stable: rows of one time stay in their order, which is the order of their ids.
        table = table.sort_values("on", kind="stable")
        types = {"whole": "int64", "real": "float64", "instant": "datetime64[us]"}
        values = table["on"].astype("int64") if rule["kind"] != "real" else table["on"].astype("float64")
        table["on"] = values.astype(types[rule["kind"]])
        return table.astype({name: "int64", "group": "int64", "run": object}).reset_index(drop=True)

    tolerance = rule["tolerance"]
    if tolerance is not None:
        tolerance = {"whole": int(tolerance), "real": tolerance / 10, "instant": pd.Timedelta(tolerance, "us")}[rule["kind"]]
    found = {row[0]: None for row in left}
    a, b = frame(left, "left"), frame(right, "right")
    if len(a) and len(b):
        answer = pd.merge_asof(a, b[["right", "on", *rule["by"]]], on="on", by=rule["by"] or None, direction=rule["direction"],
                               allow_exact_matches=rule["exact"], tolerance=tolerance)
        for left_id, right_id in zip(answer["left"], answer["right"]):
            found[int(left_id)] = None if np.isnan(right_id) else int(right_id)
    return [found[row[0]] for row in left]


def answers(case):
    """{file name: content} for expected/."""
    joins = json.loads((case / "archive" / "joins.json").read_text("utf-8"))
    return {"matches.json": [[joined(join["rule"], t["left"], t["right"]) for t in join["tables"]] for join in joins]}
