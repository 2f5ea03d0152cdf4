package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.options.Options;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to convert.
 *
 * @param files paths of PandA files or of directories with some
 * @param target directory of the warehouse
 * @param runArchive archive with the documents of the runs that used the files
 * @param options reader options for that archive; {@code mode=FAILFAST} also stops at the first
 *     PandA file that cannot be read
 * @param bits bits that become BOOLEAN columns: {@code all}, which makes 32 of each {@code
 *     PCAP.BITSn}, or {@code COLUMN=NAME,NAME,…} from bit 0 on, an empty name for a bit to leave
 *     out
 */
public record PandaRequest(
    List<String> files,
    String target,
    Optional<String> runArchive,
    Map<String, String> options,
    List<String> bits) {
  /** Copies the collections. */
  public PandaRequest {
    files = List.copyOf(files);
    options = Map.copyOf(options);
    bits = List.copyOf(bits);
  }

  /** Without columns of bits. */
  public PandaRequest(
      List<String> files, String target, Optional<String> runArchive, Map<String, String> options) {
    this(files, target, runArchive, options, List.of());
  }

  /** Whether the first file that cannot be read ends it. */
  boolean isStrict() {
    return options.entrySet().stream()
        .anyMatch(
            o ->
                o.getKey().equalsIgnoreCase(Options.MODE.key())
                    && o.getValue().equalsIgnoreCase("FAILFAST"));
  }

  Map<String, String> selection() {
    Map<String, String> selection = new TreeMap<>(options);
    // How strict a conversion was changes no row.
    selection.keySet().removeIf(Options.MODE.key()::equalsIgnoreCase);
    runArchive.ifPresent(archive -> selection.put("runArchive", archive));
    selection.putAll(PandaBits.of(bits).selection());
    return selection;
  }
}
