"""Writes documents of JSONL files into a running Tiled server with the real TiledWriter.

    python write_runs.py SERVER_URI API_KEY BATCH_SIZE FILE…

A run that the writer cannot write stays as far as it came. Ids of such runs are printed.
"""

import json
import sys
from pathlib import Path

from bluesky_tiled_plugins.writing.tiled_writer import TiledWriter
from tiled.client import from_uri


def main(uri, key, batch, *files):
    client = from_uri(uri, api_key=key)
    for file in files:
        writer = TiledWriter(client, batch_size=int(batch))
        try:
            for line in Path(file).read_text("utf-8").splitlines():
                writer(*json.loads(line))
        except Exception as problem:  # what the writer does not manage is part of the sample
            print(f"{Path(file).stem}: {type(problem).__name__}")


if __name__ == "__main__":
    main(*sys.argv[1:])
