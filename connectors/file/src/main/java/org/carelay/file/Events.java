package org.carelay.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.TriggerEvent;
import org.carelay.file.format.Format;
import org.carelay.file.format.Line;
import org.jspecify.annotations.Nullable;

/** The events of one file. */
final class Events {
  private final FileArrived.Input input;
  private final Map<String, Object> file;
  private final String hash;
  private final Instant arrived;

  Events(FileArrived.Input input, Folder.Found found, String hash, FileState state) {
    this.input = input;
    this.hash = hash;
    arrived = Instant.ofEpochMilli(state.since());
    file =
        Map.of(
            "name", found.name(),
            "bytes", found.bytes(),
            "sha256", hash,
            "modifiedAt", Instant.ofEpochMilli(found.modified()).toString());
  }

  /** The same content is the same event, whatever its name. */
  TriggerEvent ofFile() {
    return new TriggerEvent("file/" + hash, arrived, Map.of("file", file));
  }

  List<TriggerEvent> ofRows(List<Line.Row> rows) {
    var events = new LinkedHashMap<String, TriggerEvent>();
    for (var row : rows) {
      var key =
          input.same() == FileArrived.Same.LINE
              ? "line/" + hash + "/" + row.number()
              : "row/" + Hashes.of(row.values());
      events.putIfAbsent(key, new TriggerEvent(key, occurred(row), data(row)));
    }
    return List.copyOf(events.values());
  }

  private Map<String, Object> data(Line.Row row) {
    var data = new HashMap<String, Object>();
    data.put("file", file);
    data.put("row", row.values());
    data.put("line", row.number());
    return data;
  }

  /** A reading may be a week old when it arrives; a row of a list is news when it does. */
  private Instant occurred(Line.Row row) {
    Format format = input.format();
    if (format == null || !format.givesReadings()) {
      return arrived;
    }
    var at = instant(row.values().get("at"));
    return at == null || at.isAfter(arrived) ? arrived : at;
  }

  private static @Nullable Instant instant(@Nullable Object at) {
    try {
      return at == null ? null : OffsetDateTime.parse(at.toString()).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
