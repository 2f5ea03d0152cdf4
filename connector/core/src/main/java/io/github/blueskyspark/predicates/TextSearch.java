package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words to look for in all texts of a document, as MongoDB's {@code $text} reads them: any word
 * will do, every phrase in quotation marks has to be there, a word behind a minus must not be.
 * Upper and lower case and diacritics are the same. Words are not reduced to their stems.
 *
 * @param words any of them; lower case, without diacritics
 * @param phrases all of them, within one text
 * @param without none of them
 */
public record TextSearch(List<String> words, List<String> phrases, List<String> without)
    implements Serializable {
  private static final Pattern PART = Pattern.compile("(-?)\"([^\"]*)\"|(\\S+)");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern MARK = Pattern.compile("\\p{M}+");

  /** Copies the lists. */
  public TextSearch {
    words = List.copyOf(words);
    phrases = List.copyOf(phrases);
    without = List.copyOf(without);
  }

  /** Reads a search text. */
  public static TextSearch parse(String text) {
    List<String> words = new ArrayList<>();
    List<String> phrases = new ArrayList<>();
    List<String> without = new ArrayList<>();
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      if (parts.group(2) != null) {
        boolean negated = !parts.group(1).isEmpty();
        (negated ? without : phrases).add(folded(parts.group(2)));
      } else if (parts.group(3).startsWith("-")) {
        without.addAll(wordsOf(parts.group(3)));
      } else {
        words.addAll(wordsOf(parts.group(3)));
      }
    }
    return new TextSearch(words, phrases, without);
  }

  private static String folded(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
    return MARK.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static List<String> wordsOf(String text) {
    List<String> words = new ArrayList<>();
    Matcher found = WORD.matcher(folded(text));
    while (found.find()) {
      words.add(found.group());
    }
    return words;
  }

  /** Whether a document has what is looked for; a search without words and phrases finds none. */
  boolean isIn(JsonNode document, Budget budget) {
    List<String> texts = new ArrayList<>();
    collect(document, texts, budget);
    Set<String> present = new HashSet<>();
    texts.forEach(text -> present.addAll(wordsOf(text)));
    boolean asked = !words.isEmpty() || !phrases.isEmpty();
    boolean anyWord =
        words.isEmpty() || !phrases.isEmpty() || words.stream().anyMatch(present::contains);
    return asked
        && anyWord
        && phrases.stream().allMatch(p -> texts.stream().anyMatch(t -> t.contains(p)))
        && without.stream()
            .noneMatch(
                w ->
                    w.contains(" ")
                        ? texts.stream().anyMatch(t -> t.contains(w))
                        : present.contains(w));
  }

  private static void collect(JsonNode node, List<String> texts, Budget budget) {
    if (node.isTextual()) {
      texts.add(folded(node.textValue()));
      return;
    }
    for (JsonNode child : node) {
      budget.visit();
      collect(child, texts, budget);
    }
  }
}
