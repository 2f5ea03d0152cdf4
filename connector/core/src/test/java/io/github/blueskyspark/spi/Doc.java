package io.github.blueskyspark.spi;

/**
 * Documents as lines of {@link LineFormat}, for tests. JSON is written with single quotes, so that
 * it reads well in Java.
 */
public final class Doc {
  private Doc() {}

  /** Any document; {@code json} with single quotes. */
  public static String of(String name, String json) {
    return "[\"" + name + "\", " + json.replace('\'', '"') + "]";
  }

  /** A start document at second 0. */
  public static String start(String uid) {
    return start(uid, 0);
  }

  /** A start document. */
  public static String start(String uid, double time) {
    return of("start", "{'uid': '" + uid + "', 'time': " + time + ", 'plan_name': 'count'}");
  }

  /** A stop document. */
  public static String stop(String run) {
    return of("stop", "{'uid': 'stop-" + run + "', 'run_start': '" + run + "', 'time': 9.5}");
  }

  /** A descriptor; {@code dataKeys} is the inside of its data_keys. */
  public static String descriptor(String uid, String run, String stream, String dataKeys) {
    return of(
        "descriptor",
        "{'uid': '%s', 'run_start': '%s', 'name': '%s', 'time': 1, 'data_keys': {%s}}"
            .formatted(uid, run, stream, dataKeys));
  }

  /** A descriptor of stream {@code primary} with the number {@code x}. */
  public static String descriptor(String uid, String run) {
    return descriptor(uid, run, "primary", "'x': {'dtype': 'number', 'shape': []}");
  }

  /** An event; {@code data} is the inside of its data. */
  public static String event(String descriptor, long seqNum, String data) {
    return event("event-" + descriptor + "-" + seqNum, descriptor, seqNum, data);
  }

  /** An event of that uid. */
  public static String event(String uid, String descriptor, long seqNum, String data) {
    return of(
        "event",
        "{'uid': '%s', 'descriptor': '%s', 'seq_num': %d, 'time': 2.5, 'data': {%s}, 'timestamps': {}}"
            .formatted(uid, descriptor, seqNum, data));
  }

  /** An event with {@code x}. */
  public static String event(String descriptor, long seqNum) {
    return event(descriptor, seqNum, "'x': " + seqNum);
  }
}
