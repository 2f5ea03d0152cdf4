"""Where the samples are, and how an expected answer is written down."""

import json
import math
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1]
FIXED_ROOT = "/data/bluesky-samples"  # documents name their files below this place; rootMap moves it to SAMPLES


def local(path):
    """The file in this clone behind a path that a document names."""
    if not path.startswith(FIXED_ROOT + "/"):
        raise ValueError(f"{path} is not below {FIXED_ROOT}")
    return SAMPLES / path[len(FIXED_ROOT) + 1:]


def plain(value):
    """JSON without its three literals that are no JSON: NaN, Infinity and -Infinity become strings."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return value


def render(value, depth=3):
    """JSON text with one row a line, so that a diff shows the row: the outer `depth` levels are broken up."""
    return _render(plain(value), depth, "") + "\n"


def _render(value, depth, indent):
    if depth == 0 or not isinstance(value, (dict, list)) or not value:
        return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    inner = indent + " "
    if isinstance(value, dict):
        parts = [f"{json.dumps(k)}: {_render(v, depth - 1, inner)}" for k, v in value.items()]
        return "{\n" + ",\n".join(inner + p for p in parts) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + _render(v, 0, inner) for v in value) + f"\n{indent}]"
