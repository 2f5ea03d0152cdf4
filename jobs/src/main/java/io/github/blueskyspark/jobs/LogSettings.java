package io.github.blueskyspark.jobs;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.logging.log4j.core.config.Configurator;

/** Log settings of the program: errors on stderr, where the user named no settings of their own. */
final class LogSettings {
  private static final String USER = "log4j2.configurationFile";

  private LogSettings() {}

  /** Takes effect also where spark-submit has begun to log with its own settings. */
  static void quiet() {
    if (System.getProperty(USER) != null) {
      return;
    }
    try {
      URI ours = LogSettings.class.getResource("log4j2.properties").toURI();
      System.setProperty(USER, ours.toString());
      Configurator.reconfigure(ours);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("log settings of the jar: please report", e);
    }
  }
}
