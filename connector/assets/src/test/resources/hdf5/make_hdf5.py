"""Writes the HDF5 files of this folder and truth.json, with h5py (and hdf5plugin for its filters).

    python make_hdf5.py

truth.json: file -> dataset path -> {dtype, shape, chunks, sha256}: SHA-256 of all elements as C-order bytes, every
number little endian, as h5py reads them; for object dtypes `values`.
"""

import ctypes
import hashlib
import json
import os
import shutil
import sys

import h5py
import hdf5plugin
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
RNG = np.random.default_rng(20240305)
DTYPES = ["|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8", ">i2", ">u4", ">f4", ">f8", "|b1", "<c8", ">c16", "|S5"]
LIBVERS = ["earliest", "v110", "latest"]


def numbers(dtype, shape):
    dt = np.dtype(dtype)
    n = int(np.prod(shape))
    if dt.kind == "S":
        return np.array([("t%d" % (i % 977)).encode() for i in range(n)], dt).reshape(shape)
    if dt.kind == "b":
        return (np.arange(n) % 3 == 0).reshape(shape)
    if dt.kind in "iu":
        info = np.iinfo(dt)
        a = RNG.integers(info.min, info.max, size=n, dtype=dt.newbyteorder("="), endpoint=True)
        a[::3] = np.arange(len(a[::3])) % 100
        return a.astype(dt).reshape(shape)
    a = RNG.normal(0, 100, n)
    if dt.kind == "c":
        return (a + 1j * a[::-1]).astype(dt).reshape(shape)
    return a.astype(dt).reshape(shape)


def layouts():
    """name -> (shape, keywords of create_dataset)"""
    return {
        "contiguous": ((4, 3, 5), {}),
        "chunked": ((4, 3, 5), dict(chunks=(1, 3, 5))),
        "edges": ((5, 7), dict(chunks=(2, 4), maxshape=(None, 7))),
        "fixed": ((5, 7), dict(chunks=(2, 4))),
        "btree2": ((5, 7), dict(chunks=(2, 4), maxshape=(None, None))),
        "single": ((4, 6), dict(chunks=(4, 6))),
        "gzip": ((4, 6), dict(chunks=(3, 4), compression="gzip", shuffle=True, maxshape=(None, 6))),
        "fletcher": ((4, 6), dict(chunks=(3, 4), fletcher32=True, shuffle=True)),
        "scalar": ((), {}),
        "empty": ((0, 3), dict(chunks=(2, 3), maxshape=(None, 3))),
    }


def matrix(name, libver):
    with h5py.File(os.path.join(HERE, name), "w", libver=libver) as f:
        for dtype in DTYPES:
            g = f.create_group(dtype.replace("|", "").replace("<", "little_").replace(">", "big_"))
            for layout, (shape, kw) in layouts().items():
                g.create_dataset(layout, data=numbers(dtype, shape), **kw)


def indexes(name, libver):
    """Enough chunks for every level of the chunk indexes."""
    with h5py.File(os.path.join(HERE, name), "w", libver=libver) as f:
        n = 3000
        data = np.arange(n, dtype="<u2")
        for filtered in (False, True):
            kw = dict(shuffle=True) if filtered else {}
            tail = "_filtered" if filtered else ""
            f.create_dataset("fixed" + tail, data=data, chunks=(1,), **kw)
            f.create_dataset("extensible" + tail, data=data, chunks=(1,), maxshape=(None,), **kw)
            two = np.arange(1200, dtype="<u2").reshape(40, 30)
            f.create_dataset("two" + tail, data=two, chunks=(1, 1), maxshape=(None, None), **kw)
            # The unlimited axis is not the first one.
            f.create_dataset("second" + tail, data=two, chunks=(3, 7), maxshape=(40, None), **kw)
            sparse = f.create_dataset(
                "sparse" + tail, (5000,), "<i4", chunks=(1,), maxshape=(None,), fillvalue=7, **kw
            )
            sparse[4321] = 5
            sparse[17] = 3
            wide = f.create_dataset("sparse_fixed" + tail, (5000,), "<i4", chunks=(1,), fillvalue=-7, **kw)
            wide[4000] = 1


