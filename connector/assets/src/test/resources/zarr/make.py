"""Writes stores.zip and truth.json with zarr-python and numcodecs: python make.py"""
import hashlib
import io
import json
import shutil
import tempfile
import warnings
import zipfile
from pathlib import Path

import numcodecs
import numpy as np
import zarr

warnings.filterwarnings("ignore")
HERE = Path(__file__).parent
OUT = Path(tempfile.mkdtemp())
TRUTH = {}
rng = np.random.default_rng(20240305)


def ints(dtype, shape=(5, 4, 3)):
    return rng.integers(0, 100, shape).astype(dtype)


def note(name, array, read, **more):
    a = np.asarray(read, order="C")
    said = {"shape": list(a.shape), "chunk": list(array.chunks), **more}
    if a.dtype.kind in "OT":
        said.update(dtype="|O", values=[str(x) for x in a.ravel()])
    else:
        if a.dtype.kind in "mM":
            a = a.view("<i8" if a.dtype.str[0] != ">" else ">i8")
        little = a.astype(a.dtype.newbyteorder("<"))
        said.update(dtype=str(little.dtype.descr if little.dtype.names else little.dtype.str),
                    sha256=hashlib.sha256(little.tobytes()).hexdigest(), first=little.ravel()[:1].tobytes().hex())
    TRUTH[name] = said


def make(name, data, version, write=None, **options):
    """One array; `write` picks what is written, the rest stays unwritten."""
    data = np.asarray(data)
    options.setdefault("chunks", tuple(min(2 + (i == 1), n) or 1 for i, n in enumerate(data.shape)))
    a = zarr.create_array(str(OUT / name), shape=data.shape, dtype=options.pop("dtype", data.dtype),
                          zarr_format=version, **options)
    where = ... if write is None else write
    a[where] = data[where]
    note(name, a, zarr.open_array(str(OUT / name), mode="r")[...])


def two():
    plain = dict(compressors=None, filters=None)
    make("v2/none", ints("<u2"), 2, **plain)
    make("v2/slash", ints("<i4"), 2, compressors=None, chunk_key_encoding={"name": "v2", "separator": "/"})
    make("v2/big", ints(">i4"), 2, **plain)
    make("v2/fortran", ints("<f4"), 2, order="F", **plain)
    make("v2/fortran_zlib_big", ints(">f8"), 2, order="F", compressors=numcodecs.Zlib(3))
    for c in (numcodecs.Zlib(4), numcodecs.GZip(4), numcodecs.Zstd(3), numcodecs.LZ4(), numcodecs.BZ2(3)):
        make(f"v2/{c.codec_id}", ints("<i8"), 2, compressors=c)
    for cname in ("lz4", "lz4hc", "blosclz", "zlib", "zstd"):
        for shuffle in (0, 1, 2):
            make(f"v2/blosc_{cname}_{shuffle}", ints("<u4", (40, 50, 3)), 2, chunks=(40, 30, 3),
                 compressors=numcodecs.Blosc(cname=cname, clevel=5, shuffle=shuffle))
    make("v2/delta", np.cumsum(ints("<i4"), 0).astype("<i4"), 2, filters=[numcodecs.Delta("<i4")],
         compressors=numcodecs.LZ4())
    make("v2/delta_u1", ints("|u1"), 2, filters=[numcodecs.Delta("|u1")], compressors=None)
    make("v2/delta_f8", ints("<f8"), 2, filters=[numcodecs.Delta("<f8")], compressors=None)
    make("v2/shuffle", ints("<u4"), 2, filters=[numcodecs.Shuffle(4)], compressors=numcodecs.Zlib(1))
    make("v2/scaled", ints("<f8") / 10 + 1000, 2, compressors=numcodecs.Zstd(1),
         filters=[numcodecs.FixedScaleOffset(offset=1000, scale=10, dtype="<f8", astype="<u2")])
    make("v2/scaled_f4", (ints("<f4") / 10 + 7).astype("<f4"), 2, compressors=None,
         filters=[numcodecs.FixedScaleOffset(offset=7, scale=10, dtype="<f4", astype="|u1")])
    make("v2/crc32", ints("<u2"), 2, filters=None, compressors=numcodecs.CRC32())
    make("v2/adler32", ints("<u2"), 2, filters=None, compressors=numcodecs.Adler32())
    make("v2/struct", np.array([(i, i / 2, b"ab%d" % i) for i in range(7)],
                               dtype=[("n", "<i4"), ("x", ">f8"), ("s", "S5")]), 2, **plain)
    make("v2/bytes", np.array([b"a", b"bcd", b"", b"xy"], "S3"), 2, **plain)
    make("v2/unicode", np.array(["ä", "b€d", "", "xy"], "<U3"), 2, **plain)
    make("v2/bool", ints("|u1") % 2 == 1, 2, **plain)
    make("v2/half", ints("<f2"), 2, **plain)
    make("v2/complex", ints("<c8") + 1j, 2, **plain)
    make("v2/time", ints("<i8", (6,)).astype("<M8[ns]"), 2, **plain)
    make("v2/scalar", np.float64(1.5), 2, **plain)
    make("v2/empty", ints("<i2", (0, 4)), 2, chunks=(1, 4), **plain)
    part = (slice(0, 2), slice(0, 3))
    for name, dtype, fill in (("int", "<i4", -42), ("nan", "<f4", np.nan), ("inf", ">f8", -np.inf),
                              ("unicode", "<U3", "ab"), ("bytes", "S3", b"ab"), ("bool", "|b1", True),
                              ("half", "<f2", 1.1), ("complex", "<c16", 1 - 2j), ("big", "<u8", 2**63 + 1)):
        make(f"v2/fill_{name}", ints("|u1", (5, 7)).astype(dtype), 2, write=part, fill_value=fill, **plain)
    # What zarr-python 3 does not write itself: no fill value, no separator, texts of any length.
    make("v2/no_fill", ints("<i4"), 2, write=part, **plain)
    path = OUT / "v2/no_fill/.zarray"
    said = json.loads(path.read_text())
    said["fill_value"] = None
    del said["dimension_separator"]
    path.write_text(json.dumps(said))
    text = np.array(["", "α", "long " * 20, "d", "e"], dtype=object)
    a = zarr.create_array(str(OUT / "v2/text"), shape=text.shape, chunks=(2,), dtype=str, zarr_format=2)
    a[:] = text
    note("v2/text", a, a[...])
    group = zarr.open_group(str(OUT / "v2_group"), mode="w", zarr_format=2)
    group.attrs["name"] = "beam"
    member = group.create_group("entry").create_array("data", shape=(3, 2), dtype="<u2", chunks=(1, 2))
    member[:] = 7
    member.attrs["units"] = "counts"


