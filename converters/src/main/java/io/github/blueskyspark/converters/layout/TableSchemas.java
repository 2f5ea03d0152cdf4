package io.github.blueskyspark.converters.layout;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.github.blueskyspark.spark.parquet.FooterSchema;
import io.github.blueskyspark.spark.warehouse.LayoutVersion;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/**
 * One type a column over all conversions of a warehouse. New files have every column that the table
 * has; where a type gets wider, files that count are written anew in the same commit.
 */
public final class TableSchemas {
  private static final long RUNS_A_FILE = 1_000;

  private final SparkSession spark;
  private final Path warehouse;
  private final Configuration conf;
  private final Map<String, List<TableFile>> kept = new LinkedHashMap<>();
  private final Map<String, StructType> known = new HashMap<>();

  /**
   * @param kept files that count and go on counting, oldest first, each with its owner
   */
  public TableSchemas(SparkSession spark, Path warehouse, Collection<TableFile> kept) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.conf = spark.sessionState().newHadoopConf();
    for (TableFile file : kept) {
      this.kept.computeIfAbsent(Partition.of(file).folder(), f -> new ArrayList<>()).add(file);
    }
  }

  private static boolean grows(String folder) {
    return folder.startsWith("stream/");
  }

  private List<TableFile> kept(String folder) {
    return kept.getOrDefault(folder, List.of());
  }

  private String uri(TableFile file) {
    return new Path(warehouse, file.path()).toString();
  }

  /** Columns of the table: those of the newest file, because each has what older ones have. */
  private StructType columns(String folder) throws IOException {
    StructType columns = known.get(folder);
    if (columns == null) {
      List<TableFile> files = grows(folder) ? kept(folder) : List.of();
      columns =
          files.isEmpty()
              ? new StructType()
              : FooterSchema.of(uri(files.get(files.size() - 1)), conf).orElseGet(StructType::new);
      known.put(folder, columns);
    }
    return columns;
  }

  /** Columns of a table whose columns grow, and that is there already. */
  Optional<StructType> grown(String folder) throws IOException {
    return Optional.of(columns(folder)).filter(c -> !c.isEmpty());
  }

  /** Files that lack a column of their table, or have it with another type. */
  List<TableFile> incomplete(Collection<TableFile> files) throws IOException {
    List<TableFile> growing = files.stream().filter(f -> grows(Partition.of(f).folder())).toList();
    List<FileLook> looks = FileLook.of(spark, growing.stream().map(this::uri).toList());
    List<TableFile> incomplete = new ArrayList<>();
    for (int i = 0; i < growing.size(); i++) {
      StructType columns = looks.get(i).columns();
      StructType table = columns(Partition.of(growing.get(i)).folder());
      if (columns.length() < table.length() || !drifting(table, columns).isEmpty()) {
        incomplete.add(growing.get(i));
      }
    }
    return incomplete;
  }

  /** The same rows with all columns of the table, those first; types stay as they are. */
  public Dataset<Row> fitted(String folder, Dataset<Row> rows) throws IOException {
    StructType table = columns(folder);
    List<String> given = List.of(rows.columns());
    List<Column> fitted = new ArrayList<>();
    for (StructField field : table.fields()) {
      String name = field.name();
      fitted.add(
          given.contains(name)
              ? SqlNames.column(name)
              : lit(null).cast(field.dataType()).as(name, field.metadata()));
    }
    Set<String> before = Set.of(table.fieldNames());
    given.stream()
        .filter(name -> !before.contains(name))
        .forEach(name -> fitted.add(SqlNames.column(name)));
    return before.isEmpty() ? rows : rows.select(fitted.toArray(Column[]::new));
  }

  /**
   * Makes types equal once a table is staged: what was staged, and files that count, are staged
   * anew where a type has to be wider.
   *
   * @return paths of files that count and that others take the place of
   */
  public List<String> unify(Staging staging, Collection<String> folders) throws IOException {
    staging.forgetAnew();
    List<String> replaced = new ArrayList<>();
    for (String folder : folders) {
      List<FileStatus> staged = staging.staged(folder);
      StructType table = columns(folder);
      if (!staged.isEmpty() && !table.isEmpty()) {
        StructType mine = FooterSchema.of(staged.get(0).getPath().toString(), conf).orElse(table);
        Set<String> drifting = drifting(table, mine);
        if (!drifting.isEmpty()) {
          replaced.addAll(unify(staging, folder, mine, drifting));
        }
      }
    }
    return replaced;
  }

  private static Set<String> drifting(StructType table, StructType other) {
    Set<String> names = new LinkedHashSet<>();
    for (StructField field : table.fields()) {
      SchemaUnion.find(other, field.name())
          .filter(o -> !DataType.equalsIgnoreNullability(o.dataType(), field.dataType()))
          .ifPresent(o -> names.add(o.name()));
    }
    return names;
  }

  private List<String> unify(Staging staging, String folder, StructType mine, Set<String> drifting)
      throws IOException {
    List<TableFile> files = kept(folder);
    List<FileStatus> staged = staging.staged(folder);
    List<String> uris = new ArrayList<>(files.stream().map(this::uri).toList());
    staged.forEach(s -> uris.add(s.getPath().toString()));
    List<FileLook> looks = FileLook.of(spark, uris);
    StructType union =
        widened(columns(folder), SchemaUnion.union(columns(folder), mine), looks, drifting);
    if (!drifting(union, mine).isEmpty()) {
      List<DataFileRows.Source> own = new ArrayList<>();
      for (FileStatus file : staged) {
        Partition at = Partition.ofStaged(file.getPath());
        own.add(at.source(file.getPath().toString(), file.getLen(), 0));
      }
      Path aside = staging.folder("_retyped/" + folder);
      rewrite(own, mine, union, aside, List.of(Staging.YEAR, Staging.MONTH));
      staging.exchange(folder, aside);
    }
    Map<StructType, List<TableFile>> outdated = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      StructType columns = looks.get(i).columns();
      if (!drifting(union, columns).isEmpty()) {
        outdated.computeIfAbsent(columns, c -> new ArrayList<>()).add(files.get(i));
      }
    }
    List<String> replaced = new ArrayList<>();
    for (Map.Entry<StructType, List<TableFile>> same : outdated.entrySet()) {
      Path to = new Path(staging.folderOfAnew(folder), "part" + replaced.size());
      rewriteOwned(same.getValue(), same.getKey(), union, to);
      same.getValue().forEach(f -> replaced.add(f.path()));
    }
    return replaced;
  }

  /** Types that hold the values of all files: no integer goes through a double that loses it. */
  private static StructType widened(
      StructType table, StructType union, List<FileLook> looks, Collection<String> drifting) {
    StructType widened = new StructType();
    for (StructField field : union.fields()) {
      DataType type = field.dataType();
      if (drifting.contains(field.name())) {
        boolean great = false;
        for (FileLook look : looks) {
          Optional<StructField> there = SchemaUnion.find(look.columns(), field.name());
          if (there.isPresent()) {
            type = TypeUnion.of(type, there.get().dataType());
            great |=
                TypeUnion.isInteger(there.get().dataType()) && look.great().contains(field.name());
          }
        }
        type = great && TypeUnion.isReal(type) ? DataTypes.VariantType : type;
      }
      widened =
          widened.add(new StructField(field.name(), type, true, metadata(field, type, table)));
    }
    return widened;
  }

  /** Notes where a VARIANT may hold a number that was another kind of number before. */
  private static Metadata metadata(StructField field, DataType type, StructType table) {
    boolean widened =
        type instanceof VariantType
            && SchemaUnion.find(table, field.name())
                .filter(f -> TypeUnion.isReal(f.dataType()) || TypeUnion.isBiggest(f.dataType()))
                .isPresent();
    return widened
        ? new MetadataBuilder()
            .withMetadata(field.metadata())
            .putBoolean(LayoutVersion.WIDENED, true)
            .build()
        : field.metadata();
  }

  /** Stages files of any owners anew with other columns, one for one. */
  void rewriteOwned(List<TableFile> files, StructType columns, StructType union, Path to) {
    List<DataFileRows.Source> sources = new ArrayList<>();
    files.forEach(f -> sources.add(Partition.of(f).source(uri(f), f.size(), f.owner())));
    rewrite(sources, columns, union, to, List.of(Staging.OWNER, Staging.YEAR, Staging.MONTH));
  }

  private void rewrite(
      List<DataFileRows.Source> files,
      StructType columns,
      StructType union,
      Path to,
      List<String> partitions) {
    List<Column> sort = new ArrayList<>();
    partitions.forEach(partition -> sort.add(col(partition)));
    sort.add(col(DataFileRows.PLACE));
    List<Column> shown = new ArrayList<>(SchemaUnion.columns(columns, union));
    shown.addAll(sort);
    Dataset<Row> rows =
        DataFileRows.of(spark, files, columns, files.size())
            .select(shown.toArray(Column[]::new))
            .sortWithinPartitions(sort.toArray(Column[]::new))
            .drop(DataFileRows.PLACE);
    WarehouseParquet.save(rows, partitions, RUNS_A_FILE, to);
  }
}
