package io.github.blueskyspark.archives.mongo;

import java.util.Set;

/**
 * Which runs of a dump are read.
 *
 * @param part number of the share
 * @param parts how many shares there are
 * @param uids wanted runs; all when empty
 */
record Selection(int part, int parts, Set<String> uids) {
  boolean takes(String uid) {
    return (uids.isEmpty() || uids.contains(uid))
        && Math.floorMod(UidTable.hash(uid, 2), parts) == part;
  }

  /** Whether documents of no run, and what is broken, are given here. */
  boolean reportsOrphans() {
    return part == 0 && uids.isEmpty();
  }

  /** The same share with all its runs. */
  Selection whole() {
    return new Selection(part, parts, Set.of());
  }
}
