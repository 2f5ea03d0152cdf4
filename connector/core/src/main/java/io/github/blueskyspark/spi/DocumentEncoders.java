package io.github.blueskyspark.spi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The formats that documents can be written in. Loaded once an owner; thread safe. */
public final class DocumentEncoders {
  private final List<DocumentEncoder> encoders;

  private DocumentEncoders(List<DocumentEncoder> encoders) {
    this.encoders = List.copyOf(encoders);
  }

  /** Those that {@link ServiceLoader} finds beside this class. */
  public static DocumentEncoders load() {
    List<DocumentEncoder> found = new ArrayList<>();
    ServiceLoader.load(DocumentEncoder.class, DocumentEncoders.class.getClassLoader())
        .forEach(found::add);
    found.sort(Comparator.comparing(DocumentEncoder::name));
    return new DocumentEncoders(found);
  }

  /** The one of that name, in any case. */
  public Optional<DocumentEncoder> of(String name) {
    return encoders.stream().filter(e -> e.name().equalsIgnoreCase(name)).findFirst();
  }

  /** Their names. */
  public List<String> names() {
    return encoders.stream().map(DocumentEncoder::name).toList();
  }
}
