"""Files whose round trips are counted; needs h5py and numpy. Compressed here, because they hold little but zeros."""
import gzip
import pathlib
import shutil

import h5py
import numpy as np

HERE = pathlib.Path(__file__).parent


def write(name, libver, fill):
    path = HERE / name
    with h5py.File(path, "w", libver=libver) as f:
        fill(f)
    with open(path, "rb") as raw, open(f"{path}.gz", "wb") as out:
        with gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
            shutil.copyfileobj(raw, packed)
    path.unlink()


def many(f):
    """1,000 datasets in ten groups, each with attributes."""
    for g in range(10):
        group = f.create_group(f"detector_{g}")
        for d in range(100):
            dataset = group.create_dataset(f"channel_{d:03d}", data=np.full(512, d, "<f8"))
            dataset.attrs["units"] = "counts"
            dataset.attrs["number"] = d


def frames(f):
    """80 large frames, 64 in one piece, and 500 small ones in compressed chunks; the value of a pixel is its frame's number."""
    large = f.create_dataset("large", (80, 512, 512), "<u2", chunks=(1, 512, 512))
    small = f.create_dataset("small", (500, 64, 64), "<u2", chunks=(1, 64, 64), compression="gzip", compression_opts=0)
    flat = f.create_dataset("flat", (64, 512, 512), "<u2")
    for i in range(80):
        large[i] = i
    for i in range(64):
        flat[i] = i
    for i in range(500):
        small[i] = i


write("many_earliest.h5", "earliest", many)
write("many_latest.h5", "latest", many)
write("frames.h5", "v110", frames)
