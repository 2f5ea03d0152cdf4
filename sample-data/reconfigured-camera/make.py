"""Computes expected/ anew from archive/ with numpy and h5py. --check compares instead of writing."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from oracle import case  # noqa: E402

KINDS = ("tables", "frames",)

if __name__ == "__main__":
    case.main(__file__, *KINDS)
