"""Reads JSON archives of every framing: files to (name, document, text) per run, in the order of the file."""

import gzip
import json
from collections import namedtuple

Document = namedtuple("Document", "name doc text")
_DECODER = json.JSONDecoder()
_BETWEEN = " \t\r\n\x1e,"


def read(path):
    """(runs, broken): runs {uid: [Document]} in order of first appearance; broken: byte offset of a damaged tail or None."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = raw.decode("utf-8")
    documents, end = _documents(text)
    return _by_run(documents), None if end is None else len(text[:end].encode())


def _documents(text):
    found, at = [], 0
    if text.lstrip().startswith("[") and text.lstrip()[1:].lstrip().startswith("{"):
        at = text.index("[") + 1  # one array of {"name", "doc"}
    while True:
        while at < len(text) and text[at] in _BETWEEN:
            at += 1
        if at == len(text) or text[at:].strip() == "]":
            return found, None
        try:
            whole, after = _DECODER.raw_decode(text, at)
            name = whole[0] if isinstance(whole, list) else whole["name"]
            # ["name", {…}] and {"name": …, "doc": {…}}: the document is the first object after the name
            begin = text.index("{", at + 1)
            doc, end = _DECODER.raw_decode(text, begin)
        except ValueError:
            return found, at
        found.append(Document(name, doc, text[begin:end]))
        at = after


def _by_run(documents):
    runs, owner = {}, {}
    for item in documents:
        doc = item.doc
        if item.name == "start":
            uid = doc["uid"]
        elif "run_start" in doc:
            uid = doc["run_start"]
        else:
            uid = owner[doc.get("descriptor") or doc.get("resource") or doc.get("stream_resource")]
        if "uid" in doc and isinstance(doc["uid"], str):
            owner[doc["uid"]] = uid
        runs.setdefault(uid, []).append(item)
    return runs


def single(items):
    """The same documents with every page taken apart into its events or datums."""
    for item in items:
        if item.name == "event_page":
            page = item.doc
            for i, seq_num in enumerate(page["seq_num"]):
                doc = {"descriptor": page["descriptor"], "seq_num": seq_num, "uid": page["uid"][i], "time": page["time"][i]}
                for part in ("data", "timestamps", "filled"):
                    doc[part] = {k: v[i] for k, v in page.get(part, {}).items()}
                yield Document("event", doc, None)
        elif item.name == "datum_page":
            page = item.doc
            for i, datum_id in enumerate(page["datum_id"]):
                kwargs = {k: v[i] for k, v in page["datum_kwargs"].items()}
                yield Document("datum", {"resource": page["resource"], "datum_id": datum_id, "datum_kwargs": kwargs}, None)
        else:
            yield item
