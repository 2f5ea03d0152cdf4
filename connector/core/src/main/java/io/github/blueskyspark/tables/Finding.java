package io.github.blueskyspark.tables;

import java.io.Serializable;

/**
 * What validation has to say of one thing.
 *
 * @param severity how bad it is
 * @param runUid run it is about, empty when none is known
 * @param rule short name, kebab-case
 * @param where file and byte offset, or run and stream
 * @param message one sentence with the values found
 */
public record Finding(Severity severity, String runUid, String rule, String where, String message)
    implements Serializable {
  /** How bad a finding is. */
  public enum Severity {
    /** Data are lost, contradict each other, or cannot be understood. */
    ERROR,
    /** Unusual, or repaired on reading. */
    WARNING
  }
}
