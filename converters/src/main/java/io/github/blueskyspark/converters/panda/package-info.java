/**
 * PandA HDF5 files to Parquet, one row a trigger, without documents.
 *
 * <p>Lives here: which datasets are columns, what time a row has, which event it belongs to where
 * documents are at hand, and how big files are cut into tasks. May not live here: the HDF5 format,
 * which an asset reader knows, and the layout of the warehouse. Files come in, folder {@code
 * panda/} goes out.
 */
package io.github.blueskyspark.converters.panda;
