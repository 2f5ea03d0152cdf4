"""Writes archive/ as suitcase-msgpack does: msgpack.packb((name, doc), default=msgpack_numpy.encode)."""

from pathlib import Path

import msgpack
import msgpack_numpy
import numpy as np

UID = "5b1f6a52-30a1-4a6e-9d0c-6a1f6f0f7c11"
HERE = Path(__file__).parent
KINDS = ()  # the archive is its own answer


def documents():
    odd = {
        "bytes": b"\x00\xff\x10" * 20,
        "integers": [0, 127, 128, 255, 256, 65535, 65536, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1],
        "negative": [-1, -32, -33, -128, -129, -32768, -32769, -(2**31), -(2**31) - 1, -(2**63)],
        "reals": [0.0, -0.0, 1.5, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan")],
        "texts": ["", "a" * 31, "b" * 32, "c" * 255, "d" * 256, "é°\U0001f600", "e" * 65536],
        "many": list(range(70000)),
        "pairs": {f"k{i}": i for i in range(20)},
        "integer keys": {1: "a", 300: "b", -5: {"x": 1}},
        "bytes keys": {b"k": [1], b"": None},
        "scalars": [np.int8(-3), np.uint8(200), np.float32(0.1), np.float16(0.1), np.float64(2.5), np.bool_(True)],
        "single": np.uint64(2**64 - 1),
        "big endian": np.arange(6, dtype=">i2").reshape(2, 3),
        "half": np.array([0.1, 6e-8, 65504, np.inf], dtype="<f2"),
        "real32": np.array([[0.1, -0.0], [np.nan, 3.4e38]], dtype="<f4"),
        "real64": np.array([0.1, np.nan, -np.inf, 5e-324]),
        "other nan": np.array([0x7FF8000000000001, 0xFFF8000000000000], dtype="<u8").view("<f8"),
        "unsigned": np.array([2**64 - 1, 0], dtype="<u8"),
        "flags": np.array([True, False, True]),
        "empty": np.zeros((0, 3), dtype="<i4"),
        "no axis": np.array(7, dtype="<i4"),
        "complex": [1 + 2j, np.complex128(3 - 1j), np.array([1j], dtype="<c8")],
        "words": np.array(["ab", "ä"], dtype="<U4"),
        "octets": np.array([b"ab\x00", b"c"], dtype="|S4"),
        "records": np.array([(1, 2.5), (3, 4.5)], dtype=[("n", "<i4"), ("x", "<f8")]),
        "long double": np.array([1.5, 2.25], dtype=np.longdouble),
        "stamp": msgpack.ExtType(5, b"abcd"),
        "longer stamp": msgpack.ExtType(127, b"123456789012"),
        "three": msgpack.ExtType(7, b"xyz"),
    }
    key = {"dtype": "array", "shape": [3], "source": "sim", "dtype_numpy": "<u2"}
    yield "start", {"uid": UID, "time": 1700000000.5, "scan_id": 1, "plan_name": "give back", "odd": odd}
    yield "descriptor", {
        "uid": "d1", "run_start": UID, "time": 1700000001.0, "name": "primary", "data_keys": {"wave": key},
        "configuration": {}, "hints": {}, "object_keys": {},
    }
    yield "event", {
        "uid": "e1", "descriptor": "d1", "time": 1700000002.0, "seq_num": 1, "filled": {},
        "data": {"wave": np.array([1, 2, 65535], dtype="<u2")}, "timestamps": {"wave": np.float64(1700000002.0)},
    }
    yield "event_page", {
        "uid": ["e2", "e3"], "descriptor": "d1", "time": [1700000003.0, 1700000004.0], "seq_num": [2, 3], "filled": {},
        "data": {"wave": [np.array([4, 5, 6], dtype="<u2"), [7, 8, 9]]}, "timestamps": {"wave": [1700000003.0, 1700000004.0]},
    }
    yield "stop", {"uid": "s1", "run_start": UID, "time": 1700000005.0, "exit_status": "success", "num_events": {"primary": 3}}


if __name__ == "__main__":
    with open(HERE / "archive" / f"{UID}.msgpack", "wb") as file:
        for name, doc in documents():
            file.write(msgpack.packb((name, doc), default=msgpack_numpy.encode))
