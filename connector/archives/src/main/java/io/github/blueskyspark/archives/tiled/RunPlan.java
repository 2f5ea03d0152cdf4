package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the documents of one run are rebuilt. */
final class RunPlan {
  private static final String REBUILT =
      "the documents were rebuilt from Tiled's tables, which keep no event uids and no 'filled'";

  private final RunNode run;
  private final List<StreamPlan> streams = new ArrayList<>();

  RunPlan(RunNode run) {
    this.run = run;
    run.streams().forEach(s -> streams.add(new StreamPlan(run, s)));
  }

  List<StreamPlan> streams() {
    return streams;
  }

  /** The start document. */
  Made start() {
    List<String> notes = new ArrayList<>(List.of(REBUILT));
    for (JsonNode note : run.metadata().path("notes")) {
      if (note.isTextual()) {
        notes.add("Tiled: " + note.asText());
      }
    }
    ObjectNode doc =
        run.metadata().get("start") instanceof ObjectNode start
            ? start
            : JsonNodeFactory.instance.objectNode();
    if (doc.path("uid").asText("").isEmpty()) {
      doc.put("uid", run.key());
      notes.add("the start document's uid is the name of its node");
    }
    return new Made(run.uid(), "start", doc, notes);
  }

  /** The stop document; empty for a run that is not finished. */
  Optional<Made> stop() {
    if (!(run.metadata().get("stop") instanceof ObjectNode doc) || doc.isEmpty()) {
      return Optional.empty();
    }
    List<String> notes = new ArrayList<>();
    if (!doc.path("run_start").asText("").equals(run.uid())) {
      doc.put("run_start", run.uid());
      notes.add("the stop document did not name its run");
    }
    return Optional.of(new Made(run.uid(), "stop", doc, notes));
  }
}
