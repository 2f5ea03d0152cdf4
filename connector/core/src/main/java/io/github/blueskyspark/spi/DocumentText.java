package io.github.blueskyspark.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/** The one way in which the JSON text of documents is parsed. */
public final class DocumentText {
  /** Digits of a number: more would take a parser seconds, and no instrument writes them. */
  private static final int LONGEST_NUMBER = 1 << 20;

  private DocumentText() {}

  /** Parsers that take what Python's json module writes, within the limits. */
  public static JsonFactory factory(ReadLimits limits) {
    int longest = limits.maxDocumentBytes();
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.maxDepth())
            .maxNumberLength(Math.min(longest, LONGEST_NUMBER))
            .maxStringLength(longest)
            .maxNameLength(longest)
            .build();
    return JsonFactory.builder()
        .streamReadConstraints(constraints)
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }
}
