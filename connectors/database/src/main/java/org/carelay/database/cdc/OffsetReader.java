package org.carelay.database.cdc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes changes of rows of a log of which Debezium itself leaves out what it read before. */
abstract class OffsetReader implements ChangeReader {
  private static final String TO_ANOTHER_KEY = "__debezium.newkey";
  private static final String FROM_ANOTHER_KEY = "__debezium.oldkey";

  private String done;

  /** The first half of an update of a key; not done until the second half was read. */
  private @Nullable Struct moved;

  OffsetReader(String start) {
    this.done = start;
  }

  /** A position as it is stored, from what Debezium would store. */
  abstract String position(Map<String, ?> offset);

  /** As recipes name it. */
  abstract String table(Struct source);

  /** The rows' own keys are not used: they may name patients. */
  abstract String key(SourceRecord each, Struct source, RowOperation operation);

  abstract RowChange.Committed committed(SourceRecord each, Struct source);

  /** The row as it was or is. */
  @Nullable Struct row(Struct value, String name) {
    return value.getStruct(name);
  }

  @Override
  public String done() {
    return done;
  }

  @Override
  public List<RowChange> read(List<SourceRecord> records) {
    var changes = new ArrayList<RowChange>();
    SourceRecord last = null;
    for (var each : records) {
      if (each.value() instanceof Struct value && value.schema().field("op") != null) {
        read(each, value, changes);
      }
      // Else it is a heartbeat, which tells how far the log was read while no table changed.
      last = moved == null ? each : last;
    }
    if (last != null) {
      done = position(last.sourceOffset());
    }
    return changes;
  }

  private void read(SourceRecord each, Struct value, List<RowChange> changes) {
    if (each.headers().lastWithName(TO_ANOTHER_KEY) != null) {
      moved = row(value, "before");
      return;
    }
    var whole = each.headers().lastWithName(FROM_ANOTHER_KEY) != null ? moved : null;
    moved = null;
    var operation =
        switch (value.getString("op")) {
          case "c" -> whole == null ? RowOperation.INSERT : RowOperation.UPDATE;
          case "u" -> RowOperation.UPDATE;
          case "d" -> RowOperation.DELETE;
          default -> null; // a message, or a row that was there before
        };
    if (operation != null) {
      var source = value.getStruct("source");
      changes.add(
          new RowChange(
              operation,
              table(source),
              key(each, source, operation),
              whole == null ? row(value, "before") : whole,
              row(value, "after"),
              committed(each, source)));
    }
  }
}
