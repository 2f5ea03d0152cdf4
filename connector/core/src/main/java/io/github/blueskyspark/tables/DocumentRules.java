package io.github.blueskyspark.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.documents.Fault;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.Json;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules about the sequence of documents: what is rejected, what comes out of order, uids that stand
 * twice. Not thread safe.
 */
final class DocumentRules {
  private static final int MOST_KEPT = 100_000;

  private final GroupCursor cursor;
  private final GroupIndex index;
  private final Findings findings;
  private final Uids uids;
  private final RunChoice wanted;
  private final Set<RunIndex> started = new HashSet<>();
  private final Set<RunIndex> stopped = new HashSet<>();
  private final Map<String, ObjectNode> metadata = new HashMap<>();

  DocumentRules(
      GroupCursor cursor, GroupIndex index, Findings findings, Uids uids, RunChoice wanted) {
    this.cursor = cursor;
    this.index = index;
    this.findings = findings;
    this.uids = uids;
    this.wanted = wanted;
  }

  /** Looks at every document. */
  void check() throws IOException {
    while (cursor.nextPiece()) {
      if (!cursor.isDocument()) {
        Rejection r = cursor.rejection();
        findings.error(r.runUid(), r.rule(), at(r.source(), r.position()), r.source(), r.reason());
        continue;
      }
      Optional<Fault> fault = index.fault(cursor.file(), cursor.ordinal());
      fault.ifPresent(this::rejected);
      index.parts(cursor.file(), cursor.ordinal()).forEach(this::rejected);
      Optional<RunIndex> owner = cursor.owner(index);
      Optional<DocumentKind> kind = DocumentKind.of(cursor.document().name());
      if (fault.isEmpty() && owner.isPresent() && kind.isPresent() && wanted.test(owner.get())) {
        document(kind.get(), owner.get());
      }
    }
  }

  private static String at(String source, long position) {
    return Location.file(source).at(position).toString();
  }

  private String where() {
    return at(cursor.document().source(), cursor.document().position());
  }

  private void rejected(Fault fault) {
    boolean isSelected =
        index.run(fault.runUid()).map(wanted::test).orElse(wanted.uids().isEmpty());
    if (isSelected) {
      String kind = cursor.document().name();
      findings.error(fault.runUid(), fault.rule(), where(), kind, fault.reason());
    }
  }

  private void document(DocumentKind kind, RunIndex run) throws IOException {
    String name = kind.label();
    if (kind == DocumentKind.START) {
      started.add(run);
    } else if (!started.contains(run)) {
      warn(run, "order", "before start", name + " document comes before the start document");
    }
    if (kind == DocumentKind.STOP) {
      stopped.add(run);
    } else if (stopped.contains(run) && kind != DocumentKind.START) {
      warn(run, "order", "after stop", name + " document comes after the stop document");
    }
    if (!kind.holdsEvents()) {
      uid(kind, run);
    }
  }

  private void warn(RunIndex run, String rule, String subject, String message) {
    findings.warning(run.uid(), rule, where(), subject, message);
  }

  private void uid(DocumentKind kind, RunIndex run) throws IOException {
    ObjectNode doc = Json.tree(cursor.document());
    String field = kind == DocumentKind.DATUM ? "datum_id" : "uid";
    String uid = doc.path(field).asText("");
    boolean hasNone = List.of(DocumentKind.DATUM_PAGE, DocumentKind.BULK_DATUM).contains(kind);
    if (uid.isEmpty()) {
      if (!hasNone) {
        findings.error(
            run.uid(), "missing-uid", where(), kind.label(), kind.label() + " has no " + field);
      }
      return;
    }
    String key = field + '\u0000' + uid;
    ObjectNode before = metadata.get(key);
    if (before != null && before.equals(doc)) {
      warn(run, "delivered-twice", kind.label(), kind.label() + " '" + uid + "' came before");
    } else if (!uids.add(key.startsWith("uid") ? uid : key)) {
      findings.error(
          run.uid(),
          "duplicate-uid",
          where(),
          kind.label(),
          kind.label() + " has uid '" + uid + "', which another document has");
    } else if (metadata.size() < MOST_KEPT) {
      metadata.put(key, doc);
    }
  }
}