def three():
    for dtype in ("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
                  "float16", "float32", "float64", "complex64", "complex128"):
        make(f"v3/{dtype}", ints(dtype), 3)
    none = dict(compressors=None)
    make("v3/none", ints("<u2"), 3, **none)
    make("v3/big", ints("<i4"), 3, serializer=zarr.codecs.BytesCodec(endian="big"), **none)
    make("v3/transpose", ints("<f8"), 3, filters=[zarr.codecs.TransposeCodec(order=(1, 2, 0))])
    make("v3/transpose_big_crc", ints("<f8"), 3, filters=[zarr.codecs.TransposeCodec(order=(2, 0, 1))],
         serializer=zarr.codecs.BytesCodec(endian="big"),
         compressors=[zarr.codecs.GzipCodec(level=2), zarr.codecs.Crc32cCodec()])
    make("v3/blosc", ints("<u4", (40, 50)), 3, chunks=(40, 50),
         compressors=zarr.codecs.BloscCodec(cname="zstd", shuffle="bitshuffle", typesize=4))
    make("v3/zstd_checksum", ints("<u4"), 3, compressors=zarr.codecs.ZstdCodec(level=3, checksum=True))
    make("v3/v2keys", ints("<u2"), 3, chunk_key_encoding={"name": "v2", "separator": "."})
    make("v3/dotted", ints("<u2"), 3, chunk_key_encoding={"name": "default", "separator": "."})
    make("v3/scalar", np.float64(1.5), 3)
    make("v3/empty", ints("<i2", (0, 4)), 3, chunks=(1, 4))
    make("v3/unicode", np.array(["ä", "b€d", "", "xy"], "<U3"), 3)
    make("v3/unicode_big", np.array(["ä", "b€d", "", "xy"], "<U3"), 3,
         serializer=zarr.codecs.BytesCodec(endian="big"))
    make("v3/bytes", np.array([b"a", b"bcd", b"", b"xy"], "S3"), 3)
    make("v3/void", np.array([b"abc", b"def", b"ghi"]).view("V3"), 3)
    make("v3/struct", np.array([(i, i / 2, b"ab%d" % i) for i in range(7)],
                               dtype=[("n", "<i4"), ("x", "<f8"), ("s", "S5")]), 3)
    make("v3/time", ints("<i8", (6,)).astype("<M8[us]"), 3)
    part = (slice(0, 2), slice(0, 3))
    for name, dtype, fill in (("int", "<i4", -42), ("nan", "<f4", np.nan), ("inf", "<f8", -np.inf),
                              ("unicode", "<U3", "ab"), ("bytes", "S3", b"ab"), ("bool", "|b1", True),
                              ("half", "<f2", 1.1), ("complex", "<c16", 1 - 2j), ("big", "<u8", 2**63 + 1)):
        make(f"v3/fill_{name}", ints("|u1", (5, 7)).astype(dtype), 3, write=part, fill_value=fill)
    for place in ("start", "end"):
        make(f"v3/shard_{place}", ints("<u2", (9, 10)), 3, chunks=(2, 3),
             shards={"shape": (4, 6), "index_location": place})
    make("v3/shard_part", ints("<u2", (9, 10)), 3, write=(slice(0, 3), slice(0, 5)), chunks=(2, 3), shards=(4, 6),
         fill_value=9)
    make("v3/shard_transpose", ints("<f4", (8, 6)), 3, chunks=(2, 3), shards=(4, 6),
         filters=[zarr.codecs.TransposeCodec(order=(1, 0))], compressors=zarr.codecs.GzipCodec())
    from zarr.codecs import numcodecs as n
    make("v3/numcodecs_delta", ints("<i4"), 3, filters=[n.Delta(dtype="<i4")], compressors=[n.LZ4()])
    make("v3/numcodecs_zlib", ints("<i4"), 3, compressors=[n.Shuffle(elementsize=4), n.Zlib(level=1)])
    make("v3/numcodecs_bz2", ints("<i4"), 3, compressors=[n.BZ2(level=1), n.CRC32()])
    make("v3/numcodecs_fletcher", ints("<i4"), 3, compressors=[n.Fletcher32()])
    text = np.array(["", "α", "long " * 20, "d", "e"], dtype=object)
    a = zarr.create_array(str(OUT / "v3/text"), shape=text.shape, chunks=(2,), dtype=str, zarr_format=3)
    a[:] = text
    note("v3/text", a, a[...])
    for name in ("v3_group", "v3_consolidated"):
        group = zarr.open_group(str(OUT / name), mode="w", zarr_format=3)
        group.attrs["name"] = "beam"
        member = group.create_group("entry").create_array("data", shape=(3, 2), dtype="<u2", chunks=(1, 2))
        member[:] = 7
        member.attrs["units"] = "counts"
    zarr.consolidate_metadata(str(OUT / "v3_consolidated"))


