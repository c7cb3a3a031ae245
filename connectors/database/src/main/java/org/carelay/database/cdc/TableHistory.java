package org.carelay.database.cdc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.carelay.connector.StateChange;

/**
 * How tables were made and altered, without which a binary log cannot be read: its rows have no
 * names of columns. Stored by the runtime together with the position, one entry for each statement;
 * what later entries make superfluous is dropped at the next start.
 */
final class TableHistory {
  private static final String PREFIX = "schema/";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final NavigableMap<String, ObjectNode> entries = new TreeMap<>();

  /** As it was stored. */
  static TableHistory of(Map<String, String> shared) {
    var history = new TableHistory();
    shared.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            history.entries.put(key, json(value));
          }
        });
    return history;
  }

  /** What must be stored, so that all of this is. */
  synchronized List<StateChange> unsaved(Map<String, String> shared) {
    var changes = new ArrayList<StateChange>();
    entries.forEach(
        (key, value) -> {
          var text = value.toString();
          if (!text.equals(shared.get(key))) {
            changes.add(new StateChange(key, text));
          }
        });
    for (var key : shared.keySet()) {
      if (key.startsWith(PREFIX) && !entries.containsKey(key)) {
        changes.add(new StateChange(key, null));
      }
    }
    return changes;
  }

  synchronized boolean defines(String table) {
    return entries.values().stream()
        .anyMatch(each -> table.equals(each.path("carelayTable").asText()));
  }

  /**
   * Takes a table's statement from now on.
   *
   * @param table {@code database.table}
   */
  synchronized void define(String database, String table, String sql, BinaryLogPosition position) {
    var entry = MAPPER.createObjectNode();
    entry.put("carelayTable", table);
    entry.putObject("source");
    entry.set("position", position.json().deepCopy());
    entry.put("databaseName", database);
    entry.put("ddl", sql);
    put(entry);
  }

  /** Takes what Debezium has read in the log, as it writes it. */
  synchronized void record(String document) {
    var entry = json(document);
    if (entry.path("tableChanges").isEmpty()) {
      return;
    }
    entry.remove("ddl"); // the changes say it all
    put(entry);
  }

  private void put(ObjectNode entry) {
    var next = entries.isEmpty() ? 1 : Long.parseLong(number(entries.lastKey())) + 1;
    entries.put(PREFIX + "%012d".formatted(next), entry);
  }

  private static String number(String key) {
    return key.substring(PREFIX.length());
  }

  /**
   * Goes back to a position: what comes after it will be read again.
   *
   * @param engine the name under which Debezium asks for it
   * @return the entries, each as Debezium wants it
   */
  synchronized List<String> at(BinaryLogPosition start, String engine) {
    entries
        .values()
        .removeIf(
            each -> {
              var position = new BinaryLogPosition((ObjectNode) each.get("position"));
              return position.serverId() == start.serverId() && !position.isAtOrBefore(start);
            });
    dropSuperseded();
    var documents = new ArrayList<String>();
    for (var each : entries.values()) {
      var document = each.deepCopy();
      ((ObjectNode) document.get("source")).put("server", engine);
      document.set("position", start.json());
      documents.add(document.toString());
    }
    return documents;
  }

  private void dropSuperseded() {
    var later = new HashSet<String>();
    var superseded = new ArrayList<String>();
    entries
        .descendingMap()
        .forEach(
            (key, entry) -> {
              var tables = tables(entry);
              if (later.containsAll(tables) && !entry.has("carelayTable")) {
                superseded.add(key);
              }
              later.addAll(tables);
            });
    superseded.forEach(entries::remove);
  }

  private static Set<String> tables(ObjectNode entry) {
    var tables = new HashSet<String>();
    for (var change : entry.path("tableChanges")) {
      tables.add(change.path("id").asText());
    }
    return tables;
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no entry of a table's history", e);
    }
  }
}