def links(name, libver):
    with h5py.File(os.path.join(HERE, name), "w", libver=libver) as f:
        f["a/b/c/data"] = np.arange(6, dtype="<i4")
        f["soft"] = h5py.SoftLink("/a/b/c/data")
        f["a/relative"] = h5py.SoftLink("b/c/data")
        f["a/group"] = h5py.SoftLink("/a/b")
        f["loop"] = h5py.SoftLink("/loop")
        f["dangling"] = h5py.SoftLink("/nowhere")
        f["external"] = h5py.ExternalLink("matrix_latest.h5", "/little_u2/chunked")
        f["a/b/up"] = f["a"]
        many = f.create_group("many")
        for i in range(300):
            many["dataset %d" % i] = np.int16(i)
        d = f.create_dataset("attributes", data=np.arange(3.0))
        d.attrs["text"] = "äöü"
        d.attrs["bytes"] = np.bytes_(b"fixed")
        d.attrs["number"] = 3
        d.attrs["big"] = np.uint64(2**64 - 1)
        d.attrs["floats"] = np.array([[1.5, 2.5], [3.5, -4.5]], ">f4")
        d.attrs["texts"] = ["a", "bc", ""]
        d.attrs["flag"] = True
        d.attrs["nothing"] = h5py.Empty("f4")
        e = f.create_dataset("many_attributes", data=np.arange(3.0))
        for i in range(40):
            e.attrs["key %d" % i] = i * 1.5


def kinds(name, libver):
    with h5py.File(os.path.join(HERE, name), "w", libver=libver) as f:
        f.create_dataset("enum", data=np.array([2, 1, 5, 2], "<i2"), dtype=h5py.enum_dtype({"A": 1, "B": 2, "C": 5}, "<i2"))
        row = np.dtype([("x", ">f8"), ("n", "<u2"), ("flag", "?"), ("name", "S4"), ("pos", "<i4", (2, 3)), ("in", [("r", "<f4"), ("q", "|i1")])], align=True)
        a = np.zeros(5, row)
        a["x"] = np.arange(5) * 1.5
        a["n"] = 65535 - np.arange(5)
        a["flag"] = [1, 0, 1, 1, 0]
        a["name"] = [b"a", b"bc", b"", b"wxyz", b"q"]
        a["pos"] = np.arange(30).reshape(5, 2, 3)
        a["in"]["r"] = -1.25
        f.create_dataset("compound", data=a)
        f.create_dataset("compound_chunked", data=a, chunks=(2,), compression="gzip", shuffle=True)
        f.create_dataset("strings", data=["one", "", "drei", "ünïcode"], dtype=h5py.string_dtype())
        f.create_dataset("strings_ascii", data=[b"one", b"two"], dtype=h5py.string_dtype("ascii"))
        f.create_dataset("strings_unwritten", (3,), dtype=h5py.string_dtype(), chunks=(2,))
        f.create_dataset("utf8", data=np.array(["é".encode(), b"ab"], h5py.string_dtype("utf-8", 6)), dtype=h5py.string_dtype("utf-8", 6))
        v = f.create_dataset("ragged", (3,), dtype=h5py.vlen_dtype("<i4"))
        v[0] = [1, 2, 3]
        v[1] = []
        v[2] = [-7]
        # Little endian: h5py reads big-endian sequences without swapping them.
        w = f.create_dataset("ragged_floats", (2,), dtype=h5py.vlen_dtype("<f8"), chunks=(1,))
        w[0] = [0.5]
        w[1] = [1e300, -0.25]
        f.create_dataset("opaque", data=np.array([b"abc", b"xyz"], "V3"))
        at = h5py.h5t.array_create(h5py.h5t.STD_I16BE, (3, 2))
        d = h5py.h5d.create(f.id, b"array", at, h5py.h5s.create_simple((4,)))
        d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.arange(24, dtype=">i2").reshape(4, 3, 2), mtype=at)
        odd = h5py.h5t.STD_I32LE.copy()
        odd.set_precision(12)
        odd.set_offset(4)
        d = h5py.h5d.create(f.id, b"twelve_bits", odd, h5py.h5s.create_simple((5,)))
        d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([0, 1, -1, 2047, -2048], "<i4"))
        f.create_dataset("null", data=h5py.Empty("f4"))
        f["named_type"] = np.dtype("<f4")
        f.create_dataset("named", data=np.arange(3, dtype="<f4"), dtype=f["named_type"])
        f.create_dataset("reference", data=f["enum"].ref, dtype=h5py.ref_dtype)
        f.create_dataset("fill", (4, 4), "<f4", chunks=(2, 2), fillvalue=2.5)[1, 1] = 9
        f.create_dataset("fill_contiguous", (4, 4), "<i2", fillvalue=-3)
        dcpl = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        dcpl.set_layout(h5py.h5d.COMPACT)
        d = h5py.h5d.create(f.id, b"compact", h5py.h5t.STD_U16LE, h5py.h5s.create_simple((3, 4)), dcpl)
        d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.arange(12, dtype="<u2").reshape(3, 4))
        m = f.create_dataset("masked", (4, 6), "<u2", chunks=(2, 6), compression="gzip", shuffle=True)
        m[:] = np.arange(24).reshape(4, 6)
        m.id.write_direct_chunk((2, 0), np.arange(100, 112, dtype="<u2").tobytes(), filter_mask=3)


