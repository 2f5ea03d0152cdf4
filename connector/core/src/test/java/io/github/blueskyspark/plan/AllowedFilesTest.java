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
    {"a", "file://localhost/@/root/a.h5"},
    {"a", "file:///@/root/a.h5"},
    {"a", "file:/@/root/a.h5"},
    {"a", "/@/root/a.h5"},
    {"a", "/@/root/sub/../a.h5"},
    {"a", "file:///@//root///a.h5"},
    {"a", "file:///@/root/%61.h5"},
    {"a", "file:///@/elsewhere/../root/a.h5"},
    {"sub", "/@/root/inside.h5"},
    {"sub", "/@/root/subdir-link/x.h5"},
    {"sub", "/@/door/x.h5"},
    {"blank", "file:///@/root/b%20c.h5"},
    {"blank", "file:///@/root/b c.h5"},
    {"blank", "/@/root/b c.h5"},
    {"hash", "file:///@/root/d#1.h5"},
    {"hash", "file:///@/root/d%231.h5"},
    {"question", "file:///@/root/e?x.h5"},
    {"percent", "file:///@/root/50%.h5"},
    {"percent", "file:///@/root/50%25.h5"},
    {"literal", "/@/root/lit%20eral.h5"},
    {"literal", "file:///@/root/lit%20eral.h5"},
    {"dot", "/@/root/dot."},
    {"dots", "/@/root/.../x.h5"},
    {"missing", "/@/root/none.h5"},
    {"missing", "/@/root/a.h5."},
    {"missing", "/@/root/a.h5%20"},
    {"missing", "/@/root/A.h5"},
    {"missing", "file:///@/root/a%00.h5"},
    {"missing", "file:///@/root/a.h5%00.tif"},
    {"missing", "file:///@/root/sub"},
    {"missing", "file:///@/root/sub/"},
    {"missing", "/@/root"},
    {"missing", "/@/root/loop"},
    {"missing", "/@/root/fifo"},
    {"missing", "a.h5"},
    {"missing", "../root/a.h5"},
    {"missing", ""},
    {"missing", "Z:\\data\\a.h5"},
    {"missing", "file:///Z:/data/a.h5"},
    {"missing", "/@/root/sub\\..\\..\\secret\\s.h5"},
    {"forbidden", "/@/secret/s.h5"},
    {"forbidden", "/@/secret/none.h5"},
    {"forbidden", "/@/rootless/y.h5"},
    {"forbidden", "/@/root/../secret/s.h5"},
    {"forbidden", "/@/root/sub/../../secret/s.h5"},
    {"forbidden", "file:///@/root/%2e%2e/secret/s.h5"},
    {"forbidden", "file:///@/root/%2E%2e%2fsecret%2Fs.h5"},
    {"forbidden", "file:///@/root/..%2fsecret/s.h5"},
    {"forbidden", "file://localhost/@/root/./.././secret/s.h5"},
    {"forbidden", "file:///../../../../../../../../etc/passwd"},
    {"forbidden", "/etc/passwd"},
    {"forbidden", "file:/etc/passwd"},
    {"forbidden", "/dev/zero"},
    {"forbidden", "/dev/stdin"},
    {"forbidden", "/proc/self/environ"},
    {"forbidden", "/@/root/out.h5"},
    {"forbidden", "/@/root/secret-link/s.h5"},
    {"forbidden", "/@/root/zero"},
    {"forbidden", "/@/root/secret-link/../root/a.h5/../../../etc/passwd"},
    {"forbidden", "http://example.org/a.h5"},
    {"forbidden", "https://localhost/@/root/a.h5"},
    {"forbidden", "http://169.254.169.254/latest/meta-data"},
    {"forbidden", "ftp://localhost/@/root/a.h5"},
    {"forbidden", "jar:file:/@/root/a.h5!/x"},
    {"forbidden", "s3a://bucket/@/root/a.h5"},
    {"forbidden", "hdfs:///@/root/a.h5"},
    {"forbidden", "data:text/plain,x"},
    {"forbidden", "file://otherhost/@/root/a.h5"},
    {"forbidden", "file://127.0.0.1/@/root/a.h5"},
    {"forbidden", "file://user@host/@/root/a.h5"},
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
            Map.entry("root/a.h5", "a"),
            Map.entry("root/sub/x.h5", "sub"),
            Map.entry("root/b c.h5", "blank"),
            Map.entry("root/d#1.h5", "hash"),
            Map.entry("root/e?x.h5", "question"),
            Map.entry("root/50%.h5", "percent"),
            Map.entry("root/lit%20eral.h5", "literal"),
            Map.entry("root/dot.", "dot"),
            Map.entry("root/.../x.h5", "dots"),
            Map.entry("rootless/y.h5", "twin"),
            Map.entry("secret/s.h5", "secret"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = top.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    link("root/inside.h5", "sub/x.h5");
    link("root/subdir-link", "sub");
    link("door", "root/sub");
    link("root/out.h5", "../secret/s.h5");
    link("root/secret-link", "../secret");
    link("root/loop", "loop");
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(top.resolve(name), Path.of(target));
  }

  private AllowedFiles files(Map<String, String> rootMap, String... roots) {
    return AllowedFiles.below(List.of(roots), AssetPaths.of(rootMap), storage, metrics)
        .at(Location.run("r").stream("primary").key("det"));
  }

  private AllowedFiles files() {
    return files(Map.of(), top + "/root");
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
      assertThat(new ProcessBuilder("mkfifo", top + "/root/fifo").start().waitFor()).isZero();
    } else if (uri.endsWith("root/zero")) {
      link("root/zero", "/dev/zero");
    }
    try {
      refuseOrRead(wanted, uri);
    } finally {
      Files.deleteIfExists(top.resolve("root/zero"));
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
    assertThatThrownBy(() -> files().open("/" + top + "/root/out.h5"))
        .hasMessageContaining(
            "'" + top + "/secret/s.h5' is outside the allowed roots '" + top + "/root'");
    assertThatThrownBy(() -> files(Map.of()).open(top + "/root/a.h5"))
        .hasMessageContaining("roots (there are none)");
  }

  @Test
  void theMessageForAMissingFileNamesTheMappedPathAndTheEntry() {
    assertThatThrownBy(
            () -> files(Map.of("Z:\\data", top + "/root"), top + "/root").open("Z:\\data\\x.h5"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining(
            "no regular file '" + top + "/root/x.h5'", "(by rootMap Z:\\data=" + top + "/root)");
  }

  @Test
  void mappedNamesAreCheckedAgainstTheRootsToo() throws IOException {
    assertThat(
            content(
                files(Map.of("Z:\\data", top + "/root"), top + "/root")
                    .open("z:\\data\\sub\\x.h5")))
        .isEqualTo("sub");
    assertThat(
            content(
                files(Map.of("file://dls/d", top + "/root"), top + "/root")
                    .open("file://dls/d/a.h5")))
        .isEqualTo("a");
    assertThatThrownBy(() -> files(Map.of("/d", top + "/secret"), top + "/root").open("/d/s.h5"))
        .hasMessageContaining("outside the allowed roots");
    assertThatThrownBy(
            () ->
                files(Map.of("/d", top + "/root"), top + "/root")
                    .open("file:///d/%2e%2e/secret/s.h5"))
        .hasMessageContaining("outside the allowed roots");
  }

  @Test
  void aRootThatIsALinkStandsForItsTarget() throws IOException {
    AllowedFiles files = files(Map.of(), top + "/door");
    assertThat(content(files.open(top + "/door/x.h5"))).isEqualTo("sub");
    assertThat(content(files.open(top + "/root/sub/x.h5"))).isEqualTo("sub");
    assertThatThrownBy(() -> files.open(top + "/root/a.h5")).hasMessageContaining("outside");
  }

  @Test
  void rootsMayBeUrisAndTheWholeDiskButDevicesAreNoFiles() throws IOException {
    assertThat(content(files(Map.of(), top.toUri().toString()).open(top + "/root/a.h5")))
        .isEqualTo("a");
    assertThat(content(files(Map.of(), "/").open(top + "/root/a.h5"))).isEqualTo("a");
    AssetException refused =
        catchThrowableOfType(AssetException.class, () -> files(Map.of(), "/").open("/dev/zero"));
    assertThat(refused.status()).isEqualTo(AssetStatus.MISSING);
  }

  @Test
  void composedAndDecomposedNamesAreOneFileUnlessBothExist() throws IOException {
    try {
      Files.writeString(top.resolve("root/\u00e5.h5"), "composed");
    } catch (InvalidPathException e) {
      org.junit.jupiter.api.Assumptions.abort("file names are ASCII here: " + e.getMessage());
    }
    assertThat(content(files().open(top + "/root/\u00e5.h5"))).isEqualTo("composed");
    assertThat(content(files().open("file://" + top + "/root/%C3%A5.h5"))).isEqualTo("composed");
    assertThat(content(files().open(top + "/root/a\u030a.h5"))).isEqualTo("composed");
    Files.writeString(top.resolve("root/a\u030a.h5"), "decomposed");
    assertThat(content(files().open(top + "/root/a\u030a.h5"))).isEqualTo("decomposed");
    assertThat(content(files().open(top + "/root/\u00e5.h5"))).isEqualTo("composed");
  }

  @Test
  void statOfAMissingFileIsEmptyAndOfAForbiddenOneAnError() throws IOException {
    assertThat(files().stat(top + "/root/none.h5")).isEmpty();
    assertThat(files().stat(top + "/root/a.h5"))
        .hasValueSatisfying(f -> assertThat(f.size()).isEqualTo(1));
    assertThatThrownBy(() -> files().stat(top + "/secret/s.h5")).isInstanceOf(AssetException.class);
  }

  @Test
  void linkTargetsAreRelativeToTheFileThatNamesThem() throws IOException {
    AllowedFiles files = files();
    String from = "file://localhost" + top + "/root/sub/m%20aster.h5";
    assertThat(content(files.open(files.resolve(from, "x.h5")))).isEqualTo("sub");
    assertThat(content(files.open(files.resolve(from, "../a.h5")))).isEqualTo("a");
    assertThat(content(files.open(files.resolve(from, "../lit%20eral.h5")))).isEqualTo("literal");
    assertThat(content(files.open(files.resolve(from, top + "/root/lit%20eral.h5"))))
        .isEqualTo("literal");
    assertThat(content(files.open(files.resolve(from, top + "/root/b c.h5")))).isEqualTo("blank");
  }

  @Test
  void linkTargetsOutsideTheRootsAreRefused() {
    String from = "file://localhost" + top + "/root/sub/m.h5";
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
    AllowedFiles files = files(Map.of("/gpfs/old", top + "/root"), top + "/root");
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
