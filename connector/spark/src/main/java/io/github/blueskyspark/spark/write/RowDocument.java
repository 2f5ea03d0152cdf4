package io.github.blueskyspark.spark.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.documents.ValueTypes;
import io.github.blueskyspark.spark.vectors.VariantNodes;
import io.github.blueskyspark.spark.vectors.VariantTypes;
import io.github.blueskyspark.spi.DocumentText;
import io.github.blueskyspark.spi.OutgoingDocument;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.unsafe.types.VariantVal;

/**
 * The document of a row: its text where there is one, else its VARIANT, whose keys are in
 * alphabetical order.
 */
final class RowDocument implements OutgoingDocument {
  private static final JsonFactory JSON =
      DocumentText.factory(new ReadLimits(Integer.MAX_VALUE, ReadLimits.DEFAULT.maxDepth(), 1));

  private final String name;
  private final Optional<byte[]> text;
  private final Optional<VariantVal> variant;
  private Optional<JsonNode> tree = Optional.empty();

  private RowDocument(String name, Optional<byte[]> text, Optional<VariantVal> variant) {
    this.name = name;
    this.text = text;
    this.variant = variant;
  }

  static RowDocument of(InternalRow row, DocumentColumns columns) {
    boolean hasText = columns.json() >= 0 && !row.isNullAt(columns.json());
    boolean hasVariant = columns.doc() >= 0 && !row.isNullAt(columns.doc());
    return new RowDocument(
        row.isNullAt(columns.name()) ? "" : row.getUTF8String(columns.name()).toString(),
        hasText ? Optional.of(row.getUTF8String(columns.json()).getBytes()) : Optional.empty(),
        hasVariant ? Optional.of(row.getVariant(columns.doc())) : Optional.empty());
  }

  static RowDocument of(String name, byte[] text) {
    return new RowDocument(name, Optional.of(text), Optional.empty());
  }

  /** Whether the row holds a document at all. */
  boolean isThere() {
    return text.isPresent() || variant.isPresent();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<byte[]> text() {
    return text;
  }

  @Override
  public JsonParser parser() throws IOException {
    if (text.isPresent()) {
      JsonParser plain = JSON.createParser(text.get());
      Optional<String> types = variant.flatMap(v -> VariantTypes.of(v.getMetadata()));
      return types.isPresent() ? ValueTypes.over(plain, types.get()) : plain;
    }
    if (tree.isEmpty()) {
      VariantVal value = variant.orElseThrow();
      tree = Optional.of(VariantNodes.of(new Variant(value.getValue(), value.getMetadata())));
    }
    return tree.get().traverse();
  }
}
