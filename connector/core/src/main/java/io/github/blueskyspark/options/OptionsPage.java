package io.github.blueskyspark.options;

import java.util.stream.Collectors;

/** The reference page of all options as Markdown, made from their declarations alone. */
public final class OptionsPage {
  private static final String HEAD =
      """
      # Options

      <!-- Made from the declarations in `options.Options`; a test compares. Do not edit: see CONTRIBUTING.md. -->

      Every option of `format("bluesky")`. The same word is written

      - in Spark: `spark.read().format("bluesky").option("rootMap", "/data=/mnt/data")`, in any case;
      - in a catalog: `spark.sql.catalog.<name>.rootMap=/data=/mnt/data`, for all its tables;
      - in one SQL statement: `SELECT … FROM c.frames.det_image WITH (roi = '0:64,0:64')`;
      - on the command line: as the flag, `--root-map /data=/mnt/data`, where `COMMAND --help` lists it.

      An option of the statement or the reader wins over the catalog's, that one over the default. An unknown
      option is refused; the message names the nearest one. What is not built yet is in the README's table.
      """;

  private static final String PASSED_ON =
      """

      ## Passed on

      Keys that begin with %s are not looked at here: they pass on to the library that speaks
      to that server. On the command line: `--option mongo.batchSize=500`.
      """;

  private OptionsPage() {}

  /** The whole page, with a line feed at its end. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (OptionGroup group : OptionGroup.values()) {
      page.append("\n## ").append(group.title()).append("\n\n");
      page.append("| option | flag | default | meaning |\n| --- | --- | --- | --- |\n");
      for (Option<?> option : Options.all()) {
        if (option.group() == group) {
          page.append(line(option));
        }
      }
    }
    return page.append(PASSED_ON.formatted(prefixes())).toString();
  }

  private static String line(Option<?> option) {
    return "| %s | %s | %s | %s%s |%n"
        .formatted(
            code(option.key()),
            code(option.flag()),
            option.shownDefault().isEmpty() ? "" : code(option.shownDefault()),
            option.help().replace("|", "\\|"),
            option.secret() ? " Its value is never shown." : "")
        .replace(System.lineSeparator(), "\n");
  }

  private static String prefixes() {
    return Options.PASS_ON.stream().map(p -> code(p + "*")).collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
