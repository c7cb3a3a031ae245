package org.carelay.practice.phone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.carelay.practice.phone.TextMessage.Direction;
import org.carelay.practice.phone.TextMessage.Status;
import org.jspecify.annotations.Nullable;

/**
 * All messages, in a file of JSON lines that only grows. A message is on disk before {@link
 * #append} returns; a status may be lost in a crash and is then reached again.
 */
final class MessageLog implements AutoCloseable {
  private static final Set<String> STOP =
      Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
  private static final Set<String> START = Set.of("START", "YES", "UNSTOP");

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, TextMessage> messages = new LinkedHashMap<>();
  private final Set<Pair> optedOut = new HashSet<>();
  // Not a FileChannel: that closes for everybody when one writer's thread is interrupted.
  private final RandomAccessFile file;

  private record Pair(String clinic, String patient) {}

  private MessageLog(RandomAccessFile file) {
    this.file = file;
  }

  static MessageLog open(Path folder) throws IOException {
    Files.createDirectories(folder);
    var path = folder.resolve("messages.jsonl");
    var stored = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
    var log = new MessageLog(new RandomAccessFile(path.toFile(), "rw"));
    try (var directory = FileChannel.open(folder)) {
      directory.force(true);
    }
    // A last line without an end was being written when the process died: its sender got no answer.
    var end = stored.length;
    while (end > 0 && stored[end - 1] != '\n') {
      end--;
    }
    log.file.setLength(end);
    log.file.seek(end);
    for (var line : new String(stored, 0, end, StandardCharsets.UTF_8).lines().toList()) {
      log.replay(log.json.readTree(line));
    }
    return log;
  }

  synchronized void append(TextMessage message) {
    write(toJson(message), true);
    index(message);
  }

  /** Moves a message on; null if it is unknown or already there. */
  synchronized @Nullable TextMessage advance(
      String sid, Status status, @Nullable Integer errorCode, Instant when) {
    var before = messages.get(sid);
    if (before == null || before.status().isFinal() || before.status() == status) {
      return null;
    }
    var line = json.createObjectNode().put("sid", sid).put("status", status.word());
    line.put("errorCode", errorCode).put("at", when.toString());
    write(line, false);
    var after = before.with(status, errorCode, when);
    messages.put(sid, after);
    return after;
  }

  synchronized @Nullable TextMessage find(String sid) {
    return messages.get(sid);
  }

  /** Oldest first. */
  synchronized List<TextMessage> all() {
    return List.copyOf(messages.values());
  }

  synchronized boolean isOptedOut(String clinic, String patient) {
    return optedOut.contains(new Pair(clinic, patient));
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The practice phone's file could not be closed", e);
    }
  }

  private void index(TextMessage message) {
    messages.put(message.sid(), message);
    if (message.direction() == Direction.INBOUND) {
      var pair = new Pair(message.to(), message.from());
      var word = message.body().strip().toUpperCase(Locale.ROOT);
      if (STOP.contains(word)) {
        optedOut.add(pair);
      } else if (START.contains(word)) {
        optedOut.remove(pair);
      }
    }
  }

  private void write(ObjectNode line, boolean durable) {
    try {
      file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      if (durable) {
        file.getFD().sync();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The practice phone could not write its file", e);
    }
  }

  private void replay(JsonNode line) {
    var sid = line.path("sid").asText();
    var status = Status.of(line.path("status").asText());
    var errorCode = line.hasNonNull("errorCode") ? line.path("errorCode").asInt() : null;
    var at = Instant.parse(line.path("at").asText());
    var known = messages.get(sid);
    if (known != null) {
      messages.put(sid, known.with(status, errorCode, at));
      return;
    }
    var media = new ArrayList<String>();
    line.path("media").forEach(each -> media.add(each.asText()));
    var direction = Direction.valueOf(line.path("direction").asText().toUpperCase(Locale.ROOT));
    index(
        new TextMessage(
            sid,
            direction,
            line.path("from").asText(),
            line.path("to").asText(),
            line.path("body").asText(),
            media,
            status,
            errorCode,
            at,
            direction == Direction.INBOUND ? at : null,
            line.hasNonNull("statusCallback")
                ? URI.create(line.path("statusCallback").asText())
                : null));
  }

  private ObjectNode toJson(TextMessage message) {
    var line = json.createObjectNode();
    line.put("sid", message.sid()).put("direction", message.direction().word());
    line.put("from", message.from()).put("to", message.to()).put("body", message.body());
    message.media().forEach(line.putArray("media")::add);
    line.put("status", message.status().word()).put("at", message.at().toString());
    var callback = message.statusCallback();
    line.put("statusCallback", callback == null ? null : callback.toString());
    return line;
  }
}
