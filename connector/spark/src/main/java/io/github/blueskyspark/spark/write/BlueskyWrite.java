package io.github.blueskyspark.spark.write;

import org.apache.spark.sql.connector.distributions.Distribution;
import org.apache.spark.sql.connector.distributions.Distributions;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.RequiresDistributionAndOrdering;

/** A planned write: all rows of a run in one task, by position. */
final class BlueskyWrite implements RequiresDistributionAndOrdering {
  private final WriteTarget target;
  private final BlueskyWriterFactory factory;

  BlueskyWrite(WriteTarget target, BlueskyWriterFactory factory) {
    this.target = target;
    this.factory = factory;
  }

  @Override
  public String description() {
    return "bluesky " + factory.format() + " " + target.directory();
  }

  @Override
  public Distribution requiredDistribution() {
    return Distributions.clustered(new Expression[] {Expressions.column("run_uid")});
  }

  @Override
  public SortOrder[] requiredOrdering() {
    return new SortOrder[] {ascending("run_uid"), ascending("position")};
  }

  private static SortOrder ascending(String column) {
    return Expressions.sort(Expressions.column(column), SortDirection.ASCENDING);
  }

  @Override
  public BatchWrite toBatch() {
    return new BlueskyBatchWrite(target, factory);
  }
}
