package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A table whose columns somebody says beforehand: a write, which only asks what the table is
 * capable of, or {@code schema(…)} before {@code load(…)}, which is refused when it is read.
 */
public final class DeclaredTable implements SupportsRead {
  private final StructType declared;

  /** With these columns. */
  public DeclaredTable(StructType declared) {
    this.declared = declared;
  }

  @Override
  public String name() {
    return "bluesky";
  }

  @Override
  @SuppressWarnings("deprecation") // Spark 4.0 has no default for it
  public StructType schema() {
    return declared;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    throw new OptionException(
        Location.of("format bluesky"),
        "read with the schema " + declared.simpleString(),
        "an archive says itself which columns it has",
        "Leave schema(…) out");
  }
}
