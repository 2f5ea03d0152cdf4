package io.github.blueskyspark.converters.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small runs of documents, one file a run. */
final class MadeRuns {
  static final int EVENTS = 4;

  /** Start, descriptor, events and stop. */
  static final int DOCUMENTS = EVENTS + 3;

  private MadeRuns() {}

  static String uid(int number) {
    return String.format("%08d-0000-4000-a000-000000000000", number);
  }

  /** The documents of a run, as lines. */
  static List<String> lines(int number) {
    String uid = uid(number);
    double time = 1.7e9 + number * 864_000.0;
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "[\"start\", {\"uid\": \"%s\", \"time\": %.1f, \"scan_id\": %d, \"plan_name\":"
                + " \"count\"}]",
            uid, time, number));
    lines.add(
        String.format(
            "[\"descriptor\", {\"uid\": \"d%d\", \"run_start\": \"%s\", \"time\": %.1f,"
                + " \"name\": \"primary\", \"data_keys\": {\"det\": {\"source\": \"sim\","
                + " \"dtype\": \"number\", \"shape\": []}}, \"configuration\": {},"
                + " \"object_keys\": {}, \"hints\": {}}]",
            number, uid, time));
    for (int i = 1; i <= EVENTS; i++) {
      lines.add(event(number, i));
    }
    lines.add(
        String.format(
            "[\"stop\", {\"uid\": \"s%d\", \"run_start\": \"%s\", \"time\": %.1f,"
                + " \"exit_status\": \"success\", \"num_events\": {\"primary\": %d}}]",
            number, uid, time + 60, EVENTS));
    return lines;
  }

  static String event(int number, int sequence) {
    return String.format(
        "[\"event\", {\"uid\": \"e%d-%d\", \"descriptor\": \"d%d\", \"time\": %.1f, \"seq_num\":"
            + " %d, \"data\": {\"det\": %d.5}, \"timestamps\": {\"det\": 1.5}, \"filled\": {}}]",
        number, sequence, number, 1.7e9 + number * 864_000.0 + sequence, sequence, sequence);
  }

  /** Writes runs {@code from} to {@code to}, the last not included. */
  static Path write(Path folder, int from, int to) throws IOException {
    Files.createDirectories(folder);
    for (int i = from; i < to; i++) {
      Files.write(folder.resolve(uid(i) + ".jsonl"), lines(i));
    }
    return folder;
  }
}
