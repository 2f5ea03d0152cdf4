"""Writes cases.jsonl: stream datums of one data key, and the row of every seq_num by brute force.

    python make.py

The definition, one row at a time: datums in order of arrival; row j of a datum says seq_num seq_start + j is index index_start + j of its
resource; the last word counts. One case per line:
  resources  uids that exist
  datums     [resource, seq_start, seq_stop, index_start, index_stop] in order of arrival
  rows       {seq_num: [[resource, index, row in its own file], ...]}, oldest first, the last one counts
  faults     [number of the datum, rule]
"""

import json
import random
from collections import defaultdict
from pathlib import Path


def rows_of(case):
    """[(number of datum, resource, seq_num, index)] and the faults."""
    out, faults = [], []
    for n, (resource, s0, s1, i0, i1) in enumerate(case["datums"]):
        if resource not in case["resources"]:
            faults.append([n, "unknown-resource"])
        elif s0 < 0 or i0 < 0 or s1 < s0 or i1 < i0:
            faults.append([n, "negative-range"])
        elif s1 > 2**62 or i1 > 2**62:
            faults.append([n, "overflow"])
        else:
            if s0 == 0 and i1 > i0:
                faults.append([n, "seq-num-zero"])
            elif s1 - s0 != i1 - i0:
                faults.append([n, "seq-index-length"])
            out += [(n, resource, s, i) for s, i in zip(range(s0, s1), range(i0, i1))]
    return out, faults


def bases(rows):
    """First index of each resource whose numbering goes on from the one before it, by arrival or by seq_num."""
    arrival = list(dict.fromkeys(r for _, r, _, _ in rows))
    first_seq = {u: min(s for _, r, s, _ in rows if r == u) for u in arrival}
    first = {u: min(i for _, r, _, i in rows if r == u) for u in arrival}
    end = {u: max(i for _, r, _, i in rows if r == u) + 1 for u in arrival}
    by_seq = sorted(arrival, key=lambda u: first_seq[u])
    base = dict.fromkeys(arrival, 0)
    for order in (arrival, by_seq):
        for before, u in zip(order, order[1:]):
            if first[u] == end[before]:
                base[u] = first[u]
    return base


def solve(case):
    rows, case["faults"] = rows_of(case)
    base = bases(rows)
    places = defaultdict(list)
    for _, resource, seq, index in rows:
        place = [resource, index, index - base[resource]]
        if seq > 0 and places[seq][-1:] != [place]:
            places[seq].append(place)
    case["rows"] = {s: places[s] for s in sorted(places) if places[s]}
    return case


def make(rng, number):
    style = number % 8
    resources = [f"r{i}" for i in range(rng.choice([1, 1, 2, 3, 4]))]
    datums, seq, index = [], 1, rng.choice([0, 0, 0, 2])
    for k, resource in enumerate(resources):
        if style != 2 and k:
            index = 0  # numbering starts again in each file
        for _ in range(rng.randint(1, 5)):
            n = rng.choice([0, 1, 1, 2, 3, 5])
            if style in (1, 7) and rng.random() < 0.3:
                seq += rng.randint(1, 6)
            if style in (3, 7) and rng.random() < 0.3:
                index += rng.randint(1, 4)
            if style in (4, 7) and rng.random() < 0.4:
                seq = max(1, seq - rng.randint(1, 6))  # rewind
            datums.append([resource, seq, seq + n, index, index + n])
            seq, index = seq + n, index + n
    if style == 5:
        rng.shuffle(datums)
    if style in (6, 7):
        for _ in range(2):
            d = rng.choice(datums)
            which = rng.randint(0, 7)
            if which == 0:
                d[2] += rng.randint(1, 3)
            elif which == 1:
                d[4] += rng.randint(1, 3)
            elif which == 2:
                d[1:3] = [0, d[2] - d[1]]
            elif which == 3:
                d[1:3] = [0, 0]
            elif which == 4:
                d[rng.choice([1, 3])] = -rng.randint(1, 3)
            elif which == 5:
                d[rng.choice([2, 4])] = 2**62 + 1
            elif which == 6:
                d[0] = "gone"
            else:
                datums.append(list(d))  # the same again
    return solve({"resources": resources, "datums": datums})


rng = random.Random(20261)
text = "".join(json.dumps(make(rng, n), separators=(",", ":")) + "\n" for n in range(400))
(Path(__file__).parent / "cases.jsonl").write_text(text)
