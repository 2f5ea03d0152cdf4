package io.github.blueskyspark.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A search that asks for a key that no run has says so. */
class UnknownKeysIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bluesky.root"), "sample-data");
  private final SparkSession spark =
      SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate();
  private final Logger logger = (Logger) LogManager.getLogger("io.github.blueskyspark.search");
  private final Sentences sentences = new Sentences();

  private static final class Sentences extends AbstractAppender {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    Sentences() {
      super("sentences", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      heard.add(event.getMessage().getFormattedMessage());
    }
  }

  @BeforeEach
  void listen() {
    sentences.start();
    logger.addAppender(sentences);
    logger.setLevel(Level.WARN);
  }

  @AfterEach
  void stopListening() {
    logger.removeAppender(sentences);
  }

  private Dataset<Row> runs(String query) {
    return spark
        .read()
        .format("bluesky")
        .option("query", query)
        .load(SAMPLES.resolve("documents/archive").toString());
  }

  @Test
  void aKeyThatNoRunHasIsWarnedOfOnceWithTheNearest() {
    assertThat(runs("{\"plan_nam\": \"count\"}").collectAsList()).isEmpty();
    assertThat(sentences.heard)
        .containsExactly("No run has the key 'plan_nam'. Did you mean 'plan_name'?");
  }

  @Test
  void keysThatARunHasAreNoNews() {
    assertThat(runs("{\"plan_name\": \"no such plan\"}").collectAsList()).isEmpty();
    assertThat(runs("{\"stop.exit_status\": \"no such status\"}").collectAsList()).isEmpty();
    assertThat(runs("{\"descriptors.name\": \"no such stream\"}").collectAsList()).isEmpty();
    assertThat(sentences.heard).isEmpty();
  }

  @Test
  void aScanThatEndsEarlyKnowsTooLittleToWarn() {
    runs("{\"no_such_key\": {\"$exists\": false}}").limit(1).collectAsList();
    assertThat(sentences.heard).isEmpty();
  }
}
