package io.github.blueskyspark;

import io.github.blueskyspark.errors.BlueskyException;
import io.github.blueskyspark.spark.catalog.CatalogNames;
import io.github.blueskyspark.spark.functions.CatalogFunctions;
import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.ProcedureCatalog;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * An archive as a catalog of tables and functions.
 *
 * <pre>
 * spark.sql.catalog.c=io.github.blueskyspark.BlueskyCatalog
 * spark.sql.catalog.c.path=/data/archive
 * SELECT * FROM c.runs; SELECT * FROM c.stream.`primary`; SELECT * FROM c.run.`-1`.`primary`
 * </pre>
 *
 * <p>Options are those of the reader. Read only: whatever would create, change or drop is refused.
 */
public final class BlueskyCatalog
    implements TableCatalog, SupportsNamespaces, FunctionCatalog, ProcedureCatalog {
  private String name = "";
  private CatalogNames names = new CatalogNames("", Map.of());

  @Override
  public void initialize(String catalogName, CaseInsensitiveStringMap options) {
    name = catalogName;
    names = new CatalogNames(catalogName, options.asCaseSensitiveMap());
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.github.blueskyspark.errors.OptionException when there is none of that name: Spark
   *     would replace a NoSuchTableException by a text that cannot say which names are near
   */
  @Override
  public Table loadTable(Identifier identifier) {
    return names.table(identifier.namespace(), identifier.name());
  }

  @Override
  public boolean tableExists(Identifier identifier) {
    try {
      return names.table(identifier.namespace(), identifier.name()).columns() != null;
    } catch (BlueskyException e) {
      return false;
    }
  }

  @Override
  public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
    check(namespace);
    return names.tables(namespace).stream()
        .map(table -> Identifier.of(namespace, table))
        .toArray(Identifier[]::new);
  }

  @Override
  public String[][] listNamespaces() {
    return lists(new String[0]);
  }

  @Override
  public String[][] listNamespaces(String[] namespace) throws NoSuchNamespaceException {
    check(namespace);
    return lists(namespace);
  }

  private String[][] lists(String[] namespace) {
    return names.namespaces(namespace).stream()
        .map(path -> path.toArray(String[]::new))
        .toArray(String[][]::new);
  }

  @Override
  public boolean namespaceExists(String[] namespace) {
    return names.namespaceExists(namespace);
  }

  @Override
  public Map<String, String> loadNamespaceMetadata(String[] namespace)
      throws NoSuchNamespaceException {
    check(namespace);
    return Map.of();
  }

  private void check(String[] namespace) throws NoSuchNamespaceException {
    if (!names.namespaceExists(namespace)) {
      throw new NoSuchNamespaceException(namespace);
    }
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) throws NoSuchNamespaceException {
    check(namespace);
    if (namespace.length > 0) {
      return new Identifier[0];
    }
    return CatalogFunctions.names().stream()
        .map(f -> Identifier.of(namespace, f))
        .toArray(Identifier[]::new);
  }

  /**
   * Functions are at the top; they are found from every namespace, so that {@code USE c.stream}
   * does not hide them.
   */
  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    var found = CatalogFunctions.of(identifier.name());
    if (found.isEmpty() || !names.namespaceExists(identifier.namespace())) {
      throw new NoSuchFunctionException(identifier);
    }
    return found.get();
  }

  /**
   * Procedures of the namespace {@code system}.
   *
   * @throws io.github.blueskyspark.errors.OptionException when there is none of that name
   */
  @Override
  public UnboundProcedure loadProcedure(Identifier identifier) {
    return names.procedure(identifier.namespace(), identifier.name());
  }

  /** Spark 4.0 has no such method, and does not ask. */
  @Override
  public Identifier[] listProcedures(String[] namespace) {
    return names.procedures(namespace).stream()
        .map(procedure -> Identifier.of(namespace, procedure))
        .toArray(Identifier[]::new);
  }

  private static UnsupportedOperationException readOnly(String what) {
    return new UnsupportedOperationException("A Bluesky catalog is read only: cannot " + what);
  }

  @Override
  public Table alterTable(Identifier identifier, TableChange... changes) {
    throw readOnly("alter table " + identifier);
  }

  @Override
  public boolean dropTable(Identifier identifier) {
    throw readOnly("drop table " + identifier);
  }

  @Override
  public void renameTable(Identifier from, Identifier to) {
    throw readOnly("rename table " + from);
  }

  @Override
  public void createNamespace(String[] namespace, Map<String, String> metadata) {
    throw readOnly("create namespace " + String.join(".", namespace));
  }

  @Override
  public void alterNamespace(String[] namespace, NamespaceChange... changes) {
    throw readOnly("alter namespace " + String.join(".", namespace));
  }

  @Override
  public boolean dropNamespace(String[] namespace, boolean cascade) {
    throw readOnly("drop namespace " + String.join(".", namespace));
  }
}
