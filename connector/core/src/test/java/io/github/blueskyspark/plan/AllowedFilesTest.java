package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class AllowedFilesTest {
  /**
   * What each name leads to: a file's content, or the status; {@code @} is the directory above the
   * root, without leading slash.
   */
  private static final String[][] VECTORS = {
    {"a", "file://localhost/@/open/a.h5"},
    {"a", "file:///@/open/a.h5"},
    {"a", "file:/@/open/a.h5"},
    {"a", "/@/open/a.h5"},
    {"a", "/@/open/sub/../a.h5"},
    {"a", "file:///@//open///a.h5"},
    {"a", "file:///@/open/%61.h5"},
    {"a", "file:///@/elsewhere/../open/a.h5"},
    {"sub", "/@/open/inside.h5"},
    {"sub", "/@/open/subdir-link/x.h5"},
    {"sub", "/@/door/x.h5"},
    {"blank", "file:///@/open/b%20c.h5"},
    {"blank", "file:///@/open/b c.h5"},
    {"blank", "/@/open/b c.h5"},
    {"hash", "file:///@/open/d#1.h5"},
    {"hash", "file:///@/open/d%231.h5"},
    {"question", "file:///@/open/e?x.h5"},
    {"percent", "file:///@/open/50%.h5"},
    {"percent", "file:///@/open/50%25.h5"},
    {"literal", "/@/open/lit%20eral.h5"},
    {"literal", "file:///@/open/lit%20eral.h5"},
    {"dot", "/@/open/dot."},
    {"dots", "/@/open/.../x.h5"},
    {"missing", "/@/open/none.h5"},
    {"missing", "/@/open/a.h5."},
    {"missing", "/@/open/a.h5%20"},
    {"missing", "/@/open/A.h5"},
    {"missing", "file:///@/open/a%00.h5"},
    {"missing", "file:///@/open/a.h5%00.tif"},
    {"missing", "file:///@/open/sub"},
    {"missing", "file:///@/open/sub/"},
    {"missing", "/@/open"},
    {"missing", "/@/open/loop"},
    {"missing", "/@/open/fifo"},
    {"missing", "a.h5"},
    {"missing", "../open/a.h5"},
    {"missing", ""},
    {"missing", "Z:\\data\\a.h5"},
    {"missing", "file:///Z:/data/a.h5"},
    {"missing", "/@/open/sub\\..\\..\\secret\\s.h5"},
    {"forbidden", "/@/secret/s.h5"},
    {"forbidden", "/@/secret/none.h5"},
    {"forbidden", "/@/openless/y.h5"},
    {"forbidden", "/@/open/../secret/s.h5"},
    {"forbidden", "/@/open/sub/../../secret/s.h5"},
    {"forbidden", "file:///@/open/%2e%2e/secret/s.h5"},
    {"forbidden", "file:///@/open/%2E%2e%2fsecret%2Fs.h5"},
    {"forbidden", "file:///@/open/..%2fsecret/s.h5"},
    {"forbidden", "file://localhost/@/open/./.././secret/s.h5"},
    {"forbidden", "file:///../../../../../../../../etc/passwd"},
    {"forbidden", "/etc/passwd"},
    {"forbidden", "file:/etc/passwd"},
    {"forbidden", "/dev/zero"},
    {"forbidden", "/dev/stdin"},
    {"forbidden", "/proc/self/environ"},
    {"forbidden", "/@/open/out.h5"},
    {"forbidden", "/@/open/secret-link/s.h5"},
    {"forbidden", "/@/open/zero"},
    {"forbidden", "/@/open/secret-link/../open/a.h5/../../../etc/passwd"},
    {"forbidden", "http://example.org/a.h5"},
    {"forbidden", "https://localhost/@/open/a.h5"},
    {"forbidden", "http://169.254.169.254/latest/meta-data"},
    {"forbidden", "ftp://localhost/@/open/a.h5"},
    {"forbidden", "jar:file:/@/open/a.h5!/x"},
    {"forbidden", "s3a://bucket/@/open/a.h5"},
    {"forbidden", "hdfs:///@/open/a.h5"},
    {"forbidden", "data:text/plain,x"},
    {"forbidden", "file://otherhost/@/open/a.h5"},
    {"forbidden", "file://127.0.0.1/@/open/a.h5"},
    {"forbidden", "file://user@host/@/open/a.h5"},
    {"forbidden", "\\\\server\\share\\a.h5"},
    {"forbidden", "file://169.254.169.254/x"},
    {"forbidden", "//server/share/a.h5"},
  };

  @TempDir private Path temporary;
  private Path top;
  private final LocalStorage storage = new LocalStorage();
  private ReadMetrics metrics = new ReadMetrics();

  @BeforeEach
  void writeFiles() throws IOException {
    top = temporary.toRealPath();
    Map<String, String> files =
        Map.ofEntries(
            Map.entry("open/a.h5", "a"),
            Map.entry("open/sub/x.h5", "sub"),
            Map.entry("open/b c.h5", "blank"),
            Map.entry("open/d#1.h5", "hash"),
            Map.entry("open/e?x.h5", "question"),
            Map.entry("open/50%.h5", "percent"),
            Map.entry("open/lit%20eral.h5", "literal"),
            Map.entry("open/dot.", "dot"),
            Map.entry("open/.../x.h5", "dots"),
            Map.entry("openless/y.h5", "twin"),
            Map.entry("secret/s.h5", "secret"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = top.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    link("open/inside.h5", "sub/x.h5");
    link("open/subdir-link", "sub");
    link("door", "open/sub");
    link("open/out.h5", "../secret/s.h5");
    link("open/secret-link", "../secret");
    link("open/loop", "loop");
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(top.resolve(name), Path.of(target));
  }

  private AllowedFiles files(Map<String, String> rootMap, String... roots) {
    return AllowedFiles.below(List.of(roots), AssetPaths.of(rootMap), storage, metrics)
        .at(Location.run("r").stream("primary").key("det"));
  }

  private AllowedFiles files() {
    return files(Map.of(), top + "/open");
  }

  private static String content(RandomAccess file) throws IOException {
    try (file) {
      ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
      file.read(0, bytes);
      return new String(bytes.array(), StandardCharsets.UTF_8);
    }
  }

  @TestFactory
  Stream<DynamicTest> namesLeadToFilesOrNowhere() {
    assertThat(VECTORS.length).isGreaterThan(50);
    return Stream.of(VECTORS)
        .map(
            v ->
                DynamicTest.dynamicTest(
                    v[0] + ": " + v[1],
                    () -> check(v[0], v[1].replace("@", top.toString().substring(1)))));
  }

  private void check(String wanted, String uri) throws Exception {
    metrics = new ReadMetrics();
    if (uri.endsWith("/fifo")) {
      assertThat(new ProcessBuilder("mkfifo", top + "/open/fifo").start().waitFor()).isZero();
    } else if (uri.endsWith("open/zero")) {
      link("open/zero", "/dev/zero");
    }
    try {
      refuseOrRead(wanted, uri);
    } finally {
      Files.deleteIfExists(top.resolve("open/zero"));
    }
  }

  private void refuseOrRead(String wanted, String uri) throws IOException {
    if (!wanted.equals("missing") && !wanted.equals("forbidden")) {
      assertThat(content(files().open(uri))).isEqualTo(wanted);
      assertThat(metrics.get(Counter.FILES_OPENED)).isEqualTo(1);
      return;
    }
    AssetException refused = catchThrowableOfType(AssetException.class, () -> files().open(uri));
    assertThat(refused.status().label()).as(refused.getMessage()).isEqualTo(wanted);
    assertThat(refused)
        .hasMessageStartingWith("run r, stream 'primary', data key 'det', ")
        .hasMessageContaining(": Cannot open external file: ");
    assertThat(refused.getMessage()).containsAnyOf("allowedRoots", "rootMap");
    assertThat(refused.getMessage()).doesNotContain("\0");
    assertThat(metrics.get(Counter.FILES_OPENED)).isZero();
    assertThat(storage.stillOpen()).isZero();
  }

  @Test
  void theMessageNamesTheRootsAndTheLinkTarget() {
    assertThatThrownBy(() -> files().open("/" + top + "/open/out.h5"))
        .hasMessageContaining(
            "'" + top + "/secret/s.h5' is outside the allowed roots '" + top + "/open'");
    assertThatThrownBy(() -> files(Map.of()).open(top + "/open/a.h5"))
        .hasMessageContaining("roots (there are none)");
  }

  @Test
  void theMessageForAMissingFileNamesTheMappedPathAndTheEntry() {
    assertThatThrownBy(
            () -> files(Map.of("Z:\\data", top + "/open"), top + "/open").open("Z:\\data\\x.h5"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining(
            "no regular file '" + top + "/open/x.h5'", "(by rootMap Z:\\data=" + top + "/open)");
  }

  @Test
  void mappedNamesAreCheckedAgainstTheRootsToo() throws IOException {
    assertThat(
            content(
                files(Map.of("Z:\\data", top + "/open"), top + "/open")
                    .open("z:\\data\\sub\\x.h5")))
        .isEqualTo("sub");
    assertThat(
            content(
                files(Map.of("file://dls/d", top + "/open"), top + "/open")
                    .open("file://dls/d/a.h5")))
        .isEqualTo("a");
    assertThatThrownBy(() -> files(Map.of("/d", top + "/secret"), top + "/open").open("/d/s.h5"))
        .hasMessageContaining("outside the allowed roots");
    assertThatThrownBy(
            () ->
                files(Map.of("/d", top + "/open"), top + "/open")
                    .open("file:///d/%2e%2e/secret/s.h5"))
        .hasMessageContaining("outside the allowed roots");
  }

  @Test
  void aRootThatIsALinkStandsForItsTarget() throws IOException {
    AllowedFiles files = files(Map.of(), top + "/door");
    assertThat(content(files.open(top + "/door/x.h5"))).isEqualTo("sub");
    assertThat(content(files.open(top + "/open/sub/x.h5"))).isEqualTo("sub");
    assertThatThrownBy(() -> files.open(top + "/open/a.h5")).hasMessageContaining("outside");
  }

  @Test
  void rootsMayBeUrisAndTheWholeDiskButDevicesAreNoFiles() throws IOException {
    assertThat(content(files(Map.of(), top.toUri().toString()).open(top + "/open/a.h5")))
        .isEqualTo("a");
    assertThat(content(files(Map.of(), "/").open(top + "/open/a.h5"))).isEqualTo("a");
    AssetException refused =
        catchThrowableOfType(AssetException.class, () -> files(Map.of(), "/").open("/dev/zero"));
    assertThat(refused.status()).isEqualTo(AssetStatus.MISSING);
  }

  @Test
  void composedAndDecomposedNamesAreOneFileUnlessBothExist() throws IOException {
    try {
      Files.writeString(top.resolve("open/\u00e5.h5"), "composed");
    } catch (InvalidPathException e) {
      org.junit.jupiter.api.Assumptions.abort("file names are ASCII here: " + e.getMessage());
    }
    assertThat(content(files().open(top + "/open/\u00e5.h5"))).isEqualTo("composed");
    assertThat(content(files().open("file://" + top + "/open/%C3%A5.h5"))).isEqualTo("composed");
    assertThat(content(files().open(top + "/open/a\u030a.h5"))).isEqualTo("composed");
    Files.writeString(top.resolve("open/a\u030a.h5"), "decomposed");
    assertThat(content(files().open(top + "/open/a\u030a.h5"))).isEqualTo("decomposed");
    assertThat(content(files().open(top + "/open/\u00e5.h5"))).isEqualTo("composed");
  }

  @Test
  void statOfAMissingFileIsEmptyAndOfAForbiddenOneAnError() throws IOException {
    assertThat(files().stat(top + "/open/none.h5")).isEmpty();
    assertThat(files().stat(top + "/open/a.h5"))
        .hasValueSatisfying(f -> assertThat(f.size()).isEqualTo(1));
    assertThatThrownBy(() -> files().stat(top + "/secret/s.h5")).isInstanceOf(AssetException.class);
  }

  @Test
  void linkTargetsAreRelativeToTheFileThatNamesThem() throws IOException {
    AllowedFiles files = files();
    String from = "file://localhost" + top + "/open/sub/m%20aster.h5";
    assertThat(content(files.open(files.resolve(from, "x.h5")))).isEqualTo("sub");
    assertThat(content(files.open(files.resolve(from, "../a.h5")))).isEqualTo("a");
    assertThat(content(files.open(files.resolve(from, "../lit%20eral.h5")))).isEqualTo("literal");
    assertThat(content(files.open(files.resolve(from, top + "/open/lit%20eral.h5"))))
        .isEqualTo("literal");
    assertThat(content(files.open(files.resolve(from, top + "/open/b c.h5")))).isEqualTo("blank");
  }

  @Test
  void linkTargetsOutsideTheRootsAreRefused() {
    String from = "file://localhost" + top + "/open/sub/m.h5";
    for (String name :
        List.of(
            "../../secret/s.h5",
            "/etc/passwd",
            "../out.h5",
            "http://example.org/x",
            "file:///etc/passwd")) {
      AssetException refused =
          catchThrowableOfType(AssetException.class, () -> files().resolve(from, name));
      assertThat(refused.status()).as(name).isEqualTo(AssetStatus.FORBIDDEN);
    }
  }

  @Test
  void linkTargetsFollowTheRootMap() throws IOException {
    AllowedFiles files = files(Map.of("/gpfs/old", top + "/open"), top + "/open");
    assertThat(content(files.open(files.resolve("/gpfs/old/sub/m.h5", "../a.h5")))).isEqualTo("a");
    assertThat(content(files.open(files.resolve("/gpfs/old/m.h5", "/gpfs/old/sub/x.h5"))))
        .isEqualTo("sub");
  }

  @Test
  void credentialsInUrisStayOutOfMessages() {
    assertThatThrownBy(() -> files().open("s3a://key:hush@bucket/a.h5"))
        .hasMessageNotContaining("hush");
  }
}
