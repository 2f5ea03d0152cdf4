/**
 * Which runs are meant: the one predicate tree, its MongoDB spelling, run keys and time ranges.
 *
 * <p>Lives here: {@link io.github.blueskyspark.predicates.Predicate}, the parser of MongoDB
 * queries, the evaluation over documents, and the lookup of runs by key and time. May not live
 * here: anything that opens an archive or knows a table. Text from the user comes in; archives
 * translate the tree as far as they can, and the evaluator decides the rest.
 */
package io.github.blueskyspark.predicates;