def unfiltered_edges(name):
    with h5py.File(os.path.join(HERE, name), "w", libver="latest") as f:
        dcpl = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        dcpl.set_chunk((3, 4))
        dcpl.set_deflate(4)
        # h5py does not bind H5Pset_chunk_opts: H5D_CHUNK_DONT_FILTER_PARTIAL_CHUNKS is 2.
        if library().H5Pset_chunk_opts(ctypes.c_int64(dcpl.id), ctypes.c_uint(2)) < 0:
            raise OSError("H5Pset_chunk_opts")
        d = h5py.h5d.create(f.id, b"edges", h5py.h5t.STD_U16LE, h5py.h5s.create_simple((5, 7)), dcpl)
        d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.arange(35, dtype="<u2").reshape(5, 7))


def library():
    """The HDF5 library that h5py has loaded."""
    with open("/proc/self/maps") as maps:
        paths = {line.split()[-1] for line in maps if "/libhdf5-" in line or "/libhdf5.so" in line}
    return ctypes.CDLL(sorted(paths)[0])


def user_block(name):
    with h5py.File(os.path.join(HERE, name), "w", userblock_size=1024) as f:
        f["entry/data/data"] = np.arange(12, dtype="<u2").reshape(2, 2, 3)
        f.create_dataset("chunked", data=np.arange(12, dtype="<u2").reshape(2, 6), chunks=(1, 4))


