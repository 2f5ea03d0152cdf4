"""Makes a JSONL archive of many runs, framed as suitcase-jsonl does: the same bytes for the same arguments.

    python .ci/make_archive.py DIR --runs 1000 --events 20 [--per-folder 10000]

Every run has streams primary and baseline. Each 7th run has no stop, each 11th repeats a seq_num (a rewound plan), each 13th
delivers an event twice, each 17th packs its events into pages. Needs nothing but Python.
"""

import argparse
import json
import random
from pathlib import Path

PLANS = ["count", "scan", "grid_scan", "list_scan"]
BEGIN = 1_700_000_000.0
APART = 601.0


def uid_of(rng):
    digits = f"{rng.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def key(dtype, numpy, shape=()):
    return {"source": "sim", "dtype": dtype, "shape": list(shape), "dtype_numpy": numpy}


def event(rng, descriptor, number, time):
    value = rng.random()
    data = {"det": value, "counts": int(value * 1e6), "motor": number * 0.01, "state": "open" if number % 5 else "closed"}
    return {"uid": uid_of(rng), "descriptor": descriptor, "time": time, "seq_num": number, "data": data,
            "timestamps": {k: time for k in data}, "filled": {}}


def paged(events):
    page = {k: [e[k] for e in events] for k in ("uid", "time", "seq_num", "filled")}
    page["filled"] = {}
    page["descriptor"] = events[0]["descriptor"]
    for part in ("data", "timestamps"):
        page[part] = {k: [e[part][k] for e in events] for k in events[0][part]}
    return page


def run(seed, number, events):
    """uid and documents of the number-th run."""
    rng = random.Random(f"{seed}/{number}")
    begin = BEGIN + number * APART
    uid = uid_of(rng)
    plan = PLANS[number % len(PLANS)]
    yield uid
    yield "start", {"uid": uid, "time": begin, "scan_id": number + 1, "plan_name": plan, "plan_type": "generator",
                    "num_points": events, "sample": {"name": "Fe", "T": 4 + number % 7}}
    primary = {"uid": uid_of(rng), "run_start": uid, "time": begin + 0.1, "name": "primary",
               "data_keys": {"det": key("number", "<f8"), "counts": key("integer", "<i8"), "motor": key("number", "<f8"),
                             "state": key("string", "<U8")},
               "configuration": {"det": {"data": {"exposure": 0.1}, "timestamps": {"exposure": begin},
                                         "data_keys": {"exposure": key("number", "<f8")}}},
               "object_keys": {"det": ["det", "counts", "state"], "motor": ["motor"]}, "hints": {"det": {"fields": ["det"]}}}
    baseline = {"uid": uid_of(rng), "run_start": uid, "time": begin + 0.2, "name": "baseline",
                "data_keys": {"temp": key("number", "<f8")}, "configuration": {}, "object_keys": {"temp": ["temp"]}, "hints": {}}
    yield "descriptor", baseline
    yield "event", {"uid": uid_of(rng), "descriptor": baseline["uid"], "time": begin + 0.3, "seq_num": 1,
                    "data": {"temp": 4.2}, "timestamps": {"temp": begin}, "filled": {}}
    yield "descriptor", primary
    made = [event(rng, primary["uid"], k + 1, begin + 1 + k * 0.125) for k in range(events)]
    if number % 11 == 5 and events > 2:
        made.insert(2, event(rng, primary["uid"], 2, begin + 1.3))
    if number % 13 == 7 and events > 1:
        made.insert(1, dict(made[0]))
    if number % 17 == 3:
        for first in range(0, len(made), 8):
            yield "event_page", paged(made[first:first + 8])
    else:
        for one in made:
            yield "event", one
    if number % 7 != 4:
        yield "stop", {"uid": uid_of(rng), "run_start": uid, "time": begin + 2 + events * 0.125, "exit_status": "success",
                       "reason": "", "num_events": {"primary": events, "baseline": 1}}


def make(folder, runs, events, seed=1, first=0, per_folder=0):
    """Writes runs first … first + runs - 1; returns their files in order."""
    folder = Path(folder)
    files = []
    for number in range(first, first + runs):
        documents = run(seed, number, events)
        uid = next(documents)
        below = folder / f"{number // per_folder:04d}" if per_folder else folder
        below.mkdir(parents=True, exist_ok=True)
        files.append(below / f"{uid}.jsonl")
        files[-1].write_text("".join(json.dumps(list(d)) + "\n" for d in documents))
    return files


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--runs", type=int, default=1000)
    arguments.add_argument("--events", type=int, default=20)
    arguments.add_argument("--per-folder", type=int, default=0)
    given = arguments.parse_args()
    files = make(given.folder, given.runs, given.events, per_folder=given.per_folder)
    print(f"{len(files)} files, {sum(f.stat().st_size for f in files)} bytes")


if __name__ == "__main__":
    main()
