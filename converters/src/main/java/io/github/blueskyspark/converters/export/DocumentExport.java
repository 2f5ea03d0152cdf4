package io.github.blueskyspark.converters.export;

import static org.apache.spark.sql.functions.col;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes documents as suitcase-jsonl does: {@code <uid>.jsonl}, a line {@code ["name", {…}]} a
 * document.
 */
public final class DocumentExport {
  private static final int RUNS_A_TASK = 256;

  private DocumentExport() {}

  /**
   * Writes one file a run, each whole or not at all; files of other runs in the directory stay.
   *
   * @param documents columns {@code run_uid}, {@code position}, {@code name} and {@code json}
   * @return number of files
   */
  public static long writeJsonl(SparkSession spark, Dataset<Row> documents, String target)
      throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    new Path(target).getFileSystem(conf).mkdirs(new Path(target));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(conf));
    int tasks = Math.max(RUNS_A_TASK, context.defaultParallelism());
    return documents
        .select("run_uid", "position", "name", "json")
        .repartition(tasks, col("run_uid"))
        .sortWithinPartitions("run_uid", "position")
        .javaRDD()
        .mapPartitions(rows -> List.of(writeAll(rows, target, shared.value().value())).iterator())
        .reduce(Long::sum);
  }

  private static long writeAll(Iterator<Row> rows, String target, Configuration conf)
      throws IOException {
    List<String> written = new ArrayList<>();
    try (OneFile file = new OneFile(target, conf)) {
      while (rows.hasNext()) {
        Row row = rows.next();
        if (written.isEmpty() || !written.get(written.size() - 1).equals(row.getString(0))) {
          file.begin(row.getString(0));
          written.add(row.getString(0));
        }
        file.line(row.getString(2), row.getString(3));
      }
      file.end();
    }
    return written.size();
  }

  /** The name of a run's file; characters that a path would take apart are percent-encoded. */
  static String fileName(String uid) {
    StringBuilder name = new StringBuilder();
    for (byte b : uid.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= '0' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || c == '-'
              || c == '_'
              || c == '.';
      name.append(
          plain && !(c == '.' && name.length() == 0)
              ? String.valueOf(c)
              : String.format("%%%02X", (int) c));
    }
    return name + ".jsonl";
  }

  /** The file that is being written, under a hidden name until it is whole. */
  private static final class OneFile implements AutoCloseable {
    private final FileSystem files;
    private final Path folder;
    private Path draft;
    private Path last;
    private OutputStream out;

    OneFile(String target, Configuration conf) throws IOException {
      this.folder = new Path(target);
      FileSystem found = folder.getFileSystem(conf);
      if (found.getScheme().equals("file")) {
        RawLocalFileSystem raw = new RawLocalFileSystem();
        raw.initialize(found.getUri(), conf);
        this.files = raw;
      } else {
        this.files = found;
      }
    }

    void begin(String uid) throws IOException {
      end();
      last = new Path(folder, fileName(uid));
      draft = new Path(folder, "." + last.getName() + ".draft");
      out = new BufferedOutputStream(files.create(draft, true), 1 << 16);
    }

    void line(String name, String json) throws IOException {
      out.write(("[\"" + name + "\", " + json + "]\n").getBytes(StandardCharsets.UTF_8));
    }

    void end() throws IOException {
      if (out != null) {
        out.close();
        out = null;
        files.delete(last, false);
        if (!files.rename(draft, last)) {
          throw new IOException("cannot move " + draft + " to " + last);
        }
      }
    }

    @Override
    public void close() throws IOException {
      if (out != null) {
        out.close();
        files.delete(draft, false);
      }
    }
  }
}