def virtual(name, libver):
    """Virtual datasets over vds_<libver>_*.h5; every source frame is filled with a number of its own."""
    tail = name[len("vds_") : -len(".h5")]

    def path(n):
        return os.path.join(HERE, "source_%s_%s.h5" % (tail, n))

    frames = np.arange(6, dtype="<u2")[:, None, None] * 10 + np.zeros((6, 3, 4), "<u2")
    frames += np.arange(4, dtype="<u2")
    for i in range(3):
        with h5py.File(path(i), "w", libver=libver) as f:
            kw = dict(chunks=(1, 3, 4), compression="gzip") if i == 1 else {}
            f.create_dataset("data", data=frames + 100 * i, maxshape=(None, 3, 4) if i == 1 else None, **kw)
            f.create_dataset("big_endian", data=(frames + 100 * i).astype(">i4"))
            f.create_dataset("flat", data=(frames + 100 * i).reshape(18, 4))
            f.create_dataset("frame", data=frames[i] + 100 * i)
            f.create_dataset("growing", data=frames[: 2 + i], maxshape=(None, 3, 4), chunks=(2, 3, 4))

    def source(i, dataset="data", shape=(6, 3, 4), dtype="<u2", maxshape=None):
        return h5py.VirtualSource(os.path.basename(path(i)), dataset, shape=shape, dtype=dtype, maxshape=maxshape)

    with h5py.File(os.path.join(HERE, name), "w", libver=libver) as f:
        for filled in (None, 77):
            lay = h5py.VirtualLayout((18, 3, 4), "<u2")
            for i in range(3):
                lay[i::3] = source(i)
            f.create_virtual_dataset("dealt_%s" % filled, lay, fillvalue=filled)
        lay = h5py.VirtualLayout((20, 3, 4), "<u2")
        for i in range(3):
            lay[7 * i : 7 * i + 6] = source(i)
        f.create_virtual_dataset("gap", lay, fillvalue=65535)
        lay = h5py.VirtualLayout((12, 3, 4), "<u2")
        lay[:6] = h5py.VirtualSource("not_there.h5", "data", shape=(6, 3, 4), dtype="<u2")
        lay[6:] = source(2)
        f.create_virtual_dataset("missing_file", lay, fillvalue=8)
        lay = h5py.VirtualLayout((12, 3, 4), "<u2")
        lay[:6] = source(1, "not_there")
        lay[6:] = source(2)
        f.create_virtual_dataset("missing_dataset", lay, fillvalue=8)
        lay = h5py.VirtualLayout((3, 2, 2), "<u2")
        for i in range(3):
            lay[i] = source(i)[2 * i, 1:, ::2]
        f.create_virtual_dataset("parts", lay)
        lay = h5py.VirtualLayout((3, 3, 4), "<u2")
        for i in range(3):
            lay[i] = source(i, "frame", (3, 4))
        f.create_virtual_dataset("frames", lay)
        lay = h5py.VirtualLayout((6, 3, 8), "<u2")
        lay[:, :, :4] = source(0)
        lay[:, :, 4:] = source(1)
        f.create_virtual_dataset("tiles", lay)
        lay = h5py.VirtualLayout((6, 3, 4), "<u2")
        lay[:] = source(1, "flat", (18, 4))
        f.create_virtual_dataset("reshaped", lay)
        lay = h5py.VirtualLayout((6, 3, 4), "<u4")
        lay[:] = source(1, "data")
        f.create_virtual_dataset("wider", lay)
        lay = h5py.VirtualLayout((6, 3, 4), "<f8")
        lay[:] = source(1, "big_endian", dtype=">i4")
        f.create_virtual_dataset("converted", lay)
        f.create_dataset("own", data=frames)
        lay = h5py.VirtualLayout((6, 3, 4), "<u2")
        lay[:] = h5py.VirtualSource(".", "own", shape=(6, 3, 4), dtype="<u2")
        f.create_virtual_dataset("same_file", lay)
        lay = h5py.VirtualLayout((9, 3, 4), "<u2")
        lay[:] = h5py.VirtualSource(".", "dealt_77", shape=(18, 3, 4), dtype="<u2")[::2]
        f.create_virtual_dataset("nested", lay)
        # Blocks of two frames from each source in turn.
        space = h5py.h5s.create_simple((12, 3, 4))
        dcpl = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        for i in range(2):
            space.select_hyperslab((2 * i, 0, 0), (3, 1, 1), (4, 1, 1), (2, 3, 4))
            dcpl.set_virtual(space, os.path.basename(path(i)).encode(), b"data", h5py.h5s.create_simple((6, 3, 4)))
        h5py.h5d.create(f.id, b"blocks", h5py.h5t.STD_U16LE, space, dcpl)
        # Unlimited: as many frames as the source has.
        more = h5py.h5s.create_simple((1, 3, 4), (h5py.h5s.UNLIMITED, 3, 4))
        origin = h5py.h5s.create_simple((1, 3, 4), (h5py.h5s.UNLIMITED, 3, 4))
        dcpl = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        for i in range(2):
            more.select_hyperslab((i, 0, 0), (h5py.h5s.UNLIMITED, 1, 1), (2, 1, 1), (1, 3, 4))
            origin.select_hyperslab((0, 0, 0), (1, 1, 1), (1, 1, 1), (h5py.h5s.UNLIMITED, 3, 4))
            dcpl.set_virtual(more, os.path.basename(path(i)).encode(), b"growing", origin)
        h5py.h5d.create(f.id, b"unlimited", h5py.h5t.STD_U16LE, more, dcpl)
        dcpl = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        more.select_hyperslab((0, 0, 0), (h5py.h5s.UNLIMITED, 1, 1), (6, 1, 1), (6, 3, 4))
        pattern = "source_%s_%%b.h5" % tail
        dcpl.set_virtual(more, pattern.encode(), b"data", h5py.h5s.create_simple((6, 3, 4)))
        h5py.h5d.create(f.id, b"printf", h5py.h5t.STD_U16LE, more, dcpl)


