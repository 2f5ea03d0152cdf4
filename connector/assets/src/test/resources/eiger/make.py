"""An Eiger's master file with three data files of unequal length, and what area_detector_handlers reads from it.

python make.py            needs h5py, numpy, area_detector_handlers (0.0.10)
"""
import hashlib
import json

import h5py
import numpy as np
from area_detector_handlers.eiger import EigerHandler

frames = np.arange(7 * 3 * 4, dtype="<u2").reshape(7, 3, 4) * 11
with h5py.File("series_5_master.h5", "w", libver="v108") as master:
    for path in EigerHandler.EIGER_MD_LAYOUT.values():
        master[path] = 1.0
    for number, (start, stop) in enumerate([(0, 3), (3, 6), (6, 7)], 1):
        name = f"series_5_data_{number:06d}.h5"
        with h5py.File(name, "w", libver="v108") as data:
            data.create_dataset("/entry/data/data", data=frames[start:stop], chunks=(1, 3, 4), compression="gzip")
        master[f"entry/data/data_{number:06d}"] = h5py.ExternalLink(name, "/entry/data/data")
    master["unlike/data_000001"] = frames
    master["unlike/data_000002"] = frames.astype("<u4")

# images_per_file=1: with a larger number the handler reads the first data file again and again
read = np.asarray(EigerHandler("series", images_per_file=1)(5))
with open("truth.json", "w") as out:
    json.dump({"dtype": read.dtype.str, "shape": read.shape, "sha256": hashlib.sha256(read.tobytes()).hexdigest()}, out)
    out.write("\n")
