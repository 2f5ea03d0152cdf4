package io.github.blueskyspark.archives.msgpack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.spi.DocumentFormat;
import io.github.blueskyspark.spi.DocumentFormatContract;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Messages as msgpack and msgpack-numpy write them; resources/msgpack/make.py made the files. */
class MsgpackFormatTest extends DocumentFormatContract {
  @Override
  protected DocumentFormat format() {
    return new MsgpackFormat();
  }

  @Override
  protected byte[] sample() throws IOException {
    return resource("run.msgpack");
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = MsgpackFormatTest.class.getResourceAsStream("/msgpack/" + name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void numpyValuesAreThoseOfTheirLists() throws IOException {
    List<String> wanted = new String(resource("numpy.jsonl"), UTF_8).lines().toList();
    Contents contents = read(resource("numpy.msgpack"));
    assertThat(contents.rejections()).isEmpty();
    assertThat(contents.documents()).extracting(Piece::text).isEqualTo(wanted);
  }

  @Test
  void integersOf64BitsAreExact() throws IOException {
    Piece start = read(sample()).documents().get(0);
    assertThat(start.tree().get("big").bigIntegerValue())
        .isEqualTo(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
    assertThat(start.tree().get("µ").asText()).isEqualTo("ä😀\n\"");
    assertThat(start.tree().get("none").isNull()).isTrue();
  }

  @Test
  void treesAndTextAgree() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    try (var reader = format().open(file(sample()), storage, ReadLimits.DEFAULT)) {
      reader.advance();
      try (JsonParser parser = reader.document().parser()) {
        JsonNode tree = mapper.readTree(parser);
        assertThat((Object) tree).isEqualTo(mapper.readTree(reader.document().text()));
      }
    }
  }

  @Test
  void compressedFilesAreReadToo() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(sample());
    }
    assertThat(format().recognises(out.toByteArray())).isTrue();
    assertThat(read(out.toByteArray()).documents()).isEqualTo(read(sample()).documents());
  }
}