def zfp():
    """ZFP, by zfpy 1.0.1 (numcodecs 0.16 cannot be imported beside later ones)."""
    import zfpy
    own = np.random.default_rng(5)
    for dtype in ("<i4", "<i8", "<f4", "<f8"):
        data = (np.sin(np.arange(7 * 6 * 5) / 9) * 1000 + own.normal(0, 2, 210)).reshape(7, 6, 5).astype(dtype)
        for name, options in (("exact", dict(mode=zfpy.mode_fixed_accuracy)),
                              ("accuracy", dict(mode=zfpy.mode_fixed_accuracy, tolerance=0.01)),
                              ("rate", dict(mode=zfpy.mode_fixed_rate, rate=11)),
                              ("precision", dict(mode=zfpy.mode_fixed_precision, precision=20))):
            make(f"v2/zfpy_{name}_{dtype[1:]}", data, 2, chunks=(3, 6, 5), compressors=numcodecs.zfpy.ZFPY(**options))
    from zarr.codecs import numcodecs as n
    make("v3/zfpy", data, 3, chunks=(3, 6, 5), serializer=n.ZFPY(mode=zfpy.mode_fixed_accuracy, tolerance=0.01), compressors=None)
    make("v3/zfpy_zstd", data, 3, chunks=(3, 6, 5), serializer=n.ZFPY(mode=zfpy.mode_fixed_rate, rate=9))
    make("v3/zfpy_shards", data, 3, chunks=(2, 3, 5), shards=(4, 6, 5), compressors=None,
         serializer=n.ZFPY(mode=zfpy.mode_fixed_precision, precision=30))


two()
three()
zfp()
with zipfile.ZipFile(HERE / "stores.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for path in sorted(OUT.rglob("*")):
        if path.is_file():
            info = zipfile.ZipInfo(str(path.relative_to(OUT)), (2024, 3, 5, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, path.read_bytes())
(HERE / "truth.json").write_text(
    json.dumps({"zarr": zarr.__version__, "numcodecs": numcodecs.__version__, "arrays": TRUTH}, indent=1) + "\n")
shutil.rmtree(OUT)