FILTERS = {
    "lzf": dict(compression="lzf"),
    "szip_ec": dict(compression="szip", compression_opts=("ec", 8)),
    "szip_nn": dict(compression="szip", compression_opts=("nn", 16)),
    "lz4": hdf5plugin.LZ4(nbytes=64),
    "bitshuffle": hdf5plugin.Bitshuffle(cname="none"),
    "bitshuffle_lz4": hdf5plugin.Bitshuffle(cname="lz4"),
    "bitshuffle_zstd": hdf5plugin.Bitshuffle(cname="zstd"),
    "zstd": hdf5plugin.Zstd(),
    "bzip2": hdf5plugin.BZip2(),
    **{
        "blosc_%s_%d" % (c, s): hdf5plugin.Blosc(cname=c, clevel=5, shuffle=s)
        for c in ("blosclz", "lz4", "lz4hc", "zlib", "zstd")
        for s in (0, 1, 2)
    },
    **{
        "blosc2_%s_%d" % (c, s): hdf5plugin.Blosc2(cname=c, clevel=5, filters=s)
        for c in ("blosclz", "lz4", "lz4hc", "zlib", "zstd")
        for s in (0, 1, 2)
    },
    "blosc2_delta": hdf5plugin.Blosc2(cname="lz4", filters=3),
}


def filters(name):
    with h5py.File(os.path.join(HERE, name), "w") as f:
        for dtype in ("|u1", "<u2", "<i4", "<f8"):
            g = f.create_group(dtype.replace("|", "").replace("<", ""))
            data = (np.arange(3 * 17 * 19) % 61).reshape(3, 17, 19).astype(dtype)
            data[1, ::2] = numbers(dtype, (9, 19))
            for label, kw in FILTERS.items():
                if label.startswith("szip") and dtype == "<f8":
                    continue
                try:
                    g.create_dataset(label, data=data, chunks=(1, 17, 19), **(kw if isinstance(kw, dict) else dict(kw)))
                except (ValueError, OSError) as e:
                    print("left out", dtype, label, e, file=sys.stderr)
            if dtype != "<f8":
                g.create_dataset("scaleoffset", data=data % (50 if dtype == "|u1" else 1000), chunks=(1, 17, 19), scaleoffset=True)
        g = f["f8"]
        g.create_dataset("scaleoffset", data=data % 1000, chunks=(1, 17, 19), scaleoffset=3)
        f.create_dataset("i4/scaleoffset_fill", (4, 6), "<i4", chunks=(2, 6), scaleoffset=True, fillvalue=5)[0] = np.arange(6) - 3
        for label, base, precision, offset in (
            ("u2_12", h5py.h5t.STD_U16LE, 12, 2),
            ("i4_17", h5py.h5t.STD_I32BE, 17, 0),
            ("i8_33", h5py.h5t.STD_I64LE, 33, 5),
        ):
            t = base.copy()
            t.set_precision(precision)
            t.set_offset(offset)
            dcpl = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            dcpl.set_chunk((3, 4))
            dcpl.set_filter(h5py.h5z.FILTER_NBIT, 0, ())
            d = h5py.h5d.create(f.require_group("nbit").id, label.encode(), t, h5py.h5s.create_simple((5, 7)), dcpl)
            d.write(h5py.h5s.ALL, h5py.h5s.ALL, (np.arange(35, dtype="<i8").reshape(5, 7) - (0 if label[0] == "u" else 17)))


def left_open(name):
    """A copy of a file while its SWMR writer has it open, after a flush: what a killed writer leaves."""
    path = os.path.join(HERE, "writing.h5")
    with h5py.File(path, "w", libver="latest") as f:
        d = f.create_dataset("entry/data/data", (0, 3, 4), "<u2", maxshape=(None, 3, 4), chunks=(1, 3, 4))
        f.swmr_mode = True
        for i in range(5):
            d.resize(i + 1, 0)
            d[i] = i
            d.flush()
        shutil.copyfile(path, os.path.join(HERE, name))
    os.remove(path)


