package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.assets.hdf5.format.Group;
import io.github.blueskyspark.assets.hdf5.format.Link;
import io.github.blueskyspark.assets.hdf5.format.ObjectHeader;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Walks from a file's root to an object, over hard, soft and external links. */
final class ObjectPath {
  private static final int MAX_LINKS = 32;
  private static final int NAMES = 10;

  /**
   * An object found.
   *
   * @param file that holds it, after external links
   */
  record Found(Hdf5File file, ObjectHeader header) {}

  /** Where a link leads: an address, or a path in this or another file. */
  private record Step(long address, String path, String file) {}

  private final OpenFiles files;
  private final String wanted;
  private final Location where;
  private Hdf5File file;
  private ObjectHeader at;
  private Deque<String> rest = new ArrayDeque<>();
  private List<String> walked = new ArrayList<>();
  private int links;

  private ObjectPath(OpenFiles files, Hdf5File file, String wanted) {
    this.files = files;
    this.file = file;
    this.wanted = wanted;
    this.where = file.where();
  }

  /**
   * Finds an object.
   *
   * @throws AssetException when there is none of that path, links are broken or go round in circles
   */
  static Found find(OpenFiles files, Hdf5File file, String path) throws IOException {
    ObjectPath walk = new ObjectPath(files, file, path);
    walk.from(file.root(), path);
    Optional<String> problem = walk.walk();
    if (problem.isPresent()) {
      throw walk.missing(problem.get());
    }
    return new Found(walk.file, walk.at);
  }

  /** Finds an object; empty where {@link #find} would say what is missing. */
  static Optional<Found> search(OpenFiles files, Hdf5File file, String path) throws IOException {
    ObjectPath walk = new ObjectPath(files, file, path);
    walk.from(file.root(), path);
    return walk.walk().isPresent() ? Optional.empty() : Optional.of(new Found(walk.file, walk.at));
  }

  private void from(ObjectHeader start, String path) {
    at = start;
    List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
    Collections.reverse(parts);
    for (String part : parts) {
      if (!part.isEmpty() && !part.equals(".")) {
        rest.push(part);
      }
    }
  }

  // Says what is missing, if anything.
  private Optional<String> walk() throws IOException {
    while (!rest.isEmpty()) {
      String name = rest.pop();
      String here = "/" + String.join("/", walked);
      if (at.isDataset()) {
        return Optional.of("'" + here + "' is a dataset, not a group");
      }
      Group group = new Group(at);
      Optional<Link> link = group.find(name);
      if (link.isEmpty()) {
        return Optional.of("group '" + here + "' has no '" + name + "' but " + names(group));
      }
      Step step =
          link.get()
              .fold(
                  hard -> new Step(hard.address(), "", ""),
                  soft -> new Step(-1, soft.path(), ""),
                  external -> new Step(-1, external.path(), external.file()));
      links += step.path.isEmpty() && step.file.isEmpty() ? 0 : 1;
      if (links > MAX_LINKS) {
        return Optional.of(
            "its links lead over more than " + MAX_LINKS + " others, or in a circle");
      }
      follow(step, name);
    }
    return Optional.empty();
  }

  private void follow(Step step, String name) throws IOException {
    if (step.path.isEmpty() && step.file.isEmpty()) {
      at = file.header(step.address);
      walked.add(name);
    } else if (!step.file.isEmpty()) {
      String uri = files.files().resolve(file.uri(), step.file);
      file = files.open(uri, where.asset(uri));
      from(file.root(), step.path);
      walked.clear();
    } else if (step.path.startsWith("/")) {
      from(file.root(), step.path);
      walked.clear();
    } else {
      from(at, step.path);
    }
  }

  private static String names(Group group) throws IOException {
    List<Link> links = group.links();
    if (links.isEmpty()) {
      return "nothing";
    }
    String some =
        links.stream()
            .limit(NAMES)
            .map(l -> "'" + l.name() + "'")
            .collect(Collectors.joining(", "));
    return some + (links.size() > NAMES ? " and " + (links.size() - NAMES) + " others" : "");
  }

  private AssetException missing(String found) {
    return new AssetException(
        where,
        "find HDF5 object '" + wanted + "'",
        found,
        "Correct the parameter 'dataset' of the stream resource, or the links of the file");
  }
}
