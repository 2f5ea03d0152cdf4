package io.github.blueskyspark.spi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The archive stores on the class path. Loaded once an owner; thread safe. */
public final class ArchiveStores {
  /** The value of option archive that means by content. */
  public static final String AUTO = "auto";

  private final List<ArchiveStore> stores;

  private ArchiveStores(List<ArchiveStore> stores) {
    this.stores = List.copyOf(stores);
  }

  /** Those that {@link ServiceLoader} finds beside this class. */
  public static ArchiveStores load() {
    List<ArchiveStore> found = new ArrayList<>();
    ServiceLoader.load(ArchiveStore.class, ArchiveStores.class.getClassLoader())
        .forEach(found::add);
    return new ArchiveStores(found);
  }

  /** Exactly these. */
  public static ArchiveStores of(ArchiveStore... stores) {
    return new ArchiveStores(List.of(stores));
  }

  /** The store of that name. */
  public Optional<ArchiveStore> named(String name) {
    return stores.stream().filter(s -> s.name().equalsIgnoreCase(name)).findFirst();
  }

  /**
   * The store that a place belongs to: the one asked for, else with {@code auto} the one that
   * recognises it.
   *
   * @param archive value of option archive
   * @return empty when the place holds plain document files
   */
  public Optional<ArchiveStore> of(ArchivePlace place, String archive, Storage storage)
      throws IOException {
    if (!archive.equalsIgnoreCase(AUTO)) {
      return named(archive);
    }
    for (ArchiveStore store : stores) {
      if (store.recognises(place, storage)) {
        return Optional.of(store);
      }
    }
    return Optional.empty();
  }
}
