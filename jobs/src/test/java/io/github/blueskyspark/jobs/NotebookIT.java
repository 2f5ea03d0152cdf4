package io.github.blueskyspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;

/** Every notebook runs to its end on the Java kernel; the cells themselves check their figures. */
class NotebookIT {
  @Test
  void notebooksRun() throws Exception {
    Shell run = Shell.run("notebooks/run");
    assumeFalse(run.out().startsWith("skipped: "), run.out().strip());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("quick-start.ipynb: ");
  }
}
