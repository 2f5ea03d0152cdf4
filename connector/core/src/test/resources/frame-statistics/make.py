"""Writes cases.jsonl: small arrays of every numeric dtype with what numpy and math.fsum say of them.

    python make.py

One case per line: dtype, data (base64 of the raw bytes), repeat (how often the data follow each other), min, max, sum, mean (text, for float()), slack (allowed difference of the sum).
"""

import base64
import json
import math
from pathlib import Path

import numpy as np


def text(x):
    return repr(float(x))


def answer(a):
    if a.dtype.kind in "biu":
        total = int(a.sum(dtype=object))
        return min(a.tolist()), max(a.tolist()), total, total / a.size, 0.0
    wide = a.astype("<f8")
    if np.isnan(wide).any():
        return math.nan, math.nan, math.nan, math.nan, 0.0
    if np.isinf(wide).any():
        total = float(wide.sum())
        return wide.min(), wide.max(), total, total, 0.0
    total = math.fsum(wide)
    return wide.min(), wide.max(), total, total / a.size, 1e-13 * math.fsum(np.abs(wide))


def case(a, repeat=1):
    lo, hi, total, mean, slack = answer(np.tile(a, repeat))
    return {"dtype": a.dtype.str, "data": base64.b64encode(a.tobytes()).decode(), "repeat": repeat, "min": text(lo), "max": text(hi), "sum": text(total),
            "mean": text(mean), "slack": slack}


def arrays():
    rng = np.random.default_rng(7)
    for kind in ("|b1", "|i1", "|u1", "i2", "u2", "i4", "u4", "i8", "u8"):
        for order in "<>" if kind[0] != "|" else [""]:
            dtype = np.dtype(order + kind)
            for n in (1, 2, 3, 7, 8, 9, 31, 301):
                if dtype.kind == "b":
                    yield rng.integers(0, 2, n).astype(dtype)
                    continue
                lim = np.iinfo(dtype)
                yield rng.integers(lim.min, lim.max, n, dtype=dtype.newbyteorder("="), endpoint=True).astype(dtype)
            yield np.array([np.iinfo(dtype).max if dtype.kind != "b" else True], dtype), 30011
            yield np.array([np.iinfo(dtype).min if dtype.kind != "b" else False], dtype), 30011
            yield np.arange(-50, 51).astype("<i8").astype(dtype), 301
    for kind in ("f2", "f4", "f8"):
        for order in "<>":
            dtype = np.dtype(order + kind)
            for n in (1, 2, 3, 5, 9, 301):
                yield rng.normal(3, 2, n).astype(dtype)
                yield (rng.normal(0, 1, n) * 10.0 ** rng.integers(-4, 4, n)).astype(dtype)
            small = np.finfo(dtype).smallest_subnormal
            yield np.array([small, -small, 0.0, -0.0, small], dtype)
            yield np.array([1.0, np.nan, 3.0], dtype)
            yield np.array([np.inf, np.nan, -np.inf], dtype)
            yield np.array([1.0, np.inf, 3.0], dtype)
            yield np.array([1.0, -np.inf, np.inf], dtype)
            yield np.array([-np.inf, 2.0], dtype)
    yield np.array([1e300, 1.0, -1e300, 1e-300], "<f8")
    yield np.array([2.0**53, 1.0, -(2.0**53), 1.0], "<f8"), 701
    yield np.array([0.1], "<f8"), 30011
    yield np.array([0.1], "<f4"), 30011


text_ = "".join(json.dumps(case(*a if isinstance(a, tuple) else (a,)), separators=(",", ":")) + "\n" for a in arrays())
(Path(__file__).parent / "cases.jsonl").write_text(text_)
