package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents that break the rules of event-model, or do not fit each other. */
class BadDocumentsIT extends BadInput {
  @Test
  void unknownKindsAreRejectedAndOldOnesConverted() throws IOException {
    archive(
        START,
        DESCRIPTOR,
        "[\"bulk_events\", {\"d\": [{\"uid\": \"b\", \"seq_num\": 1, \"time\": 2, \"data\": {\"x\": 5}, \"timestamps\": {}}]}]\n",
        "[\"bulk_datum\", {\"resource\": \"r\", \"datum_ids\": [], \"datum_kwarg_list\": []}]\n",
        "[\"note\", {\"text\": \"hello\"}]\n");
    assertThat(x()).containsExactly(5.0);
    rejectedAs("unknown-document");
  }

  @Test
  void documentsWithoutStart() throws IOException {
    archive(DESCRIPTOR, event(1), STOP);
    assertThat(read("runs").count()).isZero();
    assertThat(rules()).containsOnly("no-start").hasSize(3);
    assertThat(column("quarantine", "run_uid")).containsOnly("run-1");
  }

  @Test
  void startsAndStopsThatComeTwice() throws IOException {
    archive(START, START, DESCRIPTOR, event(1), STOP, STOP);
    assertThat(read("runs").count()).isEqualTo(1);
    assertThat(rules()).isEmpty();
    archive(START, DESCRIPTOR, event(1), STOP, STOP.replace("success", "abort"));
    assertThat(column("runs", "exit_status")).containsExactly("success");
    rejectedAs("second-stop");
    archive(START, START.replace("1.0", "7.0"), DESCRIPTOR, event(1));
    rejectedAs("second-start");
    archive(START, DESCRIPTOR, event(1), STOP.replace("run-1", "run-2"));
    assertThat(column("runs", "complete")).containsExactly(false);
    rejectedAs("no-start");
  }

  @Test
  void eventsBeforeTheirDescriptor() throws IOException {
    archive(START, event(1), DESCRIPTOR, event(2));
    assertThat(x()).containsExactly(1.0, 2.0);
    assertThat(rules()).isEmpty();
    archive(START, DESCRIPTOR, event(1), event(2).replace("\"d\"", "\"nobody\""));
    assertThat(x()).containsExactly(1.0);
    rejectedAs("unknown-descriptor");
  }

  @Test
  void eventsThatComeTwice() throws IOException {
    archive(START, DESCRIPTOR, event(1), event(1), event(2));
    assertThat(x("includeSuperseded", "true")).containsExactly(1.0, 2.0);
    assertThat(read("documents").count()).isEqualTo(5);
    archive(START, DESCRIPTOR, event(1), event("e1", 1, "\"x\": 7"), event(2));
    assertThat(x()).containsExactly(7.0, 2.0);
    assertThat(column("events", "superseded")).containsExactly(true, false, false);
    assertThat(rules()).isEmpty();
  }

  @Test
  void seqNumsThatAreNone() throws IOException {
    for (String bad : List.of("0", "-1", "1.5", "\"1\"", "null", "true", "9223372036854775808")) {
      archive(START, DESCRIPTOR, event(1), event("bad", bad, "\"x\": 9"));
      assertThat(x()).as(bad).containsExactly(1.0);
      rejectedAs("seq-num");
    }
    archive(START, DESCRIPTOR, event(1), event(2).replace("\"seq_num\": 2, ", ""));
    rejectedAs("seq-num");
  }

  @Test
  void dataKeysThatAreNotThoseOfTheDescriptor() throws IOException {
    archive(START, DESCRIPTOR, event("e", 1, "\"y\": 1"), event(2));
    assertThat(x()).containsExactly(null, 2.0);
    assertThat(read("runs").select("notes").head().<String>getList(0))
        .anyMatch(n -> n.contains("[y]") && n.contains("[x]"));
    assertThatThrownBy(() -> read("events", "mode", "FAILFAST").collectAsList())
        .hasMessageContaining("[y]")
        .hasMessageContaining("[x]");
  }

  @Test
  void pagesOfUnequalLength() throws IOException {
    String page =
        "[\"event_page\", {\"descriptor\": \"d\", \"uid\": [\"a\", \"b\"], \"seq_num\": [2, 3], \"time\": [1, 2], \"data\": {\"x\": [5, 6]}, \"timestamps\": {\"x\": [1, 2]}, \"filled\": {}}]\n";
    for (String bad :
        List.of(
            page.replace("[5, 6]", "[5]"),
            page.replace("[\"a\", \"b\"]", "[\"a\"]"),
            page.replace("\"x\": [1, 2]", "\"x\": [1, 2, 3]"),
            page.replace("\"x\": [5, 6]", "\"x\": 5"))) {
      archive(START, DESCRIPTOR, event(1), bad);
      assertThat(x()).as(bad).containsExactly(1.0);
      rejectedAs("page-lengths");
    }
    archive(
        START,
        DESCRIPTOR,
        event(1),
        page.replace("[2, 3]", "[]").replaceAll("\\[[^\\]\\[,]+, [^\\]\\[,]+\\](?!$)", "[]"));
    assertThat(x()).containsExactly(1.0);
    assertThat(rules()).isEmpty();
    archive(START, DESCRIPTOR, event(1), page);
    assertThat(x()).containsExactly(1.0, 5.0, 6.0);
  }

  @Test
  void datumsThatAreNotThere() throws IOException {
    archive(
        START,
        descriptor(
            "d",
            "primary",
            "\"x\": {\"dtype\": \"number\"}, \"img\": {\"dtype\": \"array\", \"shape\": [2, 2], \"external\": \"FILESTORE:\"}"),
        event("e", 1, "\"x\": 1, \"img\": \"lost/0\""));
    assertThat(x()).containsExactly(1.0);
    assertThat(read("documents").count()).isEqualTo(3);
    assertThat(column("quarantine", "document")).containsExactly((Object) null);
    rejectedAs("unknown-datum");
  }
}
