"""Eight conversions at once into one warehouse, each a process of its own with a small heap.

    .ci/concurrent [--bundle JAR] [--runs 60] [--events 10] [--heap 512m] [--processes 8] [--work DIR]

Their sources are different, the same, or overlap; two are told to read a part of them. What they leave is compared with the
same conversions one after the other, row for row in every table, through DuckDB. Nobody may fail, nothing that does not count
may lie in a table folder or in the staging area. Then two of them once more at once: not a byte may change. The conversions one
after the other, `vacuum` and `verify` happen in one process.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

import make_archive
from kills import bundle_of, content, live, say, tables

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(pyspark.__file__).parent


class Child:
    """A command that runs. What it prints goes to files: a pipe that nobody reads would stop it, and with it who waits for its lock."""

    def __init__(self, given, *arguments):
        self.out, self.error = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        # Quick to start: what is looked for is in the meeting of processes, not in compiled code.
        self.process = subprocess.Popen(
            [str(HOME / "bin/spark-submit"), "--master", "local[1]", "--driver-memory", given.heap,
             "--driver-java-options", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto", "--conf", "spark.ui.enabled=false",
             "--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.sql.shuffle.partitions=1",
             "--class", "io.github.blueskyspark.jobs.Main", str(given.bundle), *map(str, arguments), "--json"],
            env={**os.environ, "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1"}, stdout=self.out, stderr=self.error)

    def ended(self):
        """Exit code, report and messages."""
        code = self.process.wait()
        texts = []
        for file in (self.out, self.error):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
            file.close()
        try:
            return code, json.loads(texts[0]), texts[1]
        except json.JSONDecodeError:
            return code, {}, "".join(texts)


def conversions(archive):
    """Sources of the eight and from when on they are wanted, by name."""
    a, b, c, d = (archive / f"{n:04d}" for n in range(4))
    middle = make_archive.BEGIN + make_archive.APART * 20.5
    since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(middle))
    return {"one folder": ([a], ""), "another": ([b], ""), "both": ([a, b], ""), "a third": ([c], ""), "everything": ([archive], ""),
            "the third again": ([c], ""), "three, of them what is later": ([a, b, c], since), "the last, of it what is later": ([d], since)}


def stamps(target):
    return {p: p.stat().st_mtime_ns for p in target.rglob("*") if p.is_file()}


class Check:
    def __init__(self):
        self.wrong = []

    def hold(self, what, is_so, found=""):
        say(f"{what}: {'ok' if is_so else 'DIFFERS ' + str(found)[:600]}")
        if not is_so:
            self.wrong.append(what)

    def clean(self, target):
        """Nothing lies there that does not count."""
        counting = {p for t in tables(target) for p in live(target, t)}
        lying = {str(p) for p in target.rglob("*.parquet") if not p.relative_to(target).parts[0].startswith("_")}
        self.hold("every file in a table folder counts", counting == lying, sorted(counting ^ lying)[:4])
        staging = target / "_bluesky/staging"
        self.hold("nothing is staged", not staging.exists() or not list(staging.iterdir()), staging)


class Serial:
    """Conversions one after the other in this process."""

    def __init__(self, bundle):
        self.spark = (SparkSession.builder.master("local[2]").config("spark.driver.extraClassPath", str(bundle)).config("spark.ui.enabled", "false")
                      .config("spark.ui.showConsoleProgress", "false").config("spark.driver.host", "127.0.0.1")
                      .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
                      .config("spark.sql.caseSensitive", "true").config("spark.sql.shuffle.partitions", "2").getOrCreate())
        self.spark.sparkContext.setLogLevel("ERROR")
        self.jvm = self.spark._jvm
        self.package = self.jvm.io.github.blueskyspark.converters

    def convert(self, sources, since, target):
        options = self.jvm.java.util.HashMap()
        if since:
            options.put("since", since)
        request = self.package.archive.ConvertRequest([str(s) for s in sources], str(target), options, self.jvm.java.util.Optional.empty(),
                                                      getattr(self.package.archive, "ConvertRequest$Frames").REFERENCED)
        return self.package.archive.ArchiveConverter(self.spark._jsparkSession).convert(request).outcome().name()

    def orphans(self, target):
        vacuum = self.package.layout.WarehouseVacuum.of(self.spark._jsparkSession.sessionState().newHadoopConf(), str(target))
        return list(vacuum.orphans(self.jvm.java.time.Instant.now().plusSeconds(60)))

    def verify(self, target, archive):
        request = self.package.verify.VerifyRequest(str(target), [str(archive)], self.jvm.java.util.HashMap())
        return list(self.package.verify.WarehouseVerifier(self.spark._jsparkSession, request).verify().examples())


def at_once(given, check, archive, target, outcomes, names):
    began = time.time()
    told = {n: c for n, c in conversions(archive).items() if n in names}
    children = {name: Child(given, "convert", *sources, *(["--since", since] if since else []), "--to", target)
                for name, (sources, since) in told.items()}
    for name, child in children.items():
        code, report, error = child.ended()
        outcome = report.get("outcome", "")
        check.hold(f"at once, {name}: exit code {code}, {outcome}", code == 0 and outcome in outcomes, error[-600:])
    say(f"{len(children)} at once: {time.time() - began:.0f} s")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--bundle", type=Path)
    arguments.add_argument("--runs", type=int, default=60)
    arguments.add_argument("--events", type=int, default=10)
    arguments.add_argument("--heap", default="512m")
    arguments.add_argument("--processes", type=int, default=8, help="how many of the eight; the one of everything is always there")
    arguments.add_argument("--work", type=Path, default=ROOT / "build" / "concurrent")
    given = arguments.parse_args()
    given.bundle, work, check = Path(bundle_of(given.bundle)).resolve(), given.work.resolve(), Check()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    archive, target, calm = work / "archive", work / "at-once", work / "serial"
    make_archive.make(archive, given.runs, given.events, per_folder=(given.runs + 3) // 4)
    names = {*list(conversions(archive))[:given.processes], "everything"}
    at_once(given, check, archive, target, ("converted", "unchanged"), names)
    check.clean(target)
    before = stamps(target)
    at_once(given, check, archive, target, ("unchanged",), {"everything", "one folder"})
    now = stamps(target)
    check.hold("once more, nothing is written", now == before, [str(p) for p, _ in set(now.items()) ^ set(before.items())][:4])
    serial = Serial(given.bundle)
    for name in conversions(archive):
        if name in names:
            say(f"one after the other, {name}: {serial.convert(*conversions(archive)[name], calm)}")
    want, got = content(calm), content(target)
    check.hold("rows of every table", got == want, {t: (got.get(t), want.get(t)) for t in set(got) | set(want) if got.get(t) != want.get(t)})
    orphans = [p for p in serial.orphans(target) if not p.startswith("_bluesky/replaced/")]
    check.hold("vacuum finds nothing but what was replaced", not orphans, orphans)
    differences = serial.verify(target, archive)
    check.hold("verify against the sources", not differences, differences)
    print(f"{len(check.wrong)} differences")
    return bool(check.wrong)


if __name__ == "__main__":
    sys.exit(main())
