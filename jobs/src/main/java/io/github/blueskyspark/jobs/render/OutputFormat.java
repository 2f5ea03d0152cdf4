package io.github.blueskyspark.jobs.render;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** How rows are printed. */
public enum OutputFormat {
  /** Aligned columns for people; long cells are cut. */
  TABLE {
    @Override
    public void print(List<Row> rows, StructType schema, ZoneId zone, PrintStream out) {
      TableText.print(rows, schema, zone, out);
    }
  },
  /** One JSON array of objects, an object a line. */
  JSON {
    @Override
    public void print(List<Row> rows, StructType schema, ZoneId zone, PrintStream out) {
      out.println(JsonText.rows(rows, schema));
    }
  },
  /** RFC 4180 with a header line; complex values as JSON, null as an empty field. */
  CSV {
    @Override
    public void print(List<Row> rows, StructType schema, ZoneId zone, PrintStream out) {
      CsvText.print(rows, schema, out);
    }
  };

  /** Prints all rows. */
  public abstract void print(List<Row> rows, StructType schema, ZoneId zone, PrintStream out);
}
