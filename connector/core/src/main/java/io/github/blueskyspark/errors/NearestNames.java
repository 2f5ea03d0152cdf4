package io.github.blueskyspark.errors;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a mistyped name may have meant, for error messages. */
public final class NearestNames {
  private static final int MOST = 3;
  private static final int LONGEST = 200;

  private NearestNames() {}

  /**
   * Up to three candidates at a small edit distance (insertions, deletions, replacements and swaps
   * of neighbours, upper and lower case alike), nearest first, then by name. A third of the name
   * may differ, at least one letter; empty when nothing is near.
   */
  public static List<String> of(String name, Collection<String> candidates) {
    int allowed = Math.max(1, name.length() / 3);
    if (name.length() > LONGEST) {
      return List.of();
    }
    record Near(String name, int distance) {}
    return candidates.stream()
        .distinct()
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= allowed)
        .map(candidate -> new Near(candidate, distance(lower(name), lower(candidate))))
        .filter(near -> near.distance <= allowed)
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .limit(MOST)
        .map(Near::name)
        .toList();
  }

  /** The same as words to begin a remedy with: {@code "Did you mean 'a' or 'b'? "}, or nothing. */
  public static String question(String name, Collection<String> candidates) {
    List<String> near = of(name, candidates).stream().map(found -> "'" + found + "'").toList();
    return near.isEmpty() ? "" : "Did you mean " + String.join(" or ", near) + "? ";
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Optimal string alignment, over three rows. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = above;
      above = row;
      row = free;
    }
    return above[b.length()];
  }
}
