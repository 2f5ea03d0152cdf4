/**
 * What users name in configurations and programs: the catalog plug-in and the registration of
 * functions.
 *
 * <p>Lives here: classes whose full names are part of the public contract. May not live here:
 * anything else; the work is done in the packages below {@code io.github.blueskyspark.spark}.
 */
package io.github.blueskyspark;
