package io.github.blueskyspark.converters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of {@code docs/how-to/jobs-from-java.md}. */
class JobsFromJavaIT {
  @TempDir private Path folder;

  @Test
  void theProgramOfThePageCompilesAndRuns() throws IOException, ReflectiveOperationException {
    Path page = LocalSpark.samples().resolveSibling("docs/how-to/jobs-from-java.md");
    Matcher program = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(read(page));
    assertThat(program.find()).isTrue();
    Path source = Files.writeString(folder.resolve("JobsFromJava.java"), program.group(1));
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, "-proc:none", "-nowarn", "-cp", path, source.toString());
    assertThat(failed).as(said.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(printed())
        .startsWith("CONVERTED ")
        .contains("\n0 differences in ", "\n1 file\n", "|499.75 ", "\n3 runs made up\n")
        .contains("3301 rows written, 3301 rows read");
  }

  private String printed() throws IOException, ReflectiveOperationException {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (URLClassLoader classes =
            new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, JobsFromJavaIT.class.getClassLoader());
        PrintStream captured = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      classes
          .loadClass("JobsFromJava")
          .getMethod("run", SparkSession.class, String.class, String.class)
          .invoke(
              null,
              LocalSpark.session(),
              LocalSpark.samples().toString(),
              folder.resolve("out").toString());
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
