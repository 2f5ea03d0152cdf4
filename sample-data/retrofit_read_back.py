"""Makes up documents of files without any by `bluesky-spark retrofit`, and gives them to event-model and databroker 1.2.5.

    python sample-data/retrofit_read_back.py [--launcher PROGRAM] [--keep DIRECTORY]     exit code 1 when something does not hold

Needs event-model, numpy and, for the second part, databroker 1.2.5 (pip). The files are panda-files (HDF5) and a bucket of numbered
NPY images of two runs, with a hole in the numbering, that the script makes.
"""

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
IMAGES = {1: [0, 1, 2, 4], 2: [0, 1]}


def bucket(folder):
    import numpy as np

    folder.mkdir(parents=True)
    for run, indices in IMAGES.items():
        for index in indices:
            np.save(folder / f"scan_{run:04d}_{index:04d}.npy", np.full((6, 8), 100 * run + index, "<u2"))
    return folder


def validated(folder):
    """Documents of each kind; every one passes its schema, refers to what came before it, and the run is whole."""
    import event_model

    counts = Counter()
    for path in sorted(folder.glob("*.jsonl")):
        known, events = set(), 0
        for line in path.read_text().splitlines():
            name, doc = json.loads(line)
            event_model.schema_validators[event_model.DocumentNames[name]].validate(doc)
            counts[name] += 1
            uid = doc.get("uid")
            for refers in ("run_start", "descriptor", "stream_resource"):
                assert refers not in doc or doc[refers] in known, (path.name, name, refers)
            assert uid is None or uid not in known, (path.name, name, uid)
            known.add(uid)
            if name == "stream_datum":
                events = max(events, doc["seq_nums"]["stop"] - 1)
        assert name == "stop", path.name
        counts["rows"] += events
    return counts


def opened(folder):
    """Runs that databroker opens, with the documents that it gives back of each."""
    from databroker._drivers.jsonl import BlueskyJSONLCatalog

    catalog = BlueskyJSONLCatalog(str(folder / "*.jsonl"))
    runs = 0
    for uid in list(catalog):
        run = catalog[uid]
        given = [name for name, _ in run.documents(fill="no")]
        assert given[0] == "start" and given[-1] == "stop" and "descriptor" in given, given
        assert run.metadata["start"]["uid"] == uid and list(run) == ["primary"], uid
        runs += 1
    return runs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--launcher", default=str(HERE.parent / "jobs/bin/bluesky-spark"))
    parser.add_argument("--keep")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(args.keep or scratch)
        images = bucket(out / "bucket")
        for name, source, more in (("panda", HERE / "panda-files/archive", []),
                                   ("images", images, ["--template", "scan_{run}_{index:04d}.npy"])):
            command = [*shlex.split(args.launcher), "retrofit", str(source), *more, "--to", str(out / name)]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                print(done.stdout + done.stderr, file=sys.stderr)
                return 1
            counts = validated(out / name)
            print(name, "valid:", dict(counts))
            expected = 3 if name == "panda" else len(IMAGES)
            assert counts["start"] == counts["stop"] == expected, counts
            assert counts["rows"] == (1500 + 1024 + 777 if name == "panda" else 5 + 2), counts
            try:
                runs = opened(out / name)
            except ImportError as e:
                print(name, "not opened, no databroker:", e)
                continue
            print(name, "opened by databroker:", runs, "runs")
            assert runs == expected, runs
    return 0


if __name__ == "__main__":
    sys.exit(main())
