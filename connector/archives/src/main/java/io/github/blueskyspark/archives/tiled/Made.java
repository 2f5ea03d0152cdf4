package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A document of a run that is ready to be given out, with what had to be made up in it. */
record Made(String run, String name, ObjectNode doc, List<String> notes) {
  Made {
    notes = List.copyOf(notes);
  }

  Made(String run, String name, ObjectNode doc) {
    this(run, name, doc, List.of());
  }
}
