package org.carelay.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.FileIntake.Outcome;
import org.carelay.connector.FileIntake.Range;

/**
 * Puts a large file into a connection's folder, part by part: what has arrived stays, so that an
 * upload that broke off goes on where it stood. The file appears when it is whole.
 */
final class FileUpload {
  private static final long MOST_BYTES = 4L << 30;
  private static final String PART = ".upload.part";
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);

  /** One part at a time, whoever sends it. */
  private static final Object WRITING = new Object();

  private final Folder folder;

  FileUpload(Folder folder) {
    this.folder = folder;
  }

  /** How much of a file has arrived. */
  long received(String name, long total) throws IOException, Permanent {
    var part = part(name, total);
    return Files.exists(part, LinkOption.NOFOLLOW_LINKS) ? Files.size(part) : 0;
  }

  /** Adds one part; durable when it returns. */
  Outcome add(String name, Range range, byte[] content, Instant now) throws IOException {
    if (!Folder.isPlain(name)) {
      return new Outcome.Refused(
          "bad-name",
          "A file's name has at most 200 bytes in UTF-8, no slashes, colons, stars and the like, and"
              + " does not begin with a dot.");
    }
    if (!Folder.isFinished(name)) {
      return new Outcome.Refused(
          "bad-name",
          "A file with such an ending, as .part or .tmp, counts as not yet written whole and is"
              + " never read: give it its own name.");
    }
    if (range.total() < 1
        || range.total() > MOST_BYTES
        || range.from() < 0
        || range.from() + content.length > range.total()) {
      return new Outcome.Refused(
          "bad-range", "The part must lie within the file, which may have up to 4 GiB.");
    }
    synchronized (WRITING) {
      try {
        return write(name, range, content, now);
      } catch (Permanent e) {
        return new Outcome.Refused(e.code(), e.getMessage());
      }
    }
  }

  private Outcome write(String name, Range range, byte[] content, Instant now)
      throws IOException, Permanent {
    var part = part(name, range.total());
    var there = received(name, range.total());
    if (there != range.from()) {
      return new Outcome.Elsewhere(there);
    }
    if (there == 0) {
      tidy(now);
    }
    try (var file =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      var buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        file.write(buffer, range.from() + buffer.position());
      }
      file.force(true);
    }
    return range.from() + content.length < range.total()
        ? new Outcome.Going(range.from() + content.length)
        : new Outcome.Done(shown(name, part));
  }

  /** Never over another file; the same content under the same name is there already. */
  private String shown(String name, Path part) throws IOException, Permanent {
    var wanted = name;
    for (var number = 2; Files.exists(at(wanted), LinkOption.NOFOLLOW_LINKS); number++) {
      if (Files.mismatch(at(wanted), part) < 0) {
        Files.delete(part);
        return wanted;
      }
      wanted = Folder.numbered(name, number);
    }
    Files.move(part, at(wanted), StandardCopyOption.ATOMIC_MOVE);
    return wanted;
  }

  private void tidy(Instant now) throws IOException, Permanent {
    var oldest = now.minus(FORGOTTEN_AFTER);
    try (var parts = Files.newDirectoryStream(folder.path(), ".*" + PART)) {
      for (var each : parts) {
        if (Files.getLastModifiedTime(each).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  private Path at(String name) throws Permanent {
    return folder.path().resolve(name);
  }

  private Path part(String name, long total) throws Permanent {
    var hash = Hashes.of((name + "/" + total).getBytes(StandardCharsets.UTF_8));
    return at("." + hash.substring(0, 32) + PART);
  }
}
