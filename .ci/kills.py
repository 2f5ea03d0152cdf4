"""Kills conversions with SIGKILL, at random moments and at every named step, and looks at what is left.

    .ci/kills [--kills 8] [--from 0] [--seconds 400] [--seed 1] [--launcher PROGRAM] [--bundle JAR] [--work DIR] [ARCHIVE…]

8 is the quick setting, 200 the long one; with --from, or --on for the one after the last, a long run can be done in pieces.
Without ARCHIVE: the documents of sample-data, and 1,000 runs made by make_archive.py. What an undisturbed conversion gives is
made once for each bundle, below build/kills. Of each kill, the target is new or holds a part of the archive already.
After each kill: what counts by the commit log, read by the connector and by DuckDB, is what was there before or all that was
to come, never a part; every Parquet file in a table folder is whole. The conversion, run again, ends; then the folders hold
what an undisturbed conversion holds, row for row, and nothing else; run once more, nothing is written.
"""

import argparse
import ctypes
import hashlib
import json
import os
import pickle
import random
import shutil
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
from pyspark.sql import SparkSession

import make_archive

ROOT = Path(__file__).resolve().parent.parent
STEPS = ["staging", "table staged", "move", "moves", "draft", "entry", "replaced", "clean"]
# Small data: compiling code for each query would take longer than the queries.
QUICK = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.shuffle.partitions": "2",
         "spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
MADE, DELETED, MOVED_TO, FOLDER = 0x100, 0x200, 0x80, 0x40000000


class Watch(threading.Thread):
    """Tells a function of every name made, moved in or deleted below a folder, by inotify."""

    def __init__(self, folder, told):
        super().__init__(daemon=True)
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.fd = self.libc.inotify_init1(0o2000000)
        self.told, self.paths, self.over = told, {}, False
        self.add(folder)

    def add(self, folder):
        number = self.libc.inotify_add_watch(self.fd, os.fsencode(folder), MADE | DELETED | MOVED_TO)
        if number < 0:
            return
        self.paths[number] = folder
        try:
            entries = list(os.scandir(folder))
        except OSError:
            return
        for entry in entries:  # made before the watch was there
            self.tell(entry.path, MADE | (FOLDER if entry.is_dir(follow_symlinks=False) else 0))

    def tell(self, path, mask):
        self.told(path, bool(mask & DELETED))
        if mask & FOLDER and not mask & DELETED:
            self.add(path)

    def run(self):
        while not self.over:
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:
                return
            at = 0
            while at < len(data):
                number, mask, _, length = struct.unpack_from("iIII", data, at)
                name = data[at + 16:at + 16 + length].rstrip(b"\0")
                at += 16 + length
                if number in self.paths and name:
                    self.tell(os.path.join(self.paths[number], os.fsdecode(name)), mask)


class Step:
    """Whether a change below the target is the step that is waited for."""

    def __init__(self, name, target, rng):
        self.name, self.target = name, str(target)
        self.left = {"move": 1, "table staged": rng.randint(1, 6), "moves": rng.randint(2, 12)}.get(name, 1)
        self.seen = set()

    def is_it(self, path, deleted):
        inside = os.path.relpath(path, self.target)
        last = os.path.basename(inside)
        if (inside, deleted) in self.seen:
            return False
        self.seen.add((inside, deleted))
        data = last.endswith(".parquet") and not inside.startswith("_bluesky")
        it = {"staging": inside.startswith("_bluesky/staging/") and not deleted,
              "table staged": last == "_SUCCESS" and not deleted,
              "move": data and not deleted,
              "moves": data and not deleted,
              "draft": last.endswith(".draft") and not deleted,
              "entry": inside.startswith("_bluesky/commits/") and last.endswith(".json") and not deleted,
              "replaced": inside.startswith("_bluesky/replaced/") and last.endswith(".parquet"),
              "clean": inside.startswith("_bluesky/staging/") and deleted and inside.count("/") == 2}[self.name]
        self.left -= it
        return it and self.left == 0


