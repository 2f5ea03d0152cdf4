"""Writes cases.jsonl: indices applied to np.arange by numpy itself.

    python make.py

One case per line: shape, indices (list of [text, "leading" or "trailing"], applied one after the other), and either values (flat) and result
(shape), or error.
"""

import json
import random
from pathlib import Path

import numpy as np


def literal(text):
    return eval(f"np.s_[{text}]", {"np": np})  # only texts made below


def solve(shape, indices):
    a = np.arange(int(np.prod(shape, dtype=int))).reshape(shape)
    case = {"shape": list(shape), "indices": indices}
    try:
        for text, anchor in indices:
            cut = literal(text)
            cut = cut if isinstance(cut, tuple) else (cut,)
            a = a[cut if anchor == "leading" or Ellipsis in cut else (Ellipsis, *cut)]
        return {**case, "result": list(a.shape), "values": a.ravel().tolist()}
    except IndexError:
        return {**case, "error": True}


def bound(rng, n):
    return rng.choice(["", "", str(rng.randint(-n - 2, n + 2)), str(rng.randint(-n, n)), "-1", "0", "1000000000000"])


def item(rng, n):
    if rng.random() < 0.12:
        return str(rng.randint(-n - 1, n))
    step = rng.choice(["", "", ":", ":1", ":2", ":3", ":-1", ":-1", ":-2", ":7", ":-1000000000000", ":9000000000"])
    return f"{bound(rng, n)}:{bound(rng, n)}{step}"


rng = random.Random(11)
cases = []
for n in range(500):
    shape = [rng.choice([0, 1, 2, 3, 5, 6]) for _ in range(rng.choice([0, 1, 2, 2, 3, 4]))]
    indices, rank = [], len(shape)
    for _ in range(rng.choice([1, 1, 1, 2])):
        items = [item(rng, rng.choice([2, 5])) for _ in range(rng.randint(0, rank + (rng.random() < 0.1)))]
        if rng.random() < 0.2:
            items.insert(rng.randint(0, len(items)), "...")
        if not items:
            items = ["..."]
        indices.append([", ".join(items), rng.choice(["leading", "trailing"])])
    cases.append(solve(shape, indices))
# an empty part of an empty part, which a careless sum puts behind the end
cases.append(solve([0, 3, 5], [["-1:-1, :1000000000000:3", "trailing"], ["..., 1000000000000:1:2", "trailing"]]))
cases.append(solve([1, 6, 5, 1], [["..., -1:4, 1000000000000:-1:3, 0::2, :4:-2", "leading"], ["-1::7, 1000000000000:4:-1, 1000000000000::3", "leading"]]))
text_ = "".join(json.dumps(c, separators=(",", ":")) + "\n" for c in cases)
(Path(__file__).parent / "cases.jsonl").write_text(text_)
