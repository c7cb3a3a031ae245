package org.carelay.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.FileIntake;
import org.carelay.connector.Memory;
import org.jspecify.annotations.Nullable;

/** A folder, or a bucket, that files arrive in and are written to. */
final class Folder implements FileIntake {
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /** File systems take 255, of which the endings of uploads under way need some. */
  private static final int LONGEST_NAME_BYTES = 200;

  /** Endings of files that somebody is still writing. */
  private static final List<String> UNFINISHED =
      List.of(".part", ".tmp", ".filepart", ".crdownload", ".download", ".swp", "~");

  private final FileSettings settings;
  private final @Nullable Path path;
  private final @Nullable Bucket bucket;
  private final Memory memory;
  private final Map<String, OpenFile> open = new ConcurrentHashMap<>();

  /**
   * A file in the folder.
   *
   * @param path see {@link #local}
   * @param modified milliseconds since 1970; other content has another
   */
  record Found(String name, Path path, long bytes, long modified) {}

  /**
   * @param memory the connection's notes, in which is what recipes wrote here
   * @throws IllegalArgumentException if the settings contradict each other
   */
  Folder(FileSettings settings, Memory memory) {
    this.settings = settings;
    this.memory = memory;
    path = settings.folder() == null ? null : absolute(settings.folder());
    bucket = settings.s3() == null ? null : new Bucket(settings.s3());
    if (path != null && bucket != null) {
      throw new IllegalArgumentException("Give a folder or S3 storage, not both");
    }
    var done = settings.done();
    if (done != null && (path == null && bucket == null || !isPlain(done))) {
      throw new IllegalArgumentException(
          "The done folder must be the name of a folder below the folder, such as done");
    }
    for (var each : new @Nullable Duration[] {settings.settle(), settings.pollInterval()}) {
      if (each != null && (each.isNegative() || each.compareTo(Duration.ofHours(1)) > 0)) {
        throw new IllegalArgumentException("Quiet time and interval must be between 0 and PT1H");
      }
    }
  }

  private static Path absolute(String written) {
    try {
      var path = Path.of(written.strip());
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("The folder's path cannot be used", e);
    }
    throw new IllegalArgumentException(
        "The folder must be a whole path such as /srv/carelay/inbox");
  }

  /** One name, which leads nowhere else. */
  static boolean isPlain(String name) {
    return !name.isBlank()
        && !name.startsWith(".")
        && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME_BYTES
        && name.chars().noneMatch(each -> each < ' ' || "/\\:*?\"<>|".indexOf(each) >= 0);
  }

  @Nullable String uploadToken() {
    return settings.uploadToken();
  }

  Duration settle() {
    return Objects.requireNonNullElse(settings.settle(), SETTLE);
  }

  Duration interval() {
    return Objects.requireNonNullElse(settings.pollInterval(), INTERVAL);
  }

  boolean hasFolder() {
    return path != null || bucket != null;
  }

  /** Null where it is a folder of this machine. */
  @Nullable Bucket bucket() {
    return bucket;
  }

  /** Where a file's content can be read; fetches it where it is far away. */
  Path local(Found file) throws ConnectorException {
    return bucket == null ? file.path() : bucket.local(file);
  }

  /** All recipes have read a file. */
  void forget(Found file) {
    if (bucket != null) {
      bucket.forget(file);
    }
  }

  /** False for names that programs give to what they still write. */
  static boolean isFinished(String name) {
    return UNFINISHED.stream().noneMatch(name.toLowerCase(Locale.ROOT)::endsWith);
  }

  boolean movesDone() {
    return settings.done() != null;
  }

  Path path() throws Permanent {
    if (path == null) {
      throw new Permanent(
          "no-folder",
          bucket == null
              ? "The file connection has no folder. Name one in its settings."
              : "Files cannot be posted into S3 storage here. Put them there directly.",
          null);
    }
    return path;
  }

  /** Files that are whole, by name; no links, no folders, nothing hidden. */
  List<Found> files() throws ConnectorException {
    if (bucket != null) {
      return bucket.files();
    }
    var folder = path();
    try (var entries = Files.newDirectoryStream(folder)) {
      var found = new ArrayList<Found>();
      for (var entry : entries) {
        look(entry, found);
      }
      found.sort(Comparator.comparing(Found::name));
      return found;
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      throw failure(e);
    }
  }

  /** The connection's notes. */
  Memory memory() {
    return memory;
  }

  /** As {@link #files}, without what recipes write here: that must not start them again. */
  List<Found> others(Memory memory) throws ConnectorException {
    var others = new ArrayList<Found>();
    var ours = memory.startingWith(OwnFiles.NOTE);
    for (var file : files()) {
      if (bucket == null ? !OwnFiles.isOurs(file, ours) : !bucket.isOurs(file)) {
        others.add(file);
      }
    }
    return others;
  }

  private static void look(Path entry, List<Found> found) throws IOException {
    var name = entry.getFileName().toString();
    if (name.startsWith(".") || !isFinished(name)) {
      return;
    }
    try {
      var attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        var modified = attributes.lastModifiedTime().toMillis();
        found.add(new Found(name, entry, attributes.size(), modified));
      }
    } catch (NoSuchFileException e) {
      return; // gone meanwhile
    }
  }

  /** Puts a file that everybody has read aside; one of that name there is kept under another. */
  void putAside(Found file) throws ConnectorException {
    if (bucket != null) {
      bucket.putAside(file, Objects.requireNonNull(settings.done()));
      return;
    }
    try {
      var done = path().resolve(Objects.requireNonNull(settings.done()));
      Files.createDirectories(done);
      var target = done.resolve(file.name());
      for (var more = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); more++) {
        target = done.resolve(numbered(file.name(), more));
      }
      Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return; // somebody else was quicker
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** {@code report (2).csv}. */
  static String numbered(String name, int number) {
    var dot = name.lastIndexOf('.');
    var end = dot <= 0 ? name.length() : dot;
    return name.substring(0, end) + " (" + number + ")" + name.substring(end);
  }

  static ConnectorException failure(Exception e) {
    return switch (e) {
      case NoSuchFileException _, NotDirectoryException _ ->
          new Retryable("no-such-folder", "The connection's folder is not there now.", null);
      case java.nio.file.AccessDeniedException _ ->
          new AuthenticationFailed(
              "folder-not-allowed", "This runtime may not use the connection's folder.", null);
      default ->
          new Retryable("folder-failed", "The connection's folder cannot be used now.", null);
    };
  }

  @Override
  public long received(String name, long total) throws IOException, Permanent {
    return new FileUpload(this).received(name, total);
  }

  @Override
  public Outcome add(String name, Range range, byte[] content, Instant now) throws IOException {
    return new FileUpload(this).add(name, range, content, now);
  }

  /** Files that are being read, by subscription. */
  Map<String, OpenFile> open() {
    return open;
  }

  @Override
  public void close() {
    open.values().forEach(OpenFile::close);
    open.clear();
    if (bucket != null) {
      bucket.close();
    }
  }

  @Override
  public String toString() {
    return "Folder[" + path + "]";
  }
}
