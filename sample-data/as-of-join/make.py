"""Computes expected/ anew from archive/ with pandas.merge_asof; --inputs writes archive/ first. --check compares instead."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from oracle import asof, case  # noqa: E402

KINDS = ("asof",)
HERE = Path(__file__).resolve().parent


def inputs():
    import numpy as np

    rng = np.random.default_rng(20261121)
    joins = [{"rule": rule, "tables": [asof.tables(rng, rule["kind"], 24) for _ in range(6)]} for rule in asof.rules()]
    lines = ",\n".join(json.dumps(join, ensure_ascii=True, separators=(",", ":")) for join in joins)
    (HERE / "archive" / "joins.json").write_text(f"[{lines}]\n", "utf-8")


if __name__ == "__main__":
    if "--inputs" in sys.argv:
        inputs()
    case.main(__file__, *KINDS)
