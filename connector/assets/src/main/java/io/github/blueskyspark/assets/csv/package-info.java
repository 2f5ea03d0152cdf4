/**
 * Tables of text, as pizza boxes and PandAs write them: lines are rows, fields columns.
 *
 * <p>Lives here: the dialects that pandas' {@code read_csv} knows, splitting text into fields, and
 * making numbers of them. May not live here: documents, tables, Spark. Files come through {@link
 * io.github.blueskyspark.spi.AssetFiles}, elements go out through {@link
 * io.github.blueskyspark.spi.ArrayAsset} as an array of rows and columns.
 */
package io.github.blueskyspark.assets.csv;
