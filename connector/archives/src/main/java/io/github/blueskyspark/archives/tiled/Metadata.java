package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.predicates.Comparison;
import java.util.List;
import java.util.Optional;

/** How a database looks into the metadata of a node. */
sealed interface Metadata {
  /** Steps into the metadata column, as that database writes a path; empty where it cannot. */
  Optional<String> path(List<String> steps);

  /** Whether the value there is of a JSON type: {@code array}, {@code string}, {@code null} …. */
  Condition isType(String path, String type);

  /** Whether anything is there, null included. */
  Condition exists(String path);

  /** Whether a text is there, and is this one. */
  Condition isText(String path, String text);

  /** Whether the value there compares so with a number; may hold for what is no number. */
  Condition compares(String path, Comparison comparison, double number);

  /** Whether a node's specs name this one. */
  Condition hasSpec(String name);

  /** What fits the dialect. */
  static Metadata of(Dialect dialect) {
    return dialect == Dialect.POSTGRESQL ? new Jsonb() : new JsonText();
  }

  private static String operator(Comparison comparison) {
    return switch (comparison) {
      case EQ -> "=";
      case GT -> ">";
      case GTE -> ">=";
      case LT -> "<";
      case LTE -> "<=";
    };
  }

  /** JSON in text, in SQLite. */
  record JsonText() implements Metadata {
    @Override
    public Optional<String> path(List<String> steps) {
      StringBuilder path = new StringBuilder("$");
      for (String step : steps) {
        if (step.indexOf('"') >= 0 || step.indexOf('\\') >= 0) {
          return Optional.empty();
        }
        path.append(".\"").append(step).append('"');
      }
      return Optional.of(path.toString());
    }

    @Override
    public Condition isType(String path, String type) {
      String name =
          switch (type) {
            case "string" -> "text";
            case "boolean" -> throw new IllegalArgumentException("use true or false");
            default -> type;
          };
      return Condition.of("COALESCE(json_type(metadata, ?), '') = ?", path, name);
    }

    @Override
    public Condition exists(String path) {
      return Condition.of("json_type(metadata, ?) IS NOT NULL", path);
    }

    @Override
    public Condition isText(String path, String text) {
      return Condition.of("json_extract(metadata, ?) = ?", path, text).and(isType(path, "string"));
    }

    @Override
    public Condition compares(String path, Comparison comparison, double number) {
      return Condition.of("json_extract(metadata, ?) " + operator(comparison) + " ?", path, number);
    }

    @Override
    public Condition hasSpec(String name) {
      return Condition.of("specs LIKE ?", "%\"" + name + "\"%");
    }
  }

  /** Binary JSON, in PostgreSQL. Its comparisons never fail on a value of another type. */
  record Jsonb() implements Metadata {
    @Override
    public Optional<String> path(List<String> steps) {
      StringBuilder path = new StringBuilder("{");
      for (String step : steps) {
        if (step.indexOf('\0') >= 0) {
          return Optional.empty();
        }
        path.append(path.length() > 1 ? ",\"" : "\"")
            .append(step.replace("\\", "\\\\").replace("\"", "\\\""))
            .append('"');
      }
      return Optional.of(path.append('}').toString());
    }

    @Override
    public Condition isType(String path, String type) {
      return Condition.of(
          "COALESCE(jsonb_typeof(metadata #> CAST(? AS text[])), '') = ?", path, type);
    }

    @Override
    public Condition exists(String path) {
      return Condition.of("metadata #> CAST(? AS text[]) IS NOT NULL", path);
    }

    @Override
    public Condition isText(String path, String text) {
      return Condition.of("metadata #> CAST(? AS text[]) = to_jsonb(CAST(? AS text))", path, text);
    }

    @Override
    public Condition compares(String path, Comparison comparison, double number) {
      return Condition.of(
          "metadata #> CAST(? AS text[]) " + operator(comparison) + " to_jsonb(CAST(? AS numeric))",
          path,
          number);
    }

    @Override
    public Condition hasSpec(String name) {
      return Condition.of(
          "specs @> CAST(? AS jsonb)", "[{\"name\": \"" + name.replace("\"", "") + "\"}]");
    }
  }
}
