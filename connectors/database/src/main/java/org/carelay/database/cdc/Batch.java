package org.carelay.database.cdc;

import java.util.ArrayList;
import java.util.List;

/**
 * What was read at once.
 *
 * @param end stored with the events
 * @param release lets the database forget the log up to there
 */
record Batch(List<RowChange> changes, String end, Release release) {
  /** Tells Debezium how far everything is stored. */
  interface Release {
    void run() throws InterruptedException;
  }

  /** Several, of which each follows the one before it. */
  static Batch of(List<Batch> several) {
    var last = several.getLast();
    var all = new ArrayList<RowChange>();
    several.forEach(each -> all.addAll(each.changes()));
    return new Batch(all, last.end(), last.release());
  }
}
