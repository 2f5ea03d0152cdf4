"""Writes truth.json: small tables and what pandas reads from them: python make.py"""
import io
import json
from pathlib import Path

import numpy as np
import pandas as pd

CASES = [
    ("plain", "-0.25,1.5,2\n1.125,-3,4e3\n5,6,7.0\n", {}, None),
    ("integers", "0 0\n1 7\n2 3\n", {"sep": " "}, None),
    ("no newline at the end", "1,2\n3,4", {}, None),
    ("carriage returns", "1,2\r\n3,4\r\n\r\n5,6\r\n", {}, None),
    ("tabs", "1\t2\n3\t4\n", {"delimiter": "\t"}, None),
    ("runs of blanks", "  1   2\n3 4  \n   5    6\n", {"sep": r"\s+"}, None),
    ("semicolons and commas", "1,5;2,25\n-3,0;4\n", {"sep": ";", "decimal": ","}, None),
    ("thousands", "1_000;2\n3;4_000_000\n", {"sep": ";", "thousands": "_"}, None),
    ("skipped rows", "# a\n# b\n1,2\n3,4\n", {"skiprows": 2}, None),
    ("skipped lines", "x,y\n1,2\nbroken\n3,4\n5,6\n", {"skiprows": [0, 2]}, None),
    ("comments", "# made by hand\n1,2 # first\n3,4\n", {"comment": "#"}, None),
    ("rows at most", "1,2\n3,4\n5,6\n", {"nrows": 2}, None),
    ("chosen columns", "1,2,3\n4,5,6\n", {"usecols": [2, 0]}, None),
    ("missing", "1,,3\nNaN,5,inf\nNA,8,-inf\n", {}, None),
    ("a short row", "1,2,3\n4,5\n6,7,8\n", {}, None),
    ("truths", "True,False\nfalse,TRUE\n", {}, None),
    ("quotes", '"1","2"\n"3",4\n', {}, None),
    ("declared float32", "1.5,2\n3,4\n", {}, "<f4"),
    ("declared uint8", "1,2\n3,255\n", {}, "|u1"),
    ("declared big endian", "1,2\n3,255\n", {}, ">i4"),
    ("blank lines are rows", "1,2\n\n3,4\n", {"skip_blank_lines": False}, None),
    ("names", "1,2\n3,4\n", {"names": ["a", "b"]}, None),
    ("a header", "a,b\n1,2\n3,4\n", {"header": 0}, None),
    ("blanks behind commas", "1, 2\n3, 4\n", {"skipinitialspace": True}, None),
    ("one column", "1\n2\n3\n", {}, None),
    ("large", "9007199254740993,-9223372036854775808\n", {}, None),
]


def case(name, text, parameters, declared):
    table = pd.read_csv(io.StringIO(text), **{"header": None, **parameters})
    a = table.to_numpy()
    if declared:
        a = a.astype(np.dtype(declared).newbyteorder("<"))
    a = np.ascontiguousarray(a)
    return {"name": name, "text": text, "parameters": parameters, "declared": declared, "dtype": a.dtype.str,
            "shape": list(a.shape), "bytes": a.tobytes().hex()}


out = {"pandas": pd.__version__, "cases": [case(*c) for c in CASES]}
Path(__file__).with_name("truth.json").write_text(json.dumps(out, indent=1) + "\n")
