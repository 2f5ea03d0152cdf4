package io.github.blueskyspark.tables;

import io.github.blueskyspark.tables.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers findings. Of many of the same kind about the same thing the first is told, with the
 * number of the others. Not thread safe.
 */
final class Findings {
  private static final int MOST = 100_000;

  private record Kind(String runUid, String rule, String subject) {}

  private static final class Told {
    private final Finding first;
    private long times = 1;

    Told(Finding first) {
      this.first = first;
    }

    Finding finding() {
      if (times == 1) {
        return first;
      }
      String message = first.message() + " (and " + (times - 1) + " more)";
      return new Finding(first.severity(), first.runUid(), first.rule(), first.where(), message);
    }
  }

  private final Map<Kind, Told> all = new LinkedHashMap<>();

  /**
   * Adds a finding.
   *
   * @param subject what it is about besides the run, for example a stream and key
   */
  void add(Finding finding, String subject) {
    Kind kind = new Kind(finding.runUid(), finding.rule(), subject);
    Told told = all.get(kind);
    if (told != null) {
      told.times++;
    } else if (all.size() < MOST) {
      all.put(kind, new Told(finding));
    }
  }

  void error(String run, String rule, String where, String subject, String message) {
    add(new Finding(Severity.ERROR, run, rule, where, message), subject);
  }

  void warning(String run, String rule, String where, String subject, String message) {
    add(new Finding(Severity.WARNING, run, rule, where, message), subject);
  }

  List<Finding> list() {
    List<Finding> list = new ArrayList<>();
    all.values().forEach(t -> list.add(t.finding()));
    return list;
  }
}
