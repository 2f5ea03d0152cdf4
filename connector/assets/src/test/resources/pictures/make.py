"""Writes the TIFF, NPY and JPEG test files beside this script, and truth.json with what the Python stack reads from them.

Needs numpy, tifffile, imagecodecs, pillow. Written with numpy 2, tifffile 2026, imagecodecs 2026, pillow 12 or later; files
of another version may differ in bytes, not in pixels.
"""

import hashlib
import json
import struct
from pathlib import Path

import numpy as np
import tifffile
from PIL import Image

HERE = Path(__file__).resolve().parent
RNG = np.random.default_rng(20240305)
truth = {}


def little(a):
    if a.dtype.newbyteorder("<") == a.dtype:
        return np.ascontiguousarray(a)  # astype would leave padding to chance
    return np.ascontiguousarray(a.astype(a.dtype.newbyteorder("<")))


def say(name, a, **more):
    a = np.asarray(a)
    dtype = a.dtype.str if a.dtype.names is None else "struct"
    truth[name] = {"dtype": dtype.replace(">", "<").replace("=", "<"), "shape": list(a.shape),
                   "sha256": hashlib.sha256(little(a).tobytes()).hexdigest(), **more}


def frame(dtype, shape=(37, 53)):
    dtype = np.dtype(dtype)
    n = int(np.prod(shape))
    if dtype.kind == "b":
        return RNG.random(shape) < 0.4
    if dtype.kind in "iu":
        a = RNG.poisson(40, n).astype("f8")
        info = np.iinfo(dtype)
        a = a.astype(dtype)
        a[:3] = [info.min, info.max, 1]
        a[n // 2: n // 2 + 200] = 7
        return a.reshape(shape)
    if dtype.kind == "f":
        a = RNG.normal(0, 3, n).astype(dtype)
        a[:4] = [np.nan, np.inf, -0.0, 1e-6]
        return a.reshape(shape)
    return (RNG.normal(size=n) + 1j * RNG.normal(size=n)).astype(dtype).reshape(shape)


def tiff(name, a, **how):
    path = HERE / f"{name}.tif"
    how.setdefault("photometric", "minisblack")
    tifffile.imwrite(path, a, metadata=None, software=False, **how)
    say(path.name, tifffile.imread(path))


def tiffs():
    for dtype in ("u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f2", "f4", "f8", "c8", "c16", "?"):
        for order in "<>":
            tiff(f"plain_{dtype.replace('?', 'b1')}_{'le' if order == '<' else 'be'}", frame(dtype), byteorder=order)
    for compression in ("lzw", "deflate", "packbits", "zstd", "adobe_deflate"):
        for predictor in (None, 2, 3):
            for dtype in ("u1", "u2", "i4", "u8", "f4", "f8", "f2"):
                if predictor == 3 and dtype[0] != "f" or predictor == 2 and dtype[0] == "f":
                    continue
                if compression == "packbits" and predictor:
                    continue
                order = ">" if dtype in ("i4", "f8") else "<"
                tiff(f"{compression}_p{predictor or 1}_{dtype}", frame(dtype), compression=compression,
                     predictor=predictor or False, byteorder=order, rowsperstrip=10)
    for bits in (2, 3, 4, 5, 6, 7, 9, 10, 12, 14, 15, 20, 24, 31):
        dtype = "u1" if bits < 8 else "u2" if bits < 16 else "u4"
        a = (frame("u4") % (1 << bits)).astype(dtype)
        tiff(f"bits_{bits}", a, bitspersample=bits)
    for name, a, how in (
            ("tiles", frame("u2", (70, 90)), dict(tile=(32, 48))),
            ("tiles_lzw_be", frame("u2", (70, 90)), dict(tile=(16, 16), compression="lzw", predictor=2, byteorder=">")),
            ("tiles_zstd_f4", frame("f4", (70, 90)), dict(tile=(32, 32), compression="zstd", predictor=3)),
            ("strips", frame("u2"), dict(rowsperstrip=7)),
            ("big", frame("u2"), dict(bigtiff=True)),
            ("big_be_lzw", frame("i4"), dict(bigtiff=True, byteorder=">", compression="lzw", rowsperstrip=5)),
            ("pages", frame("u2", (5, 21, 30)), {}),
            ("pages_deflate", frame("u2", (5, 21, 30)), dict(compression="deflate", rowsperstrip=4, byteorder=">")),
            ("pages_big", frame("f4", (3, 21, 30)), dict(bigtiff=True)),
            ("white", frame("u2"), dict(photometric="miniswhite")),
            ("rgb", frame("u1", (37, 53, 3)), dict(photometric="rgb")),
            ("rgba_lzw", frame("u2", (37, 53, 4)), dict(photometric="rgb", compression="lzw", predictor=2,
                                                       extrasamples=["unassalpha"], rowsperstrip=9)),
            ("rgb_planar", frame("u1", (3, 37, 53)), dict(photometric="rgb", planarconfig="separate")),
            ("rgb_planar_tiles", frame("u2", (3, 37, 53)), dict(photometric="rgb", planarconfig="separate",
                                                               tile=(16, 32), compression="deflate", predictor=2)),
            ("rgb_pages", frame("u1", (4, 20, 30, 3)), dict(photometric="rgb", compression="zstd")),
            ("rgb_f4_pred", frame("f4", (20, 30, 3)), dict(photometric="rgb", compression="deflate", predictor=3)),
            ("rgb_tiles", frame("u1", (37, 53, 3)), dict(photometric="rgb", tile=(16, 16), compression="lzw")),
            ("bool_packbits", frame("?", (37, 53)), dict(compression="packbits", rowsperstrip=6)),
            ("constant_lzw", np.full((600, 700), 3, "u2"), dict(compression="lzw")),
            ("constant_deflate", np.zeros((600, 700), "u2"), dict(compression="deflate"))):
        tiff(name, a, **how)
    palette = HERE / "palette.tif"
    tifffile.imwrite(palette, frame("u1"), photometric="palette", metadata=None, software=False,
                     colormap=RNG.integers(0, 65535, (3, 256)).astype("u2"))
    say(palette.name, tifffile.imread(palette))
    path = HERE / "thumbnail.tif"
    with tifffile.TiffWriter(path) as w:
        w.write(frame("u2"), metadata=None, software=False)
        w.write(frame("u2", (9, 13)), subfiletype=1, metadata=None, software=False)
    say(path.name, tifffile.imread(path))
    smooth = np.add.outer(np.arange(40), np.arange(56)).astype("u1") * 2
    colour = np.stack([smooth, smooth[::-1], smooth[:, ::-1]], -1).copy()
    for name, a, how in (
            ("jpeg_grey", smooth, dict(compression="jpeg", photometric="minisblack")),
            ("jpeg_grey_tiles", np.tile(smooth, (2, 2)), dict(compression="jpeg", tile=(32, 48))),
            ("jpeg_ycbcr", colour, dict(compression="jpeg", photometric="ycbcr", subsampling=(1, 1))),
            ("jpeg_ycbcr_420", colour, dict(compression="jpeg", photometric="ycbcr", subsampling=(2, 2))),
            ("jpeg_rgb", colour, dict(compression="jpeg", photometric="rgb"))):
        path = HERE / f"{name}.tif"
        tifffile.imwrite(path, a, metadata=None, software=False, **{"photometric": "minisblack", **how})
        read = tifffile.imread(path)
        say(path.name, read, tolerance=4, values=read.ravel().tolist())


def npy(name, a, **how):
    path = HERE / f"{name}.npy"
    with path.open("wb") as f:
        np.lib.format.write_array(f, a, **how)
    say(path.name, np.load(path))


def npys():
    for dtype in ("u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f2", "f4", "f8", "c8", "c16", "?"):
        for order in "<>":
            a = frame(dtype, (5, 7)).astype(np.dtype(dtype).newbyteorder(order))
            npy(f"npy_{dtype.replace('?', 'b1')}_{'le' if order == '<' else 'be'}", a)
            npy(f"npy_f_{dtype.replace('?', 'b1')}_{'le' if order == '<' else 'be'}", np.asfortranarray(a))
    npy("npy_v1", frame("u2", (3, 4)), version=(1, 0))
    npy("npy_v2", frame("u2", (3, 4)), version=(2, 0))
    npy("npy_v3", np.zeros((2,), dtype=[("größe", "<f8"), ("中", "<i2")]), version=(3, 0))
    npy("npy_scalar", np.array(3.25))
    npy("npy_empty", np.zeros((0, 4), "u2"))
    npy("npy_fortran_3d", np.asfortranarray(frame("u2", (4, 5, 6))))
    npy("npy_text", np.array(["a", "čtyři", "中文字"]))
    npy("npy_text_be", np.array(["a", "čtyři", "中文字"], dtype=">U5"))
    npy("npy_bytes", np.array([b"one", b"three"]))
    struct_type = np.dtype([("id", "<i2"), ("pos", ">f8", (2, 3)), ("in", [("x", "|u1"), ("s", "|S5")]), ("it's", "<U2")])
    a = np.zeros(4, struct_type)
    a["id"] = range(4)
    a["pos"] = RNG.normal(size=(4, 2, 3))
    a["in"]["s"] = b"abc"
    a["it's"] = "é"
    npy("npy_struct", a)
    b = np.zeros(3, np.dtype([("a", "i1"), ("b", "f8")], align=True))
    b["b"] = [1, 2, 3]
    npy("npy_aligned", b)
    npy("npy_void", np.frombuffer(bytes(range(12)), "|V4"))
    npy("npy_datetime", np.array(["2024-01-01T00:00:00.123456789", "NaT"], "<M8[ns]"))
    npy("npy_timedelta", np.array([1, -5], ">m8[25us]"))
    text = b"{'descr': '<u2', 'fortran_order': False, 'shape': (2L, 3L), }\n"
    path = HERE / "npy_python2.npy"
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + np.arange(6, dtype="<u2").tobytes())
    say(path.name, np.arange(6, dtype="<u2").reshape(2, 3))