def damaged(name):
    """One byte of a checksummed chunk is flipped; two datasets have filters that the reader does not know."""
    path = os.path.join(HERE, name)
    data = np.arange(48, dtype="<u2").reshape(4, 12)
    with h5py.File(path, "w", libver="earliest") as f:
        f.create_dataset("sound", data=data, chunks=(2, 12), fletcher32=True)
        d = f.create_dataset("flipped", data=data, chunks=(2, 12), fletcher32=True)
        offset = d.id.get_chunk_info(1).byte_offset
        f.create_dataset("sz", data=data.astype("<f4"), chunks=(4, 12), **dict(hdf5plugin.SZ(absolute=0.1)))
        f.create_dataset("unknown", data=data.astype("<f4"), chunks=(4, 12), **dict(hdf5plugin.SZ3(absolute=0.1)))
        lay = h5py.VirtualLayout((4,), "<u2")
        lay[:] = h5py.VirtualSource(".", "circle", shape=(4,), dtype="<u2")
        f.create_virtual_dataset("circle", lay)
    with open(path, "r+b") as f:
        content = bytearray(f.read())
        content[offset + 5] ^= 4
        # SZ3 is filter 32024; no filter is registered as 31999.
        content = content.replace((32024).to_bytes(2, "little"), (31999).to_bytes(2, "little"))
        f.seek(0)
        f.write(content)


ZFP_MODES = {
    "reversible": dict(reversible=True),
    "rate_3": dict(rate=3),
    "rate_17": dict(rate=17),
    "precision_9": dict(precision=9),
    "precision_40": dict(precision=40),
    "accuracy": dict(accuracy=0.03),
    "expert": dict(minbits=70, maxbits=900, maxprec=30, minexp=-12),
}


def zfp(name):
    """Every mode and type of ZFP on one to four axes, chunks that do not fill their blocks, special values."""
    rng = np.random.default_rng(32013)
    shapes = {1: ((37,), (23,)), 2: ((9, 10), (6, 10)), 3: ((3, 7, 6), (1, 7, 6)), 4: ((3, 4, 5, 3), (3, 2, 5, 3))}
    with h5py.File(os.path.join(HERE, name), "w", libver="latest") as f:
        for mode, options in ZFP_MODES.items():
            for dtype in ("<i4", "<i8", "<f4", "<f8"):
                for axes, (shape, chunks) in shapes.items():
                    wave = np.sin(sum(np.indices(shape)[a] / (2.0 + a) for a in range(axes)))
                    data = (wave * 1000 + rng.normal(0, 3, shape)).astype(dtype)
                    f.create_dataset("%s/%s_%d" % (mode, dtype[1:], axes), data=data, chunks=chunks, **dict(hdf5plugin.Zfp(**options)))
        for dtype in ("<i4", "<u4", "<i8", "<u8", "<f4", "<f8"):
            dt = np.dtype(dtype)
            info = np.finfo(dt) if dt.kind == "f" else np.iinfo(dt)
            special = {"zeros": np.zeros(24, dt), "extremes": rng.choice(np.array([info.min, info.max, 0, 1], dt), 24)}
            if dt.kind == "f":
                special["nan"] = rng.choice(np.array([np.nan, np.inf, -np.inf, -0.0, 2.5], dt), 24)
                special["denormal"] = (np.arange(24) * info.smallest_subnormal).astype(dt)
            for label, data in special.items():
                for mode in ("reversible", "precision_40"):
                    f.create_dataset("special/%s_%s_%s" % (label, dtype[1:], mode), data=data.reshape(4, 6), chunks=(4, 6), **dict(hdf5plugin.Zfp(**ZFP_MODES[mode])))
        blosc2_zfp(f.create_group("blosc2"), rng)


