package org.carelay.database.cdc;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.Notice;

/**
 * Whether the database can tell each recipe what it wants to hear.
 *
 * @param listening by subscription; only those for which all is well
 * @param notices by subscription
 */
record Diagnosis(Map<String, Listening> listening, Map<String, List<Notice>> notices) {
  Diagnosis() {
    this(new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /**
   * What one healthy subscription listens to.
   *
   * @param table its full name
   * @param watched columns by their real names
   */
  record Listening(RowChanged.Input input, String table, Set<String> watched) {
    boolean wants(RowChange change) {
      return change.table().equals(table)
          && input.wants(change.operation())
          && !change.lacksBefore()
          && (change.operation() != RowOperation.UPDATE
              || watched.isEmpty()
              || change.changed().stream().anyMatch(watched::contains));
    }
  }

  /** The tables that are read, by their full names. */
  Set<String> tables() {
    var tables = new LinkedHashSet<String>();
    listening.values().forEach(each -> tables.add(each.table()));
    return tables;
  }
}
