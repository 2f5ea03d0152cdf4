"""Answers of one case folder: written to expected/, or compared with what is there."""

import sys
from pathlib import Path

from .layout import render


def answers(case, kinds):
    """{file name: text}; `kinds` name the modules here that know the case: tables, frames, panda, asof."""
    from . import asof, frames, panda, tables

    modules, found = {"tables": tables, "frames": frames, "panda": panda, "asof": asof}, {}
    for kind in kinds:
        found |= modules[kind].answers(case)
    return {name: render(content) for name, content in found.items()}


def difference(case, kinds):
    """What differs between expected/ and a new computation, as lines; empty when nothing does."""
    want, folder, lines = answers(case, kinds), case / "expected", []
    there = {p.name for p in folder.iterdir()} if folder.exists() else set()
    lines += [f"{case.name}/expected/{n}: is missing" for n in sorted(want.keys() - there)]
    lines += [f"{case.name}/expected/{n}: nothing computes it" for n in sorted(there - want.keys() - {"databroker"})]
    for name in sorted(want.keys() & there):
        old, new = (folder / name).read_text("utf-8").splitlines(), want[name].splitlines()
        if old != new:
            at = next((i for i, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))
            lines.append(f"{case.name}/expected/{name}:{at + 1}: differs from what the archive gives")
    return lines


def main(make, *kinds):
    """make.py calls this with its own path."""
    case = Path(make).resolve().parent
    if "--check" in sys.argv:
        lines = difference(case, kinds)
        print("\n".join(lines) or f"{case.name}: as computed")
        sys.exit(bool(lines))
    folder = case / "expected"
    folder.mkdir(exist_ok=True)
    for name, text in answers(case, kinds).items():
        (folder / name).write_text(text, "utf-8")
        print(f"{case.name}/expected/{name}")
