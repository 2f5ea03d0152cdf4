package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.functional.FutureIO;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Any Hadoop file system; local files are read through NIO and can be mapped. */
public final class HadoopStorage implements Storage {
  private static final long serialVersionUID = 1L;

  private static final int MOST_DIRECTORIES = 100_000;
  private static final int MOST_FILES = 100_000;

  private final Settings settings;

  /** How settings travel to tasks. */
  private interface Settings extends Serializable {
    Configuration value();
  }

  /** With each task. */
  private record Sent(SerializableConfiguration configuration) implements Settings {
    private static final long serialVersionUID = 1L;

    @Override
    public Configuration value() {
      return configuration.value();
    }
  }

  /** Once to each executor. */
  private record Shared(Broadcast<SerializableConfiguration> configuration) implements Settings {
    private static final long serialVersionUID = 1L;

    @Override
    public Configuration value() {
      return configuration.value().value();
    }
  }

  private HadoopStorage(Settings settings) {
    this.settings = settings;
  }

  /** With the settings of a session. */
  public HadoopStorage(Configuration configuration) {
    this(new Sent(new SerializableConfiguration(configuration)));
  }

  /**
   * The same storage, whose settings travel once to each executor and not with each task: reading a
   * thousand settings takes longer than reading a small file.
   */
  HadoopStorage sharedBy(SparkContext context) {
    SerializableConfiguration sent = new SerializableConfiguration(configuration());
    return new HadoopStorage(
        new Shared(JavaSparkContext.fromSparkContext(context).broadcast(sent)));
  }

  /** Settings of the file systems. */
  public Configuration configuration() {
    return settings.value();
  }

  private FileSystem files(Path path) throws IOException {
    return path.getFileSystem(configuration());
  }

  @Override
  public Optional<FileRef> stat(String uri) throws IOException {
    Path path = FileUris.path(uri);
    if (FileUris.isLocal(path)) {
      java.nio.file.Path local = FileUris.local(path);
      if (!Files.isRegularFile(local)) {
        return Optional.empty();
      }
      BasicFileAttributes about = Files.readAttributes(local, BasicFileAttributes.class);
      return Optional.of(new FileRef(uri, about.size(), about.lastModifiedTime().toMillis()));
    }
    try {
      FileStatus status = files(path).getFileStatus(path);
      return status.isFile()
          ? Optional.of(new FileRef(uri, status.getLen(), status.getModificationTime()))
          : Optional.empty();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (AccessControlException e) {
      throw denied(uri, e);
    }
  }

  /** HDFS has an exception of its own for it. */
  private static AccessDeniedException denied(String uri, AccessControlException cause) {
    AccessDeniedException denied = new AccessDeniedException(uri, null, cause.getMessage());
    denied.initCause(cause);
    return denied;
  }

  @Override
  public InputStream stream(String uri, long position) throws IOException {
    Path path = FileUris.path(uri);
    if (FileUris.isLocal(path)) {
      FileChannel channel = FileChannel.open(FileUris.local(path), StandardOpenOption.READ);
      return Channels.newInputStream(channel.position(position));
    }
    FSDataInputStream in = files(path).open(path);
    try {
      in.seek(position);
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public RandomAccess open(String uri) throws IOException {
    Path path = FileUris.path(uri);
    if (FileUris.isLocal(path)) {
      return LocalFile.open(FileUris.local(path));
    }
    return open(path, files(path).getFileStatus(path).getLen(), uri);
  }

  @Override
  public RandomAccess open(FileRef file) throws IOException {
    Path path = FileUris.path(file.uri());
    return FileUris.isLocal(path)
        ? LocalFile.open(FileUris.local(path))
        : open(path, file.size(), file.uri());
  }

  /** Object stores that know the length ask no second time; positional reads fetch no more. */
  private HadoopFile open(Path path, long size, String uri) throws IOException {
    try {
      FSDataInputStream in =
          FutureIO.awaitFuture(
              files(path)
                  .openFile(path)
                  .opt(OpenFileOptions.FS_OPTION_OPENFILE_LENGTH, Long.toString(size))
                  .opt(
                      OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                      OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_RANDOM)
                  .build());
      return new HadoopFile(in, size, uri);
    } catch (AccessControlException e) {
      throw denied(uri, e);
    }
  }

  @Override
  public String realUri(String uri) throws IOException {
    Path path = FileUris.path(uri);
    if (FileUris.isLocal(path)) {
      return FileUris.of(real(FileUris.local(path).toAbsolutePath().normalize()));
    }
    Path qualified = files(path).makeQualified(path);
    return qualified.toUri().normalize().toString();
  }

  /** Links resolved as far as the path exists; what does not exist yet stays as it is written. */
  private static java.nio.file.Path real(java.nio.file.Path path) throws IOException {
    java.nio.file.Path parent = path.getParent();
    if (Files.exists(path) || parent == null) {
      return path.toRealPath();
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return parent.toRealPath().resolve(Files.readSymbolicLink(path)).normalize();
    }
    return real(parent).resolve(path.getFileName());
  }

  @Override
  public boolean isDirectory(String uri) throws IOException {
    Path path = FileUris.path(uri);
    if (FileUris.isLocal(path)) {
      return Files.isDirectory(FileUris.local(path));
    }
    try {
      return files(path).getFileStatus(path).isDirectory();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  @Override
  public List<String> directories(String uri) throws IOException {
    Path path = FileUris.path(uri);
    List<String> names = new ArrayList<>();
    try {
      RemoteIterator<FileStatus> all = files(path).listStatusIterator(path);
      while (all.hasNext() && names.size() < MOST_DIRECTORIES) {
        FileStatus status = all.next();
        if (status.isDirectory()) {
          names.add(status.getPath().getName());
        }
      }
    } catch (FileNotFoundException | NotDirectoryException e) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public Optional<Map<String, FileRef>> files(String directory) throws IOException {
    Path path = FileUris.path(directory);
    if (FileUris.isLocal(path)) {
      return Optional.empty();
    }
    Map<String, FileRef> found = new HashMap<>();
    try {
      RemoteIterator<FileStatus> all = files(path).listStatusIterator(path);
      while (all.hasNext()) {
        FileStatus status = all.next();
        if (found.size() == MOST_FILES) {
          return Optional.empty();
        }
        if (status.isFile()) {
          String uri = directory + FileUris.encoded(status.getPath().getName());
          found.put(uri, new FileRef(uri, status.getLen(), status.getModificationTime()));
        }
      }
    } catch (FileNotFoundException | NotDirectoryException e) {
      return Optional.of(Map.of());
    } catch (AccessControlException e) {
      return Optional.empty(); // its files may be readable all the same
    }
    return Optional.of(found);
  }
}