def blosc2_zfp(group, rng):
    """Frames of python-blosc2 whose compressor is ZFP; the filter of HDF5 reads them, but does not write such."""
    import blosc2

    shapes = {1: ((200,), (50,)), 2: ((9, 15), (5, 11)), 3: ((5, 9, 11), (4, 5, 8)), 4: ((4, 5, 6, 4), (4, 4, 5, 4))}
    for codec, meta in ((blosc2.Codec.ZFP_ACC, 0), (blosc2.Codec.ZFP_PREC, 12), (blosc2.Codec.ZFP_RATE, 30)):
        for dtype in ("<f4", "<f8"):
            for axes, (shape, blocks) in shapes.items():
                if dtype == "<f8" and axes > 2:
                    continue
                data = (np.sin(np.arange(np.prod(shape)) / 7) * 100 + rng.normal(0, 1)).reshape(shape).astype(dtype)
                options = dict(codec=codec, codec_meta=meta, filters=[], splitmode=blosc2.SplitMode.NEVER_SPLIT)
                frame = blosc2.asarray(data, chunks=shape, blocks=blocks, cparams=options).to_cframe()
                label = "%s_%s_%d" % (codec.name.lower(), dtype[1:], axes)
                d = group.create_dataset(label, shape, dtype, chunks=shape, **dict(hdf5plugin.Blosc2()))
                d.id.write_direct_chunk((0,) * axes, frame)


def overlapping(name):
    """Ten virtual datasets, each row of one taken six times over from the next: few bytes, millions of reads."""
    with h5py.File(os.path.join(HERE, name), "w", libver="v110") as f:
        f["end"] = np.arange(12, dtype="<u2").reshape(4, 3)
        for level in range(10):
            layout = h5py.VirtualLayout((4, 3), "<u2")
            for k in range(24):
                source = h5py.VirtualSource(".", "end" if level == 9 else "level%d" % (level + 1), (4, 3))
                layout[k % 4] = source[(k + 1) % 4]
            f.create_virtual_dataset("level%d" % level, layout)


def little(a):
    return a.astype(a.dtype.newbyteorder("<")) if a.dtype.kind != "O" else a


def truth(name):
    found = {}
    with h5py.File(os.path.join(HERE, name), "r", swmr=name == "swmr.h5") as f:

        def visit(path, o):
            if not isinstance(o, h5py.Dataset) or h5py.check_ref_dtype(o.dtype):
                return
            t = found["/" + path] = {"dtype": o.dtype.str if not o.dtype.names else "struct", "chunks": list(o.chunks or ())}
            if o.shape is None:
                t["shape"] = [0]
                t["sha256"] = hashlib.sha256(b"").hexdigest()
                return
            if o.shape == () and o.dtype.kind != "O":
                # Indexing gives a scalar, which forgets byte order and length.
                a = np.zeros((), o.dtype)
                o.read_direct(a)
            else:
                a = np.asarray(o[()])
            t["shape"] = list(a.shape)
            t["dtype"] = a.dtype.str if not a.dtype.names else "struct"
            if a.dtype.kind == "O":
                t["values"] = [x.decode() if isinstance(x, bytes) else x.tolist() for x in a.ravel()]
            else:
                t["sha256"] = hashlib.sha256(np.ascontiguousarray(little(a)).tobytes()).hexdigest()

        f.visititems(visit)
    return found


def main():
    for libver in LIBVERS:
        matrix("matrix_%s.h5" % libver, libver)
    for libver in ("earliest", "v110", "latest"):
        indexes("indexes_%s.h5" % libver, libver)
        links("links_%s.h5" % libver, libver)
        kinds("kinds_%s.h5" % libver, libver)
    for libver in ("v110", "latest"):
        virtual("vds_%s.h5" % libver, libver)
    unfiltered_edges("edges.h5")
    user_block("user_block.h5")
    filters("filters.h5")
    damaged("damaged.h5")
    left_open("swmr.h5")
    overlapping("overlapping.h5")
    zfp("zfp.h5")
    names = sorted(n for n in os.listdir(HERE) if n.endswith(".h5") and n not in ("damaged.h5", "overlapping.h5"))
    with open(os.path.join(HERE, "truth.json"), "w") as out:
        json.dump({n: truth(n) for n in names}, out, indent=0, sort_keys=True)
        out.write("\n")


if __name__ == "__main__":
    main()
