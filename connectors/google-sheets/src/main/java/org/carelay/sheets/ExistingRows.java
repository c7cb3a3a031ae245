package org.carelay.sheets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet that could each be an event, as they stand. */
final class ExistingRows {
  private ExistingRows() {}

  /** From top to bottom; rows with a blank or repeated key, or not filled, are left out. */
  static Samples of(GoogleClient client, Following following, Samples.Request request)
      throws ConnectorException, InterruptedException {
    var rows =
        new SheetRows(client, following.place(), request.zone(), request.deadline()).read(Map.of());
    var keys = new ArrayList<@Nullable String>();
    var times = new HashMap<String, Integer>();
    for (var row : rows) {
      var key = key(row, following);
      keys.add(key);
      if (key != null) {
        times.merge(key, 1, Integer::sum);
      }
    }
    var events = new ArrayList<TriggerEvent>();
    for (var i = 0; i < rows.size(); i++) {
      var key = keys.get(i);
      var row = rows.get(i);
      if (key != null && Integer.valueOf(1).equals(times.get(key)) && isFilled(row, following)) {
        events.add(new TriggerEvent(key, request.now(), SheetSamples.data(row, following)));
      }
    }
    return new Samples(
        List.copyOf(events.subList(0, Math.min(events.size(), request.most()))),
        (long) events.size());
  }

  /** Null where the row has none. */
  private static @Nullable String key(SheetRows.Row row, Following following)
      throws ConnectorException {
    var texts = new ArrayList<String>();
    for (var header : following.key().isEmpty() ? row.values().keySet() : following.key()) {
      var text = Cells.text(value(row, header));
      if (text.isBlank() && !following.key().isEmpty()) {
        return null;
      }
      texts.add(text);
    }
    return Fingerprint.key(texts);
  }

  private static boolean isFilled(SheetRows.Row row, Following following)
      throws ConnectorException {
    for (var header : following.required()) {
      if (Cells.isBlank(value(row, header))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object value(SheetRows.Row row, String header)
      throws ConnectorException {
    for (var cell : row.values().entrySet()) {
      if (Cells.name(cell.getKey()).equals(Cells.name(header))) {
        return cell.getValue();
      }
    }
    Set<String> headers = row.values().keySet();
    throw new ConnectorException.Permanent(
        "no-such-column",
        "The sheet has no column \"%s\". It has: %s."
            .formatted(header, headers.stream().collect(Collectors.joining(", "))),
        null);
  }
}
