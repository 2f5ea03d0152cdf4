"""Arrays of every dtype and what numpy answers: cases.jsonl for NdTruthTest. Written with numpy 2.4.6.

python make.py [CASES [SEED]]      240 cases with seed 5 are the committed ones

A line is [function, arguments, dtype, shape, base64 of the bytes, answer, scale]. Answers are numbers (floats as repr), lists, arrays
as {"dtype", "shape", "data"}, or null; scale is the largest absolute value, to which rounding of sums of floats refers.
"""
import base64
import json
import math
import sys
from fractions import Fraction

import numpy as np

DTYPES = ["|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8", ">i2", ">u4", ">i8", ">u8", ">f2", ">f4", ">f8"]
OTHERS = ["<c8", ">c16", "|S5", "<U3", ">U2", "|V3", [("x", "<f8"), ("n", ">i4", (2,))], "<M8[ns]"]
COUNT, SEED = (int(sys.argv[1]) if len(sys.argv) > 1 else 240), (int(sys.argv[2]) if len(sys.argv) > 2 else 5)
rng = np.random.default_rng(SEED)


def values(dtype, shape):
    d = np.dtype(dtype)
    native = d.newbyteorder("=")
    how = rng.integers(0, 6)
    if d.kind == "b":
        return (rng.random(shape) > 0.5).astype(d)
    if d.kind in "iu":
        i = np.iinfo(d)
        if how == 0:
            return rng.integers(i.min, i.max, shape, native, endpoint=True).astype(d)
        if how == 1:
            return rng.choice(np.array([i.min, i.max, 0, 1], native), shape).astype(d)
        if how == 2:
            return rng.choice(np.array([i.max, i.max - 1, i.max - 2], native), shape).astype(d)
        return rng.poisson(7, shape).astype(d)
    if d.kind == "f":
        a = np.asarray(rng.normal(0, 1, shape) * 10.0 ** rng.integers(-4, 4))
        if how == 1 and a.size:
            a.flat[rng.integers(0, a.size)] = rng.choice([np.nan, np.inf, -np.inf])
        if how == 2:
            a = a * 10.0 ** rng.integers(-30, 30, shape).astype(float)
        if how == 3:
            a = np.where(rng.random(shape) < 0.5, -0.0, 0.0)
        if how == 4:
            a = np.abs(np.round(a))
        return np.asarray(a).astype(d)
    return np.frombuffer(rng.integers(65, 90, int(np.prod(shape)) * d.itemsize, "u1").tobytes() if d.kind in "SVcM" or d.names else
                         rng.integers(65, 90, int(np.prod(shape)) * d.itemsize // 4).astype(d.byteorder + "u4").tobytes(), d).reshape(shape)


def shape():
    axes = tuple(int(n) for n in rng.integers(1, 7, rng.integers(0, 5)))
    return axes[:-1] + (0,) if axes and rng.random() < 0.08 else axes


def descr(d):
    return str(np.lib.format.dtype_to_descr(d)) if d.names else d.str


def array(a):
    a = np.array(a, order="C")
    if not a.dtype.names:
        a = a.astype(a.dtype.newbyteorder("<"))
    else:
        a = a.astype(np.dtype([(n, a.dtype[n].newbyteorder("<")) for n in a.dtype.names]))
    return {"dtype": descr(a.dtype), "shape": list(a.shape), "data": base64.b64encode(a.tobytes()).decode()}


def index(lengths):
    parts = []
    for n in lengths:
        pick = rng.integers(0, 6)
        ends = rng.choice(["", "0", "1", "-1", "-2", "2", "9", "-9"], 2)
        step = rng.choice(["", "1", "2", "-1", "-2", "3"])
        parts.append(":" if pick == 0 or n == 0 else str(rng.integers(-n, n)) if pick == 1 else f"{ends[0]}:{ends[1]}:{step}")
    if rng.random() < 0.3:
        return ",".join(parts[:rng.integers(0, len(parts) + 1)] + ["..."] * rng.integers(0, 2))
    if rng.random() < 0.2:
        parts.insert(rng.integers(0, len(parts) + 1), "...")
    return ",".join(parts)


def cut(a, text):
    return a[tuple(Ellipsis if p == "..." else slice(*(int(x) if x else None for x in p.split(":"))) if ":" in p else int(p)
                   for p in text.split(",") if p)]


def number(x):
    return None if x is None else repr(float(x))


def statistics(a):
    v = [int(x) for x in a.ravel()] if a.dtype.kind in "biu" else a.astype("f8").ravel().tolist()
    if not v:
        return {"sum": 0.0, "mean": None, "min": None, "max": None, "std": None}
    if all(math.isfinite(x) for x in v):
        exact = [Fraction(x) for x in v]
        total, n = sum(exact), len(exact)
        mean = total / n
        variance = sum((x - mean) ** 2 for x in exact) / n
        return {"sum": float(total), "mean": float(mean), "min": min(v), "max": max(v), "std": math.sqrt(variance)}
    w = np.array(v)
    return {"sum": w.sum(), "mean": w.mean(), "min": w.min(), "max": w.max(), "std": math.nan}


def axis_sum(a, axis):
    if a.dtype.kind == "f":
        return array(np.asarray(a.astype("f8").sum(axis=axis)))
    exact = np.asarray(a.sum(axis=axis, dtype=object)).reshape([n for k, n in enumerate(a.shape) if k != axis])
    kind = "<u8" if a.dtype.kind == "u" else "<i8"
    wide = np.array([int(x) % 2**64 for x in exact.ravel()], "<u8").view(kind).reshape(exact.shape)  # wraps as numpy does
    return array(wide)


def radial(a, cy, cx, bins):
    y, x = np.indices(a.shape)
    k = np.floor(np.hypot(y - cy, x - cx)).astype(int)
    inside = k < bins
    n = np.bincount(k[inside], minlength=bins)
    s = np.bincount(k[inside], weights=a.astype("f8")[inside], minlength=bins)
    return (s / n).tolist()


def questions(a):
    finite = a.astype("f8")[np.isfinite(a.astype("f8"))]
    some = statistics(a)
    yield from (("nd_" + name, [], number(x)) for name, x in some.items())
    yield "nd_size", [], repr(a.size)
    yield "nd_values", [], [number(x) for x in a.astype("f8").ravel()]
    if a.size:
        at = [int(rng.integers(-n, n)) for n in a.shape]
        yield "nd_get", at, number(a[tuple(at)])
    if a.ndim:
        axis = int(rng.integers(0, a.ndim))
        yield "nd_sum_axis", [axis - a.ndim * int(rng.integers(0, 2))], axis_sum(a, axis)
    low, high, bins = [(0.0, 90.0, 7), (-1.0, 1.0, 10), (0.1, 0.7, 6), (-1e19, 1e19, 5), (7.0, 8.0, 1)][rng.integers(0, 5)]
    yield "nd_histogram", [low, high, bins], [int(n) for n in np.histogram(finite, bins, (low, high))[0]]
    if a.ndim and a.size and finite.size == a.size and (finite >= 0).all() and finite.sum() > 0:
        weights = [Fraction(int(x) if a.dtype.kind != "f" else float(x)) for x in a.ravel()]
        places = np.indices(a.shape).reshape(a.ndim, -1)
        yield "nd_centroid", [], [number(sum(int(i) * w for i, w in zip(row, weights)) / sum(weights)) for row in places]
    if a.ndim == 2 and a.size:
        where = [(0.0, 0.0, 5), (1.5, 2.0, 4), (-1.0, 3.25, 9)][rng.integers(0, 3)]
        yield "nd_radial", list(where), [number(x) for x in radial(a, *where)]


def main():
    lines = []
    while len(lines) < COUNT:
        dtype = np.dtype(OTHERS[rng.integers(0, len(OTHERS))] if rng.random() < 0.08 else DTYPES[rng.integers(0, len(DTYPES))])
        a = values(dtype, shape())
        text = index(a.shape)
        asked = [("nd_slice", [text], array(cut(a, text)))]
        scale = 0.0
        if a.dtype.kind in "biuf":
            asked += list(questions(a))
            wide = np.abs(a.astype("f8"))
            scale = float(wide[np.isfinite(wide)].max(initial=0)) if a.dtype.kind == "f" else 0.0
        else:
            asked.append(("nd_size", [], repr(a.size)))
        data = base64.b64encode(np.ascontiguousarray(a).tobytes()).decode()
        for function, arguments, answer in (asked[i] for i in rng.permutation(len(asked))[:4]):
            lines.append(json.dumps([function, arguments, descr(a.dtype), list(a.shape), data, answer, scale]))
    with open("cases.jsonl", "w") as out:
        out.write("\n".join(lines[:COUNT]) + "\n")


with np.errstate(all="ignore"):
    main()
