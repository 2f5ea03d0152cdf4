"""Writes docs/reference/array-keys.md: which external keys of the asset corpus hold, case by case, with the reason of each that does not.

    python .ci/array_keys.py CORPUS/assets LOG… > docs/reference/array-keys.md

The logs are all that the outside check of the assets printed (checks.assets.keys visible, both streams): `ok 29/29 CASE`, `MISS 29/30 CASE`,
`MISS CASE: KEY: …`, and the errors of the tasks, from which the reasons are taken. Needs nothing but Python.
"""
import json
import re
import sys
from pathlib import Path


def truth(corpus):
    """{case: {key: what is expected}} and {case: what it holds}."""
    cases = {}
    for path in sorted(Path(corpus).glob("*/truth.json")):
        said = json.loads(path.read_text())
        cases[path.parent.name] = {
            key: about.get("expect", "ok") for stream in said.get("streams", {}).values() for key, about in stream.items()}
    about = dict(re.findall(r"^\| (\w+) \| (.+?) \| .+? \| .+? \|$", (Path(corpus) / "README.md").read_text(), re.M))
    return cases, about


def main():
    corpus, log = sys.argv[1], "\n".join(Path(p).read_text(errors="replace") for p in sys.argv[2:])
    cases, about = truth(corpus)
    holds = {case: (int(n), int(of)) for n, of, case in re.findall(r"^(?:ok|MISS) +(\d+)/(\d+) (\w+)$", log, re.M) if case in cases}
    misses = dict.fromkeys((case, key) for case, key in re.findall(r"^MISS (\w+): ([^:]+):", log, re.M) if case in cases)
    missing = [case for case, keys in cases.items() if "ok" in keys.values() and case not in holds]
    if missing:
        sys.exit(f"the log says nothing of {missing}")
    good, due = (sum(pair[i] for pair in holds.values()) for i in (0, 1))
    print(f"""# Array keys of the corpus that hold

Written by `.ci/array_keys.py` from the log of the outside check; do not edit. **{good} of {due}** keys hold: every frame's SHA-256 in table
`frames`, the column in table `stream`, and shape, dtype and status in table `assets` are those of the Python stack.

| case | what it holds | keys that hold |
| --- | --- | --- |""")
    for case, (n, of) in sorted(holds.items()):
        print(f"| {case} | {about.get(case, '')} | {n} of {of} |")
    if misses:
        print("\n## Those that do not\n")
    for case, key in misses:
        found = re.search(r"data key '" + re.escape(key) + r"'[^\n]*?: Cannot ([^\n]+)", log)
        print(f"- {case}, `{key}`: cannot {found.group(1).strip() if found else 'be read: ' + key}")


if __name__ == "__main__":
    main()
