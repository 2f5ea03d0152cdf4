/**
 * Directories that databroker-pack wrote: which files its manifest names, and where {@code
 * catalog.yml} says that the roots of external files are. Documents themselves are read by the
 * document formats; nothing of a pack leads outside its directory unless the options allow it.
 */
package io.github.blueskyspark.archives.pack;
