package io.github.blueskyspark.converters.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
  @TempDir java.nio.file.Path folder;
  private Staging staging;

  @BeforeEach
  void open() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration(false));
    staging = new Staging(files, new Path(folder.toUri()), "id1");
  }

  private java.nio.file.Path write(String path, String text) throws IOException {
    java.nio.file.Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static final String STAGED =
      "_bluesky/staging/id1/runs/__bluesky_year=2020/__bluesky_month=02/";

  @Test
  void monthsHaveNamesThatNoDataKeyHas() {
    assertThat(Staging.partition("2020", "02")).isEqualTo("__bluesky_year=2020/__bluesky_month=02");
  }

  @Test
  void nothingStagedIsNothingPublished() throws IOException {
    assertThat(staging.staged("runs")).isEmpty();
    assertThat(staging.publish(List.of("runs"), Map.of())).isEmpty();
  }

  @Test
  void stagedFilesMoveUnderNamesWithTheConversionsId() throws IOException {
    write(STAGED + "part-0.parquet", "abc");
    write(STAGED + "_SUCCESS", "");
    assertThat(staging.publish(List.of("runs"), Map.of()))
        .containsExactly(new TableFile("runs/year=2020/month=02/id1-00000.zstd.parquet", 3));
    assertThat(folder.resolve("runs/year=2020/month=02/id1-00000.zstd.parquet")).hasContent("abc");
    assertThat(folder.resolve(STAGED + "part-0.parquet")).doesNotExist();
  }

  @Test
  void aStagedFileOutsideAMonthIsAFault() throws IOException {
    write("_bluesky/staging/id1/runs/part-0.parquet", "abc");
    assertThatThrownBy(() -> staging.publish(List.of("runs"), Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("lies in no partition");
  }

  @Test
  void clearingLeavesTheFilesOfOthers() throws IOException {
    write(STAGED + "part-0.parquet", "abc");
    java.nio.file.Path other = write("_bluesky/staging/id2/x.parquet", "abc");
    staging.clear();
    assertThat(folder.resolve("_bluesky/staging/id1")).doesNotExist();
    assertThat(other).exists();
    staging.clearDead();
    assertThat(folder.resolve("_bluesky/staging")).doesNotExist();
    assertThat(folder.resolve("_bluesky")).exists();
  }

  @Test
  void filesOfOthersThatADeadConversionWroteAnewAreForgotten() throws IOException {
    String owned = "runs/part0/__bluesky_owner=3/__bluesky_year=2020/__bluesky_month=02/";
    write(STAGED + "part-0.parquet", "abc");
    write("_bluesky/staging/id1/_anew/" + owned + "part-0.parquet", "abcd");
    assertThat(staging.staged("runs")).extracting(FileStatus::getLen).containsExactly(3L, 4L);
    staging.forgetAnew();
    assertThat(staging.publish(List.of("runs"), Map.of()))
        .containsExactly(new TableFile("runs/year=2020/month=02/id1-00000.zstd.parquet", 3));
  }

  @Test
  void filesWrittenAnewBelongToTheirOwner() throws IOException {
    String owned = "runs/part0/__bluesky_owner=3/__bluesky_year=2020/__bluesky_month=02/";
    write("_bluesky/staging/id1/_anew/" + owned + "part-0.parquet", "abcd");
    assertThat(staging.publish(List.of("runs"), Map.of()))
        .containsExactly(new TableFile("runs/year=2020/month=02/id1-00000.zstd.parquet", 4, "", 3));
  }

  @Test
  void whatCanBeTakenUpAgainIsNotDead() throws IOException {
    staging.begin("plan");
    write(STAGED + "part-0.parquet", "abc");
    java.nio.file.Path dead = write("_bluesky/staging/id2/x.parquet", "abc");
    staging.clearDead();
    assertThat(dead).doesNotExist();
    assertThat(staging.staged("runs")).hasSize(1);
    staging.clearAll();
    assertThat(folder.resolve("_bluesky/staging")).doesNotExist();
  }

  @Test
  void removingTheLastFileRemovesItsEmptyFolders() throws IOException {
    write("runs/year=2020/month=02/a.parquet", "abc");
    write("runs/year=2021/month=01/b.parquet", "abc");
    staging.remove(List.of("runs/year=2020/month=02/a.parquet", "runs/none.parquet"));
    assertThat(folder.resolve("runs/year=2020")).doesNotExist();
    assertThat(folder.resolve("runs/year=2021/month=01/b.parquet")).exists();
  }

  @Test
  void straysAreDataFilesThatDoNotCount() throws IOException {
    write("runs/year=2020/month=02/live.parquet", "abc");
    write("runs/year=2020/month=02/dead.parquet", "abc");
    write("runs/notes.txt", "abc");
    write(STAGED + "part-0.parquet", "abc");
    assertThat(staging.strays(Set.of("runs/year=2020/month=02/live.parquet")))
        .containsExactly("runs/year=2020/month=02/dead.parquet");
  }
}
