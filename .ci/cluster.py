"""Conversions on a real cluster that loses executors: a standalone master and two workers of one core each.

    .ci/cluster [--bundle JAR] [--runs 400] [--work DIR]

Needs pyspark (its distribution holds the master and the workers) and duckdb. Runs the commands of
docs/how-to/run-on-a-cluster.md through spark-submit, with speculation on: convert while one executor is killed, and again while
a whole worker is; panda. Each time what comes out is compared with the same conversion on one machine, row for row.
Everything that was started is stopped.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pyspark

import make_archive
from kills import bundle_of, content, say

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(pyspark.__file__).parent
HERE = "127.0.0.1"


def free_port():
    with socket.socket() as s:
        s.bind((HERE, 0))
        return s.getsockname()[1]


def started_by(pid):
    """Processes whose parent is pid."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]) == pid:
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


class Cluster:
    def __init__(self, work):
        self.work, self.processes = work, []
        self.port = free_port()
        self.url = f"spark://{HERE}:{self.port}"
        self.environment = {**os.environ, "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": HERE, "SPARK_DAEMON_MEMORY": "256m",
                            "SPARK_DAEMON_JAVA_OPTS": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"}

    def daemon(self, name, *arguments):
        log = open(self.work / f"{name}.log", "w")
        child = subprocess.Popen([str(HOME / "bin/spark-class"), *arguments], env=self.environment, stdout=log,
                                 stderr=subprocess.STDOUT, start_new_session=True)
        self.processes.append(child)
        return child

    def worker(self, name):
        return self.daemon(name, "org.apache.spark.deploy.worker.Worker", self.url, "--host", HERE, "--cores", "1", "--memory", "800m",
                           "--webui-port", str(free_port()), "--work-dir", str(self.work / name))

    def __enter__(self):
        self.daemon("master", "org.apache.spark.deploy.master.Master", "--host", HERE, "--port", str(self.port),
                    "--webui-port", str(free_port()))
        self.await_line("master", "I have been elected leader")
        self.workers = [self.worker("worker-1"), self.worker("worker-2")]
        for name in ("worker-1", "worker-2"):
            self.await_line(name, "Successfully registered")
        return self

    def await_line(self, name, line):
        for _ in range(600):
            if line in (self.work / f"{name}.log").read_text():
                return
            time.sleep(0.2)
        sys.exit(f"cluster: {name} does not start: {(self.work / (name + '.log')).read_text()[-500:]}")

    def __exit__(self, *_):
        for child in reversed(self.processes):
            try:
                os.killpg(child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            child.wait()

    def submit(self, bundle, *arguments):
        return subprocess.Popen(
            [str(HOME / "bin/spark-submit"), "--master", self.url, "--driver-memory", "700m", "--executor-memory", "512m",
             "--conf", "spark.speculation=true", "--conf", "spark.speculation.quantile=0.5",
             "--conf", "spark.speculation.multiplier=1.1", "--conf", "spark.speculation.minTaskRuntime=50ms",
             "--conf", f"spark.driver.host={HERE}", "--conf", "spark.ui.enabled=false", "--conf", "spark.sql.shuffle.partitions=4",
             "--class", "io.github.blueskyspark.jobs.Main", str(bundle), *map(str, arguments)],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)

    def executors(self, worker):
        """Executor processes of a worker."""
        found, todo = [], [worker.pid]
        while todo:
            for child in started_by(todo.pop()):
                todo.append(child)
                try:
                    if b"CoarseGrainedExecutorBackend" in Path(f"/proc/{child}/cmdline").read_bytes():
                        found.append(child)
                except OSError:
                    continue
        return found


def local(bundle, *arguments):
    return subprocess.run([str(HOME / "bin/spark-submit"), "--master", "local[2]", "--conf", "spark.ui.enabled=false",
                           "--conf", f"spark.driver.host={HERE}", "--class", "io.github.blueskyspark.jobs.Main", str(bundle),
                           *map(str, arguments)], capture_output=True, env={**os.environ, "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": HERE})


def hold(wrong, what, is_so, found=""):
    say(f"{what}: {'ok' if is_so else 'DIFFERS ' + str(found)[:400]}")
    if not is_so:
        wrong.append(what)


def kill(cluster, target, whole):
    """Waits until a table is staged, then kills an executor, or a worker with its executors."""
    while not any((target / "_bluesky/staging").glob("*/documents")):
        yield None
    victim = cluster.workers[0]
    executors = cluster.executors(victim)
    for pid in executors:
        os.kill(pid, signal.SIGKILL)
    if whole:
        os.killpg(victim.pid, signal.SIGKILL)
    yield len(executors)


def convert(cluster, bundle, archive, target, whole):
    child = cluster.submit(bundle, "convert", archive, "--to", target, "--mode", "PERMISSIVE")
    killed = 0
    for step in kill(cluster, target, whole):
        if step is not None:
            killed = step
        elif child.poll() is not None:
            break
        time.sleep(0.05)
    out, error = child.communicate()
    return child.returncode, killed, out.decode(), error.decode(errors="replace")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--bundle", type=Path)
    arguments.add_argument("--runs", type=int, default=400)
    arguments.add_argument("--work", type=Path, default=ROOT / "build" / "cluster")
    given = arguments.parse_args()
    bundle, work, wrong = bundle_of(given.bundle), given.work.resolve(), []
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    archive = work / "archive"
    make_archive.make(archive, given.runs, 20)
    done = local(bundle, "convert", archive, "--to", work / "one", "--mode", "PERMISSIVE")
    hold(wrong, "one machine", done.returncode == 0, done.stderr.decode()[-400:])
    want = content(work / "one")
    with Cluster(work) as cluster:
        for name, whole in (("an executor is lost", False), ("a worker is lost", True)):
            target = work / name.replace(" ", "-")
            code, killed, out, error = convert(cluster, bundle, archive, target, whole)
            hold(wrong, f"{name}: {killed} executors killed while it ran", killed > 0)
            hold(wrong, f"{name}: exit code", code == 0, error[-600:])
            got = content(target)
            hold(wrong, f"{name}: rows", got == want, {t: (got.get(t), want.get(t)) for t in set(got) | set(want) if got.get(t) != want.get(t)})
            child = cluster.submit(bundle, "convert", archive, "--to", target, "--mode", "PERMISSIVE")
            out, error = child.communicate()
            hold(wrong, f"{name}: once more", child.returncode == 0 and b"unchanged" in out + error, (out + error)[-400:])
        files = sorted((ROOT / "sample-data/panda-scaled-types/archive").glob("*.h5"))
        child = cluster.submit(bundle, "panda", files[0], "--to", work / "panda")
        out, error = child.communicate()
        done = local(bundle, "panda", files[0], "--to", work / "panda-one")
        hold(wrong, "panda: exit codes", (child.returncode, done.returncode) == (0, 0), error[-600:])
        hold(wrong, "panda: rows", content(work / "panda") == content(work / "panda-one"), content(work / "panda"))
    print(f"{len(wrong)} differences")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
