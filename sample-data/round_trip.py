"""Gives document archives back and compares: export of each, then every document with the one it came from.

    python sample-data/round_trip.py [--launcher PROGRAM] ARCHIVE…      exit code 1 on a difference

JSON files: the text of each document, and the whole file where it is framed as suitcase-jsonl does (one run, a line a
document). MessagePack files: the whole file, byte for byte. Needs nothing but Python.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
DECODER = json.JSONDecoder()


def texts(text):
    """(name, text of the document) one behind the other, in any framing; stops at the first damaged piece."""
    at = 0
    while True:
        while at < len(text) and text[at] in " \t\r\n\ufeff\x1e,":
            at += 1
        rest = text[at:at + 40]
        try:
            if rest.startswith("[") and rest[1:].lstrip().startswith("{"):
                at += 1
                continue
            if rest.startswith("["):
                name, end = DECODER.raw_decode(text, text.index('"', at))
                begin = text.index("{", end)
                _, end = DECODER.raw_decode(text, begin)
                after = text.index("]", end) + 1
            elif rest.startswith("{"):
                wrapper, after = DECODER.raw_decode(text, at)
                name = wrapper["name"]
                begin = text.index("{", text.index('"doc"', at) + 5)
                _, end = DECODER.raw_decode(text, begin)
            else:
                return
        except (ValueError, KeyError):
            return
        yield name, text[begin:end]
        at = after


def one_line(text):
    return text.replace("\r", " ").replace("\n", " ")


def read(path):
    data = path.read_bytes()
    if path.suffix == ".gz":
        import gzip

        data = gzip.decompress(data)
    return data.decode("utf-8-sig", "surrogateescape")


def compare(source, target, form):
    """Sentences that say what differs, and how many files and documents were compared."""
    made = {p: p.read_bytes() for p in target.iterdir() if p.is_file()}
    sources = sorted(p for p in source.rglob("*") if p.is_file()) if source.is_dir() else [source]
    hashes = {hashlib.sha256(b).hexdigest() for b in made.values()}
    if form == "msgpack":
        whole = [p for p in sources if p.suffix == ".msgpack"]
        lost = [f"{p.name}: no file with the same bytes" for p in whole
                if hashlib.sha256(p.read_bytes()).hexdigest() not in hashes]
        return lost, len(whole), 0
    back = {}
    for data in made.values():
        for item in texts(data.decode("utf-8", "surrogateescape")):
            back[item] = back.get(item, 0) + 1
    lines, documents = [], 0
    for path in sources:
        for name, text in texts(read(path)):
            documents += 1
            if (name, one_line(text)) not in back:
                lines.append(f"{path.name}: {name} {text[:100]} did not come back")
    known = {(name, one_line(text)) for path in sources for name, text in texts(read(path))}
    lines += [f"{name} {text[:100]} came from nowhere" for name, text in back if (name, text) not in known]
    return lines, len(sources), documents


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("archives", nargs="+", type=Path)
    arguments.add_argument("--launcher", default=str(HERE.parent / "jobs" / "bin" / "bluesky-spark"))
    given = arguments.parse_args()
    wrong = 0
    for source in given.archives:
        packed = any(p.suffix == ".msgpack" for p in ([source] if source.is_file() else source.rglob("*")))
        form = "msgpack" if packed else "jsonl"
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "out"
            done = subprocess.run([given.launcher, "export", str(source), "--to", str(target), "--format", form],
                                  capture_output=True, text=True)
            if done.returncode not in (0, 3):
                lines, files, documents = [done.stderr.strip()[-300:]], 0, 0
            else:
                lines, files, documents = compare(source, target, form)
        wrong += len(lines)
        print("\n".join(lines[:20]), end="\n" if lines else "")
        print(f"{source}: {form}, {files} files, {documents or 'all'} documents, {len(lines)} differences", flush=True)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
