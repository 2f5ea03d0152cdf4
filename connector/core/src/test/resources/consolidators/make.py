"""Writes rows.csv beside itself: what HDF5Consolidator makes of declared shapes and multipliers, for four rows.

Needs bluesky-tiled-plugins (2.0.12 made what is here) and bluesky. Columns: declared shape, multiplier (0: none), shape of a row, shape of
the array of four rows when rows are stacked and when they are joined along their first axis.
"""
import itertools
import warnings
from pathlib import Path

from bluesky_tiled_plugins.writing.consolidators import HDF5Consolidator

SHAPES = [[], [1], [5], [1, 3], [6, 8], [1, 6, 8], [3, 6, 8], [2, 6, 8], [1, 1, 8], [1, 6, 8, 3], [4, 6, 8, 3], [2, 3, 4, 5, 6]]


def consolidator(shape, multiplier, join):
    parameters = {"dataset": "/d", "join_method": join, **({"multiplier": multiplier} if multiplier else {})}
    resource = {"uid": "r", "data_key": "k", "mimetype": "application/x-hdf5", "uri": "file://localhost/f.h5", "parameters": parameters}
    descriptor = {"data_keys": {"k": {"shape": shape, "dtype": "array", "dtype_numpy": "<u2"}}}
    made = HDF5Consolidator(resource, descriptor)
    made.consume_stream_datum({"uid": "r/0", "stream_resource": "r", "descriptor": "d", "seq_nums": {"start": 1, "stop": 5},
                               "indices": {"start": 0, "stop": 4}})
    return made


def main():
    warnings.simplefilter("ignore")
    lines = []
    for shape, multiplier in itertools.product(SHAPES, [0, 1, 2, 3]):
        stack, concat = (consolidator(shape, multiplier, join) for join in ("stack", "concat"))
        if concat.datum_shape:
            joined = concat.shape
        else:
            joined = stack.shape
        cells = [shape, [multiplier], stack.datum_shape, stack.shape, joined]
        lines.append("|".join(" ".join(map(str, cell)) for cell in cells))
    (Path(__file__).parent / "rows.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
