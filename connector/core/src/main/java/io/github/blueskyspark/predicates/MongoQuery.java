package io.github.blueskyspark.predicates;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads queries in MongoDB's query language, strict or extended JSON, into a {@link Predicate}.
 *
 * <p>A key addresses the start document. The words {@code stop}, {@code descriptors}, {@code
 * streams} and {@code start} as first step of a key are prefixes, with or without something after
 * them:
 *
 * <ul>
 *   <li>{@code stop.exit_status}: the stop document; {@code {"stop": {"$exists": false}}} finds
 *       runs without one;
 *   <li>{@code descriptors.name}: any descriptor, which together are an array of documents, so that
 *       {@code $elemMatch} and {@code $size} work on {@code descriptors} itself;
 *   <li>{@code streams.name}, with a field of event-model's descriptors after the prefix: the same
 *       as {@code descriptors.name};
 *   <li>{@code streams.primary.hints}, with any other word after the prefix: a descriptor of the
 *       stream of that name; {@code {"streams.baseline": {"$exists": true}}} finds runs that have
 *       the stream;
 *   <li>{@code start.plan_name}: the start document, said explicitly. A start document that itself
 *       holds a key named {@code stop}, {@code streams}, {@code descriptors} or {@code start} is
 *       asked as {@code start.stop} and so on.
 * </ul>
 *
 * <p>{@code {"$text": {"$search": "words"}}} looks for words in all texts of the start document,
 * see {@link TextSearch}.
 *
 * <p>{@code $comment} is ignored. Operators that are not evaluated ({@code $where}, {@code $expr},
 * {@code $near}, …) and unknown ones are refused by name, as are keys given twice and operators
 * inside a literal, where MongoDB would silently find nothing.
 */
public final class MongoQuery {
  private static final Location OPTION = Location.option("query");

  private MongoQuery() {}

  /**
   * The predicate over runs that a query says.
   *
   * @throws OptionException when it is no JSON object (naming the character, counted from 1), or
   *     not a query (naming the operator or key)
   */
  public static Predicate parse(String json) {
    return new QueryParser(OPTION, FieldNames.OF_RUNS).parse(QueryJson.read(json, OPTION));
  }

  /**
   * Conditions on runs: these and what the option {@code query} says.
   *
   * @throws OptionException as {@link #parse}
   */
  public static List<Predicate> conditions(OptionValues options, List<Predicate> more) {
    List<Predicate> all = new ArrayList<>(more);
    String query = options.get(Options.QUERY);
    if (!query.isBlank()) {
      all.add(parse(query));
    }
    return all;
  }

  /**
   * The predicate over one document, given where a run's start is expected: no key has a prefix,
   * each one is a field of the document.
   *
   * @param where what to name in errors, for example a function with its argument
   * @throws OptionException as {@link #parse}
   */
  public static Predicate parseForDocument(String json, Location where) {
    return new QueryParser(where, FieldNames.OF_ONE_DOCUMENT).parse(QueryJson.read(json, where));
  }
}