def jpegs():
    smooth = np.add.outer(np.arange(40), np.arange(56)).astype("u1") * 2
    colour = np.stack([smooth, smooth[::-1], smooth[:, ::-1]], -1)
    for name, a, how in (
            ("grey", smooth, {}), ("grey_progressive", smooth, dict(progressive=True)),
            ("colour", colour, {}), ("colour_444", colour, dict(subsampling=0)),
            ("colour_420", colour, dict(subsampling=2)), ("colour_progressive", colour, dict(progressive=True)),
            ("colour_rgb", colour, dict(keep_rgb=True))):
        path = HERE / f"{name}.jpg"
        Image.fromarray(a).save(path, quality=90, **how)
        read = np.asarray(Image.open(path))
        say(path.name, read, tolerance=4, values=read.ravel().tolist())
    Image.fromarray(np.stack([smooth] * 4, -1), "CMYK").save(HERE / "cmyk.jpg")


def area_detector():
    path = HERE / "area_detector.tif"
    tifffile.imwrite(path, frame("u2", (5, 7)), metadata=None, software="EPICS areaDetector", description="a frame", extratags=[
        (65000, "d", 1, 1077148800.25), (65001, "I", 1, 17), (65002, "I", 1, 1077148800), (65003, "I", 1, 250000000),
        (65010, "s", 0, "ColorMode:0"), (65011, "s", 0, "Sample:Fe:2 O3")])
    say(path.name, tifffile.imread(path))


if __name__ == "__main__":
    tiffs()
    npys()
    jpegs()
    area_detector()
    (HERE / "truth.json").write_text(json.dumps(truth, separators=(",", ":")).replace('},"', '},\n"') + "\n")
