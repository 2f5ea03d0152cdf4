package io.github.blueskyspark.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.LongRanges;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.documents.StreamResource;
import io.github.blueskyspark.errors.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules about a run as a whole: start and stop, numbers of events, stream resources. What schemas
 * cannot say, because it takes several documents.
 */
final class RunRules {
  private static final Pattern SAFE_UID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Set<String> EXIT_STATUSES = Set.of("success", "abort", "fail");
  private static final Pattern REMOTE =
      Pattern.compile("(?i)(https?|ftp|jar|gopher|data):.*", Pattern.DOTALL);
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?i)[a-z][a-z0-9+.-]*://[^/@]*:[^/@]*@.*", Pattern.DOTALL);

  private final RunIndex run;
  private final Findings findings;
  private final String where;

  RunRules(RunIndex run, Findings findings) {
    this.run = run;
    this.findings = findings;
    this.where = Location.run(run.uid()).toString();
  }

  void check() {
    if (!SAFE_UID.matcher(run.uid()).matches()) {
      warning("uid", "", "the uid is no name for a file: letters, digits, '.', '_' and '-' are");
    }
    run.stopDocument()
        .ifPresentOrElse(
            this::stop, () -> warning("no-stop", "", "there is no stop document: the run is open"));
    run.streams().forEach(this::stream);
    run.notes().forEach(n -> warning("note", n, n));
  }

  private void error(String rule, String subject, String message) {
    findings.error(run.uid(), rule, where, subject, message);
  }

  private void warning(String rule, String subject, String message) {
    findings.warning(run.uid(), rule, where, subject, message);
  }

  private void stop(JsonNode stop) {
    String status = stop.path("exit_status").asText("");
    if (!EXIT_STATUSES.contains(status)) {
      error("exit-status", "", "'exit_status' is '" + status + "', not success, abort or fail");
    }
    JsonNode time = stop.path("time");
    if (!time.isNumber() || !Double.isFinite(time.asDouble())) {
      error("time", "stop", "'time' of the stop document is " + time + ", no time");
    } else if (time.asDouble() < run.startTime()) {
      error("time-order", "stop", "the stop document is older than the start document");
    }
    if (!stop.path("num_events").isObject()) {
      return;
    }
    Set<String> streams = new HashSet<>(run.streams());
    for (Map.Entry<String, JsonNode> said : stop.get("num_events").properties()) {
      boolean isKnown = streams.remove(said.getKey());
      long events = isKnown ? announced(said.getKey()).count() : 0;
      if (said.getValue().asLong(-1) != events) {
        error(
            "num-events",
            said.getKey(),
            "the stop document says "
                + said.getValue()
                + " events in stream '"
                + said.getKey()
                + "', there are "
                + events);
      }
    }
    for (String stream : streams) {
      if (announced(stream).count() > 0) {
        error("num-events", stream, "the stop document does not count stream '" + stream + "'");
      }
    }
  }

  /** The seq_nums that have an event or a row of an external array. */
  private LongRanges announced(String stream) {
    LongRanges all = new LongRanges();
    run.census(stream).seqNums().ranges().forEach(r -> all.addRange(r.start(), r.stop()));
    for (ExternalKey key : run.external(stream).values()) {
      key.frames().spans().forEach(s -> all.addRange(s.seqStart(), s.seqStop()));
    }
    return all;
  }

  private void stream(String stream) {
    long next = 1;
    for (LongRanges.Range range : announced(stream).ranges()) {
      if (range.start() != next) {
        error(
            "seq-num-gap",
            stream,
            "stream '" + stream + "' has no event with seq_num " + shown(next, range.start()));
      }
      next = range.stop();
    }
    long last = next;
    for (ExternalKey key : run.external(stream).values()) {
      rows(key, last);
      key.resources().values().forEach(this::resource);
    }
  }

  private static String shown(long from, long to) {
    return to - from == 1 ? String.valueOf(from) : from + " to " + (to - 1);
  }

  /** Each seq_num of the stream has a row of the array. */
  private void rows(ExternalKey key, long last) {
    LongRanges has = new LongRanges();
    key.frames().spans().forEach(s -> has.addRange(s.seqStart(), s.seqStop()));
    if (has.count() > 0 && has.count() < last - 1) {
      warning(
          "missing-rows",
          key.stream() + '\u0000' + key.key().name(),
          "stream '"
              + key.stream()
              + "', data key '"
              + key.key().name()
              + "' has rows for "
              + has.count()
              + " of "
              + (last - 1)
              + " seq_nums");
    }
  }

  private void resource(StreamResource resource) {
    String uri = resource.uri();
    String shown = Location.file(uri).toString();
    if (REMOTE.matcher(uri).matches()) {
      warning("uri", resource.uid(), "'" + shown + "' is on a server, which is not asked");
    }
    if (CREDENTIALS.matcher(uri).matches()) {
      warning("uri", resource.uid() + " password", "'" + shown + "' is stored with a password");
    }
    if (uri.indexOf('\0') >= 0 || List.of(uri.split("[/\\\\]", -1)).contains("..")) {
      warning("uri", resource.uid() + " path", "'" + shown + "' leads through '..'");
    }
    if (!resource.mimetype().toLowerCase(Locale.ROOT).contains("/")) {
      error("mimetype", resource.uid(), "'" + resource.mimetype() + "' is no mimetype");
    }
  }
}
