/**
 * What a format implements: document archives and external arrays, found by {@link
 * java.util.ServiceLoader}.
 *
 * <p>Lives here: the narrow interfaces between the engine-neutral core and the formats, and the
 * view of files that both sides use. May not live here: any one format, any engine. Archive formats
 * hand raw documents to the tables, asset readers hand array blocks.
 */
package io.github.blueskyspark.spi;
