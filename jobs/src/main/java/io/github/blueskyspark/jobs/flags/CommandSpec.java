package io.github.blueskyspark.jobs.flags;

import io.github.blueskyspark.options.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command is called and takes.
 *
 * @param name word on the command line
 * @param summary one line for the list of commands
 * @param words names of its positional words; the last may end with {@code …} for one or more
 * @param own its own flags
 * @param readsArchive whether the reader options are flags too
 * @param about what it does, a paragraph or two, with an example
 */
public record CommandSpec(
    String name,
    String summary,
    List<String> words,
    List<Flag> own,
    boolean readsArchive,
    String about) {
  /** Copies the lists. */
  public CommandSpec {
    words = List.copyOf(words);
    own = List.copyOf(own);
  }

  /** Own flags, then those of the reader that no own one replaces. */
  public List<Flag> flags() {
    List<Flag> flags = new ArrayList<>(own);
    flags.addAll(readerFlags());
    return flags;
  }

  List<Flag> readerFlags() {
    if (!readsArchive) {
      return List.of();
    }
    return ReaderFlags.all().stream()
        .filter(f -> own.stream().noneMatch(o -> o.isCalled(f.name())))
        .toList();
  }

  boolean takes(Option<?> option) {
    return readerFlags().stream().anyMatch(f -> f.isCalled(option.flag()));
  }

  Optional<Flag> find(String word) {
    return flags().stream().filter(f -> f.isCalled(word)).findFirst();
  }

  boolean isOpenEnded() {
    return !words.isEmpty() && words.get(words.size() - 1).endsWith("…");
  }
}
