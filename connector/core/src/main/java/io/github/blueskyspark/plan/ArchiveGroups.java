package io.github.blueskyspark.plan;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.tables.index.Links;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The files of an archive, those that share runs together. Not thread safe. */
final class ArchiveGroups {
  private final OptionValues options;
  private final Sources sources;
  private final Storage storage;
  private final TaskRunner tasks;
  private final IndexPlanning index;
  private final DocumentFormats formats = DocumentFormats.load();
  private final Map<FileRef, Links> links = new HashMap<>();
  private Optional<List<List<FileRef>>> all = Optional.empty();
  private Set<FileRef> divisible = Set.of();

  ArchiveGroups(
      OptionValues options,
      Sources sources,
      Storage storage,
      TaskRunner tasks,
      IndexPlanning index) {
    this.options = options;
    this.sources = sources;
    this.storage = storage;
    this.tasks = tasks;
    this.index = index;
  }

  /** Whatever the options select; the same list as long as no store can change by itself. */
  List<List<FileRef>> all() {
    if (all.isEmpty() || sources.changes()) {
      all = Optional.of(of(List.of(), List.of()));
    }
    return all.get();
  }

  /** Groups of every run, whatever the options select. */
  List<List<FileRef>> unselected() {
    return of(sources.parts(List.of(), List.of()));
  }

  /** Groups that may hold one of these runs; all when there is none. */
  List<List<FileRef>> with(List<String> uids) {
    if (uids.isEmpty()) {
      return all();
    }
    return sources.narrows() ? of(List.of(), uids) : mayHold(all(), uids);
  }

  /** Groups that a query with these conditions has to look at, as far as stores know. */
  List<List<FileRef>> of(List<Predicate> matches, Collection<String> uids) {
    return of(sources.parts(MongoQuery.conditions(options, matches), uids));
  }

  /** Parts of which several tasks may read a share, among those found last or at first. */
  Set<FileRef> divisible() {
    return divisible;
  }

  /** What ties each file to others that had to be looked into. */
  Map<FileRef, Links> links() {
    return links;
  }

  /** Groups that may hold one of these runs, by the names of their files. */
  List<List<FileRef>> mayHold(List<List<FileRef>> groups, Collection<String> uids) {
    Set<String> lower =
        uids.stream().map(u -> u.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    FileGroups names = new FileGroups(formats);
    return groups.stream()
        .filter(
            group -> {
              String uid = group.size() > 1 ? "" : names.uid(group.get(0));
              return uid.isEmpty() || lower.contains(uid);
            })
        .toList();
  }

  private List<List<FileRef>> of(Sources.Parts parts) {
    Set<FileRef> known = new HashSet<>(divisible);
    known.addAll(parts.divisible());
    divisible = known;
    FileGroups names = new FileGroups(formats);
    List<FileRef> others = parts.others();
    List<FileRef> unclear = others.size() == 1 ? List.of() : names.unclear(others);
    lookUp(unclear);
    List<List<FileRef>> groups = new ArrayList<>(names.group(others, links));
    parts.apart().forEach(part -> groups.add(List.of(part)));
    return groups;
  }

  private void lookUp(List<FileRef> unclear) {
    links.keySet().retainAll(Set.copyOf(unclear));
    List<FileRef> unknown = new ArrayList<>();
    for (FileRef file : unclear) {
      boolean isPart = !file.store().isEmpty(); // of a store, which may have changed
      Optional<Links> known =
          links.containsKey(file) && !isPart
              ? Optional.of(links.get(file))
              : index.links(file).filter(found -> !isPart);
      known.ifPresentOrElse(found -> links.put(file, found), () -> unknown.add(file));
    }
    if (unknown.isEmpty()) {
      return;
    }
    Set<FileRef> settled = IndexPlanning.settledFiles(unknown);
    Survey survey = new Survey(options, storage, List.of());
    List<List<FileRef>> batches = Batches.cut(unknown);
    List<List<Survey.Ties>> found = tasks.map("look up runs in files", batches, survey::links);
    Map<FileRef, Links> learnt = new HashMap<>();
    for (int b = 0; b < batches.size(); b++) {
      for (int i = 0; i < batches.get(b).size(); i++) {
        FileRef file = batches.get(b).get(i);
        Survey.Ties ties = found.get(b).get(i);
        links.put(file, ties.links());
        if (ties.whole() && settled.contains(file)) {
          learnt.put(file, ties.links());
        }
      }
    }
    index.learn(learnt);
  }
}
