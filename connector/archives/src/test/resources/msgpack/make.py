"""Writes the files beside it with msgpack and msgpack-numpy: python make.py (msgpack 1.2, numpy 2, msgpack-numpy 0.4.8)

run.msgpack         one small run as suitcase-msgpack frames it
numpy.msgpack       one event a numpy type; numpy.jsonl has the same documents by tolist() and Python's json
floats.json         doubles with Python's repr
"""
import json
import random
import struct
from pathlib import Path

import msgpack
import msgpack_numpy
import numpy as np

HERE = Path(__file__).parent


def pack(pairs):
    return b"".join(msgpack.packb(p, default=msgpack_numpy.encode, use_bin_type=True) for p in pairs)


def plain(value):
    if isinstance(value, complex):
        return {"re": value.real, "im": value.imag}
    if type(value) is np.longdouble:
        return float(value)
    if isinstance(value, (np.ndarray, np.generic)):
        return plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {(k.decode() if isinstance(k, bytes) else str(k)): plain(v) for k, v in value.items()}
    if isinstance(value, bytes):
        import base64
        return base64.b64encode(value).decode()
    return value


def main():
    run = [["start", {"uid": "r1", "time": 1718100000.5, "scan_id": 7, "µ": "ä😀\n\"", "none": None, "big": 2**64 - 1}],
           ["descriptor", {"uid": "d1", "run_start": "r1", "name": "primary", "data_keys": {"x": {"shape": [2]}}, "ok": True}],
           ["event_page", {"uid": ["e1", "e2"], "data": {"x": [np.array([1.5, np.nan]), np.arange(2, dtype=">i2")]}}],
           ["stop", {"uid": "s1", "run_start": "r1", "exit_status": "success"}]]
    (HERE / "run.msgpack").write_bytes(pack(run))
    ticks = np.array([0, 1718100000000000, -2**63], dtype="<i8")
    values = [np.array([True, False]), np.arange(-3, 3, dtype="i1").reshape(2, 3), np.array([255], "u1"), np.array([-300], "<i2"),
              np.array([65535], ">u2"), np.array([-2**31], ">i4"), np.array([2**32 - 1], "<u4"), np.array([-2**63], "<i8"),
              np.array([2**64 - 1, 1], "<u8"), np.array([1.0009765625, 65504, np.inf], "<f2"), np.array([0.1, np.nan], "<f4"),
              np.array([0.1, 5e-324, -0.0, 1e22], ">f8"), np.array([0.1, 1e-5000, 3], dtype=np.longdouble).astype(np.longdouble),
              np.array([1 + 2j, np.nan], "<c8"), np.array([1e300 - 2j], "<c16"), np.array(["ab", "ä😀"], "<U4"), np.array([b"ab\0", b""], "S3"),
              np.array([], "f8"), np.zeros((0, 3)), np.zeros((2, 0, 3), "i4"), np.array(5.5), np.arange(24, dtype="u2").reshape(2, 3, 4),
              ticks.view("<M8[us]").astype("<i8"), np.array([(1, 2.5, [1, 2])], dtype=[("a", "<i4"), ("b", ">f4"), ("c", "u1", (2,))]),
              np.float32(0.1), np.float64(1e16), np.int16(-5), np.uint64(2**64 - 1), np.bool_(True), np.complex64(1 - 1j), np.float16(2.5),
              3 - 1e-7j, complex("nan+infj"), 2j, b"raw", {1: "a", 2: {b"k": "b"}}, [], {}, [[[]]], -1, -33, 2**63, -2**63, 0.1, 1e-7, 123456789012345680.0]
    docs = [["event", {"uid": f"e{i}", "data": {"x": v}}] for i, v in enumerate(values)]
    (HERE / "numpy.msgpack").write_bytes(pack(docs))
    lines = [json.dumps(plain(d[1]), ensure_ascii=False) for d in docs]
    (HERE / "numpy.jsonl").write_text("".join(line + "\n" for line in lines))
    rng = random.Random(1)
    floats = [5e-324, 1e-323, 2.2250738585072014e-308, 1.7976931348623157e308, 0.1, 1e16, 1e15, 9999999999999998.0, 1e-4, 1e-5, 123456.0,
              2.0**53, 4.35, 1e23, 9.5e-323, 100.0, 0.001, 12345678.9]
    floats += [struct.unpack("<d", rng.randbytes(8))[0] for _ in range(500)] + [rng.uniform(-1e6, 1e6) for _ in range(200)]
    (HERE / "floats.json").write_text(json.dumps([f for f in floats if f == f and abs(f) != float("inf")]) + "\n")


if __name__ == "__main__":
    main()
