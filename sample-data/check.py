"""Computes every expected answer again and compares it with the one in the repository, and with databroker's.

    python sample-data/check.py [case …]        needs h5py, hdf5plugin and numpy; exit code 1 on a difference
"""

import runpy
import sys
from pathlib import Path

from oracle import case as one_case
from oracle import peers

HERE = Path(__file__).resolve().parent
LIMIT = 12_000_000  # bytes of the whole tree


def main(names):
    cases = [HERE / n for n in names] or sorted(p.parent for p in HERE.glob("*/make.py"))
    lines, files, compared = [], 0, 0
    for case in cases:
        kinds = runpy.run_path(str(case / "make.py"))["KINDS"]
        lines += one_case.difference(case, kinds)
        files += len(list((case / "expected").glob("*.json")))
        count, wrong = peers.compare(case)
        compared += count
        lines += wrong
        if not (case / "README.md").exists():
            lines.append(f"{case.name}: has no README.md")
    size = sum(p.stat().st_size for p in HERE.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    if size > LIMIT:
        lines.append(f"sample-data holds {size:,} bytes, {LIMIT:,} are allowed")
    print("\n".join(lines), end="\n" if lines else "")
    print(f"{len(cases)} cases, {files} files of answers, {compared} columns compared with databroker, "
          f"{size / 1e6:.1f} MB: {len(lines)} differences")
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
