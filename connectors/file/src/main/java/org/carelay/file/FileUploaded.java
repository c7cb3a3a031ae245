package org.carelay.file;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carelay.connector.About;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is posted into the connection's folder and fires once for each file. Its rows are for
 * {@link FileArrived} on the same folder, which goes through them a part at a time.
 */
final class FileUploaded implements HttpTrigger<Folder, FileUploaded.Input> {
  /** The trigger's {@code with}: everything is in the connection and the post. */
  record Input() {}

  @Override
  public About about() {
    return new About(
        "file.uploaded",
        "A file was uploaded",
        "Fires when a file is posted to /hooks/upload/CONNECTION?name=NAME with the connection's"
            + " upload token; the file is in the connection's folder then.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<FileEvent> event() {
    return FileEvent.class;
  }

  @Override
  public String path(Input input, String connectionId) {
    return "upload/" + connectionId;
  }

  @Override
  public Outcome receive(HttpCall call, Input input, Folder folder) {
    var refused = refuse(call, folder.uploadToken());
    if (refused != null) {
      return refused;
    }
    if (!call.method().equals("POST")) {
      return new Outcome.Refused(405, "method-not-allowed", "Files are posted here.");
    }
    var name = name(call);
    if (name == null || !Folder.isPlain(name)) {
      return new Outcome.Refused(
          400, "name-missing", "Name the file in the address, as in ?name=list.csv.");
    }
    if (call.body().length == 0) {
      return new Outcome.Refused(400, "file-empty", "The file is empty.");
    }
    try {
      var hash = Hashes.of(call.body());
      var stored = store(folder.path(), name, call.body());
      var file =
          Map.<String, Object>of(
              "name",
              stored,
              "bytes",
              call.body().length,
              "sha256",
              hash,
              "modifiedAt",
              call.receivedAt().toString());
      var event = new TriggerEvent("file/" + hash, call.receivedAt(), Map.of("file", file));
      return new Outcome.Accepted(List.of(event), Reply.DEFAULT);
    } catch (Permanent e) {
      return new Outcome.Refused(409, e.code(), e.getMessage());
    } catch (IOException e) {
      return new Outcome.Refused(
          409, "folder-failed", "The file could not be put into the connection's folder.");
    }
  }

  private static Outcome.@Nullable Refused refuse(HttpCall call, @Nullable String token) {
    if (token == null || token.isEmpty()) {
      return new Outcome.Refused(
          403, "uploads-off", "The connection has no upload token, so that nobody may upload.");
    }
    var header = call.header("authorization");
    var given = header == null ? "" : header.strip();
    return MessageDigest.isEqual(utf8(given), utf8("Bearer " + token))
        ? null
        : new Outcome.Refused(401, "wrong-token", "The bearer token is missing or wrong.");
  }

  private static @Nullable String name(HttpCall call) {
    var query = call.url().getRawQuery();
    for (var pair : query == null ? new String[0] : query.split("&")) {
      if (pair.startsWith("name=")) {
        try {
          return URLDecoder.decode(pair.substring("name=".length()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
          return null;
        }
      }
    }
    return null;
  }

  /** Whole or not at all. A file with the same content and name is there already; that is fine. */
  private static String store(Path folder, String name, byte[] content) throws IOException {
    var part = folder.resolve("." + UUID.randomUUID() + ".part");
    try {
      try (var channel =
          Files.newByteChannel(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        var buffer = java.nio.ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        if (channel instanceof java.nio.channels.FileChannel file) {
          file.force(true);
        }
      }
      var stored = name;
      for (var number = 2; exists(folder.resolve(stored)); number++) {
        if (Files.mismatch(folder.resolve(stored), part) < 0) {
          return stored;
        }
        stored = Folder.numbered(name, number);
      }
      Files.move(part, folder.resolve(stored), StandardCopyOption.ATOMIC_MOVE);
      return stored;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
