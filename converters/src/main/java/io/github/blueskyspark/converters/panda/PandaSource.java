package io.github.blueskyspark.converters.panda;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Rows of PandA files as Spark reads them: in blocks of columns, without an object a cell. Made by
 * Spark from its class name; {@link PandaJob} gives it its plan.
 */
public final class PandaSource implements TableProvider {
  /** For {@code DataFrameReader.format}. */
  static final String FORMAT = PandaSource.class.getName();

  /** Option with the text of a {@link PandaPlan}. */
  static final String PLAN = "plan";

  /** Made by Spark. */
  public PandaSource() {}

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return PandaPlan.of(options.get(PLAN)).schema();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new Rows(PandaPlan.of(new CaseInsensitiveStringMap(properties).get(PLAN)));
  }

  /** The table. */
  private record Rows(PandaPlan plan) implements Table, SupportsRead {
    @Override
    public String name() {
      return "PandA files (" + plan.files().size() + ")";
    }

    @Override
    @SuppressWarnings({"deprecation", "InlineMeSuggester"}) // Spark asks for columns by schema
    public StructType schema() {
      return plan.schema();
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return new PandaScan(plan);
    }
  }
}