def say(text):
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def bundle_of(given):
    jars = [given] if given else sorted(p for p in ROOT.glob("jobs/target/bluesky-spark-bundle_2.13-*.jar")
                                        if not p.name.endswith(("-sources.jar", "-javadoc.jar")))
    if len(jars) != 1:
        sys.exit("kills: Cannot find the bundle: jobs/target holds none, or several. Build it or name it with --bundle")
    return jars[0]


def live(target, table):
    """Data files of a table that count, as docs/how-to/read-the-warehouse.md says."""
    if not any((target / "_bluesky/commits").glob("*.json")):
        return []
    query = (Path(ROOT) / "docs/how-to/live-files.sql").read_text().replace("WAREHOUSE", str(target))
    return [p for (p,) in duckdb.sql(query).fetchall() if p.startswith(f"{target}/{table}/")]


def plain(target, table):
    return [str(p) for p in sorted((target / table).rglob("*.parquet"))]


def rows(files):
    """Number of rows and the sum of their hashes; Parquet VARIANTs are left out, their text is in documents."""
    if not files:
        return 0, 0
    columns = duckdb.execute("DESCRIBE SELECT * FROM read_parquet(?, union_by_name=true, hive_partitioning=false)", [files]).fetchall()
    kept = ", ".join('"' + c[0].replace('"', '""') + '"' for c in sorted(columns) if c[1] != "VARIANT" and "metadata" not in c[1])
    return duckdb.execute(f"SELECT count(*), sum(hash({kept})::HUGEINT) FROM read_parquet(?, union_by_name=true, "
                          "hive_partitioning=false)", [files]).fetchall()[0]


def tables(target):
    return sorted(({str(p.parent.parent.parent.relative_to(target)) for p in target.rglob("*.parquet")
                    if not p.relative_to(target).parts[0].startswith("_")}))


def content(target, files=plain):
    return {t: rows(files(target, t)) for t in tables(target) if files(target, t)}


