package io.github.blueskyspark.spark.write;

import io.github.blueskyspark.spark.warehouse.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The name of a run's file: its uid where that is a plain name in lower case, as all that Bluesky
 * makes are; else what is plain of it, a tilde and a hash. So no uid leads out of the directory,
 * and two that differ in case only have two files on every disk.
 */
public final class RunFileName {
  private static final int LONGEST = 100;
  private static final int HASH_LENGTH = 16;
  private static final Pattern PLAIN =
      Pattern.compile("(?!con|prn|aux|nul|com\\d|lpt\\d)[a-z0-9-][a-z0-9._-]{0,99}(?<!\\.)");

  private RunFileName() {}

  /** Without the ending of its format. */
  public static String of(String uid) {
    if (PLAIN.matcher(uid).matches()) {
      return uid;
    }
    String plain = uid.replaceAll("[^A-Za-z0-9-]", "");
    return plain.substring(0, Math.min(plain.length(), LONGEST / 2)) + "~" + hash(uid);
  }

  private static String hash(String uid) {
    return Sha256.hex(uid.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_LENGTH);
  }
}
