package io.github.blueskyspark.archives;

import java.io.IOException;

/** A compressed stream that cannot be followed any further; what came before it is good. */
final class StreamDamage extends IOException {
  private static final long serialVersionUID = 1L;

  private final String rule;

  StreamDamage(String rule, String message, Throwable cause) {
    super(message, cause);
    this.rule = rule;
  }

  /** Name of the rule in the quarantine. */
  String rule() {
    return rule;
  }
}