class Kills:
    def __init__(self, given, work):
        self.given, self.work, self.wrong = given, work, []
        self.bundle = Path(bundle_of(given.bundle)).resolve()
        bundle = str(self.bundle)
        builder = SparkSession.builder.master("local[2]").config("spark.driver.extraClassPath", bundle)
        settings = {**QUICK, "spark.driver.extraJavaOptions": QUICK_JAVA, "spark.sql.caseSensitive": "true",
                    "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
        for key, value in settings.items():
            builder = builder.config(key, value)
        self.spark = builder.getOrCreate()
        self.spark.sparkContext.setLogLevel("ERROR")

    def convert(self, source, target):
        """In the process that stays: quicker than another start of Java."""
        jvm = self.spark._jvm
        archive = jvm.io.github.blueskyspark.converters.archive
        options = jvm.java.util.HashMap()
        request = archive.ConvertRequest([str(source)], str(target), options, jvm.java.util.Optional.empty(),
                                         getattr(archive, "ConvertRequest$Frames").REFERENCED)
        return archive.ArchiveConverter(self.spark._jsparkSession).convert(request).outcome().name()

    def seen(self, target):
        """Documents by run, through the connector."""
        if not any((target / "_bluesky/commits").glob("*.json")):
            return {}
        table = self.spark.read.format("bluesky").option("table", "documents").load(str(target))
        return {r.run_uid: r["count"] for r in table.groupBy("run_uid").count().collect()}

    def prepare(self, number, archive):
        """Undisturbed conversions of a part and of the whole, and how long one takes in a process of its own. Made once."""
        files = sorted(p for p in archive.rglob("*") if p.is_file())
        known = hashlib.sha256()
        for part in [self.bundle, *files]:
            known.update(f"{part} {part.stat().st_size} {part.stat().st_mtime_ns}\n".encode())
        work = self.work / known.hexdigest()[:16]
        noted = work / "case.pickle"
        if noted.exists():
            say(f"{archive.name}: {len(files)} files, prepared before in {work}")
            return pickle.loads(noted.read_bytes())
        shutil.rmtree(work, ignore_errors=True)
        # The part is converted below the name of the whole, as an archive that has grown since.
        source, before, after = work / "source", work / "before", work / "after"
        source.mkdir(parents=True)
        few = files[:max(1, len(files) // 3)]
        for file in few:
            shutil.copy2(file, source)
        say(f"{archive.name}: {len(files)} files; converting {len(few)} of them")
        self.convert(source, before)
        for file in files:
            shutil.copy2(file, source)
        touched = number % 2 == 0
        if touched:  # a file that has changed makes the conversion replace files
            os.utime(max(source.iterdir(), key=lambda p: p.stat().st_size))
        say(f"{archive.name}: converting all in a process of its own")
        began = time.time()
        done = self.start(source, after)
        error = done.communicate()[1]
        if done.returncode not in (0, 3):
            sys.exit(f"kills: Cannot convert {archive}: {error.decode(errors='replace')[-500:]}")
        case = {"source": source, "seconds": time.time() - began, "before": before, "have": self.seen(before),
                "want": self.seen(after), "rows": content(after), "rows before": content(before), "name": archive.name,
                "touched": touched}
        say(f"{archive.name}: converted in {case['seconds']:.1f} s")
        noted.write_bytes(pickle.dumps(case))
        return case

    def start(self, source, target):
        # A small, quick start: the moment of the kill is what is random here, not the compiler's.
        options = " ".join([QUICK_JAVA, *(f"-D{key}={value}" for key, value in QUICK.items())])
        return subprocess.Popen([*self.given.launcher.split(), "convert", str(source), "--to", str(target), "--mode", "PERMISSIVE"],
                                env={**os.environ, "JDK_JAVA_OPTIONS": options}, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, start_new_session=True)

    def hold(self, what, is_so, found=""):
        if not is_so:
            self.wrong.append(f"{what}: {str(found)[:300]}")
            say(f"DIFFERS: {self.wrong[-1]}")
        return is_so

    def kill(self, number, case, fresh, step, rng):
        target = self.work / "killed"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        if not fresh:
            shutil.rmtree(target)
            shutil.copytree(case["before"], target)
        reached = threading.Event()
        if step:
            wanted = Step(step, target, rng)
            watch = Watch(str(target), lambda path, deleted: wanted.is_it(path, deleted) and reached.set())
            reached.clear()
            watch.start()
        child = self.start(case["source"], target)
        moment = case["seconds"] * rng.uniform(0.3, 1.02)
        began = time.time()
        while child.poll() is None and not reached.is_set() and (step or time.time() - began < moment):
            reached.wait(0.002 if step else 0.01)
        alive = child.poll() is None
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.communicate()
        if step:
            watch.over = True
            os.close(watch.fd)
        after = "before" if self.look(f"kill {number}", case, target, fresh) else "after"
        self.again(f"kill {number}", case, target)
        where = step or f"{moment:.1f} s of {case['seconds']:.1f}"
        say(f"{number}: {case['name']}, {'new' if fresh else 'grown'}, {where}, "
            f"{'killed' if alive else 'was over'}, state {after}")
        return alive

    def look(self, kill, case, target, fresh):
        """What readers see of a target whose conversion was killed; whether that is the state before."""
        have = {} if fresh else case["have"]
        seen = self.seen(target)
        self.hold(f"{kill}: runs and documents by the connector", seen in (have, case["want"]),
                  f"{len(seen)} runs, {len(have)} before, {len(case['want'])} after")
        counted = {t: rows(live(target, t)) for t in tables(target) if live(target, t)}
        allowed = ({} if fresh else case["rows before"], case["rows"])
        self.hold(f"{kill}: rows by DuckDB of what counts", counted in allowed,
                  {t: (counted.get(t), allowed[0].get(t), allowed[1].get(t)) for t in set(counted) | set(allowed[1])
                   if counted.get(t) != allowed[1].get(t)})
        for file in target.rglob("*.parquet"):
            if not file.relative_to(target).parts[0].startswith("_"):
                try:
                    duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(file)]).fetchall()
                except duckdb.Error as e:
                    self.hold(f"{kill}: a file in a table folder", False, f"{file.name}: {e}")
        return seen == have

    def again(self, kill, case, target):
        try:
            self.convert(case["source"], target)
        except Exception as e:
            self.hold(f"{kill}: run again", False, e)
            return
        self.hold(f"{kill}: run again, by the connector", self.seen(target) == case["want"])
        got = content(target)
        self.hold(f"{kill}: run again, plain Parquet", got == case["rows"],
                  {t: (got.get(t), case["rows"].get(t)) for t in set(got) | set(case["rows"]) if got.get(t) != case["rows"].get(t)})
        stamps = {p: p.stat().st_mtime_ns for p in target.rglob("*")}
        self.hold(f"{kill}: once more", self.convert(case["source"], target) == "UNCHANGED")
        now = {p: p.stat().st_mtime_ns for p in target.rglob("*")}
        self.hold(f"{kill}: once more writes nothing", now == stamps, set(now.items()) ^ set(stamps.items()))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("archives", nargs="*", type=Path)
    arguments.add_argument("--kills", type=int, default=8)
    arguments.add_argument("--from", type=int, default=0, dest="first", help="number of the first kill")
    arguments.add_argument("--on", action="store_true", help="begin after the last kill that was noted")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--seconds", type=float, default=1e9, help="stop after the kill during which these are over")
    arguments.add_argument("--launcher", default=str(ROOT / "jobs" / "bin" / "bluesky-spark"))
    arguments.add_argument("--bundle", type=Path)
    arguments.add_argument("--work", type=Path, default=ROOT / "build" / "kills")
    given = arguments.parse_args()
    began, done, alive = time.time(), 0, 0
    work = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    archives = given.archives
    if not archives:
        if not (work / "thousand").is_dir():
            make_archive.make(work / "thousand.new", 1000, 10)
            os.rename(work / "thousand.new", work / "thousand")
        archives = [ROOT / "sample-data/documents/archive", work / "thousand"]
    noted = work / f"kills-{given.seed}.jsonl"
    if given.on and noted.exists():
        given.first = max((json.loads(line)["number"] for line in noted.open()), default=-1) + 1
    kills = Kills(given, work)
    cases = [kills.prepare(n, a.resolve()) for n, a in enumerate(archives)]
    say(f"prepared in {time.time() - began:.0f} s")
    first_kill = time.time()
    for number in range(given.first, given.first + given.kills):
        if time.time() - began > given.seconds:
            break
        rng = random.Random(f"{given.seed}/{number}")
        # Every other kill at a named step, in turn; the others at a moment.
        step = STEPS[number // 2 % len(STEPS)] if number % 2 == 0 else None
        fresh = False if step == "replaced" else rng.random() < 0.5
        fitting = [c for c in cases if c["touched"] or step != "replaced"]
        wrong = len(kills.wrong)
        killed = kills.kill(number, rng.choice(fitting), fresh, step, rng)
        alive += killed
        done += 1
        with noted.open("a") as file:
            file.write(json.dumps({"number": number, "killed": killed, "differences": kills.wrong[wrong:]}) + "\n")
    kills.spark.stop()
    print("\n".join(kills.wrong))
    print(f"{done} kills from number {given.first}, {alive} of a process at work, {len(kills.wrong)} differences, "
          f"{time.time() - began:.0f} s, {(time.time() - first_kill) / max(1, done):.1f} s a kill")
    return bool(kills.wrong)


if __name__ == "__main__":
    sys.exit(main())
