package io.github.blueskyspark.documents;

/**
 * Why a document is rejected.
 *
 * @param rule short name, kebab-case, for example {@code seq-num}
 * @param reason one sentence with the values found
 * @param runUid run it belongs to, empty when not known
 */
public record Fault(String rule, String reason, String runUid) {
  static Fault of(String rule, String reason) {
    return new Fault(rule, reason, "");
  }

  Fault in(String run) {
    return new Fault(rule, reason, run);
  }
}
