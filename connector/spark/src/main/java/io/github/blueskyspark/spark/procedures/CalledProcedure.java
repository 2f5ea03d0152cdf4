package io.github.blueskyspark.spark.procedures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.BoundProcedure;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;

/** A procedure in one catalog, as Spark calls it. */
public final class CalledProcedure implements UnboundProcedure, BoundProcedure {
  private final CatalogProcedure procedure;
  private final CatalogContext catalog;

  private CalledProcedure(CatalogProcedure procedure, CatalogContext catalog) {
    this.procedure = procedure;
    this.catalog = catalog;
  }

  private static List<CatalogProcedure> all() {
    List<CatalogProcedure> found = new ArrayList<>();
    ServiceLoader.load(CatalogProcedure.class, CalledProcedure.class.getClassLoader())
        .forEach(found::add);
    found.sort(Comparator.comparing(CatalogProcedure::name));
    return found;
  }

  /** Names of the procedures that there are. */
  public static List<String> names() {
    return all().stream().map(CatalogProcedure::name).toList();
  }

  /** The procedure of that name, in any case; empty when there is none. */
  public static Optional<CalledProcedure> named(String name, CatalogContext catalog) {
    return all().stream()
        .filter(p -> p.name().equals(name.toLowerCase(Locale.ROOT)))
        .map(p -> new CalledProcedure(p, catalog))
        .findFirst();
  }

  @Override
  public String name() {
    return procedure.name();
  }

  @Override
  public String description() {
    return procedure.description();
  }

  @Override
  public BoundProcedure bind(StructType input) {
    return this;
  }

  @Override
  public ProcedureParameter[] parameters() {
    return procedure.parameters();
  }

  /** Archives and warehouses may change at any time. */
  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public Iterator<Scan> call(InternalRow input) {
    return List.of(procedure.call(catalog, input)).iterator();
  }
}
