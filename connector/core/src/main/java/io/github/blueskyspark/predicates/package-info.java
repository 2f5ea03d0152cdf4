/**
 * Conditions on runs: the MongoDB query language as one predicate tree, run keys and time ranges.
 *
 * <p>Lives here: parsing and evaluation over metadata documents. May not live here: archives,
 * tables, engines. Queries come from options, SQL and the command line and go to the planner.
 */
package io.github.blueskyspark.predicates;
