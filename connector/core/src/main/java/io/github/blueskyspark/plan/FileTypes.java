package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.tables.ColumnType;
import io.github.blueskyspark.tables.ColumnTypes;
import io.github.blueskyspark.tables.StreamColumns.TypeLookup;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Types of rank-0 external keys as their files hold them: a typed column must be named before it is
 * read, and descriptors of PandA fields say {@code <f8} of integers too. Where several files of a
 * run disagree the type holds the values of all of them. Where no file can be looked at the
 * descriptor is believed.
 */
final class FileTypes implements TypeLookup {
  /** Files of a key that are looked at; a value of a later one that does not fit is null. */
  private static final int LOOKS = 64;

  /** Files that are tried in vain before the descriptor is believed. */
  private static final int TRIES = 4;

  private final ExternalAccess access;

  FileTypes(ExternalAccess access) {
    this.access = access;
  }

  @Override
  public ColumnType of(RunIndex run, String stream, DataKey key) {
    ColumnType declared = ColumnTypes.of(key);
    ExternalKey external = run.external(stream).get(key.name());
    if (!key.isExternal() || declared.kind() == ColumnType.Kind.NDARRAY || external == null) {
      return declared;
    }
    // a resource without rows may have no file either
    List<String> resources =
        external.frames().resources().isEmpty()
            ? List.copyOf(external.resources().keySet())
            : external.frames().resources();
    Optional<ColumnType> type = Optional.empty();
    for (int i = 0; i < Math.min(LOOKS, resources.size()); i++) {
      if (i == TRIES && type.isEmpty()) {
        break;
      }
      Optional<ColumnType> found = stored(run, external, resources.get(i));
      type =
          type.isPresent() && found.isPresent()
              ? Optional.of(ColumnTypes.union(type.get(), found.get()))
              : type.or(() -> found);
    }
    return type.orElse(declared);
  }

  private Optional<ColumnType> stored(RunIndex run, ExternalKey key, String resource) {
    try (ExternalArray array = access.open(run, key, resource)) {
      return ExternalTypes.stored(array);
    } catch (AssetException | IOException e) {
      return Optional.empty();
    }
  }
}
