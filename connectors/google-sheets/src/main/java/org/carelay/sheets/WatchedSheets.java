package org.carelay.sheets;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.sheets.SheetPoller.Watcher;

/** Reads the sheets of one spreadsheet that somebody follows, all in one call. */
final class WatchedSheets {
  private final GoogleClient client;
  private final String spreadsheet;

  WatchedSheets(GoogleClient client, String spreadsheet) {
    this.client = client;
    this.spreadsheet = spreadsheet;
  }

  /** Values by sheet name as compared, of those sheets that exist. */
  Map<String, List<List<Object>>> read(List<Watcher> watchers)
      throws ConnectorException, InterruptedException {
    var titles = new LinkedHashMap<String, String>();
    for (var watcher : watchers) {
      titles.putIfAbsent(watcher.sheet(), watcher.following().place().sheet());
    }
    var known = client.reader().fresh(spreadsheet);
    if (known != null && !titles.values().stream().allMatch(known::has)) {
      client.reader().forget(spreadsheet);
    }
    try {
      return readPresent(titles);
    } catch (ConnectorException.Permanent refused) {
      if (!refused.code().equals(Failures.REJECTED)) {
        throw refused;
      }
      // A sheet was renamed since its name was last looked up.
      client.reader().forget(spreadsheet);
      return readPresent(titles);
    }
  }

  private Map<String, List<List<Object>>> readPresent(Map<String, String> titles)
      throws ConnectorException, InterruptedException {
    var info = client.reader().info(spreadsheet, client.calls().soon());
    var names = titles.keySet().stream().filter(name -> info.has(name)).toList();
    if (names.isEmpty()) {
      return Map.of();
    }
    var ranges = names.stream().map(name -> SheetReader.range(titles.getOrDefault(name, name)));
    var values =
        client
            .reader()
            .values(
                spreadsheet,
                ranges.toList(),
                SheetReader.Dates.SERIAL_NUMBER,
                client.calls().soon());
    var result = new HashMap<String, List<List<Object>>>();
    for (var i = 0; i < names.size(); i++) {
      result.put(names.get(i), values.get(i));
    }
    return result;
  }
}
