/**
 * The only code that knows DataSource V2: tables, scans and readers over the core's plans live in
 * the packages below this one. Archives and assets are on the class path at run time only, so no
 * class of a format can be named here.
 */
package io.github.blueskyspark.spark;
