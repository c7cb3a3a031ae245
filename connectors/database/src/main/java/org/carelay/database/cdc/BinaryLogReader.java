package org.carelay.database.cdc;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes changes of rows from a binary log. Debezium itself leaves out what it read before. */
final class BinaryLogReader implements ChangeReader {
  private static final String TO_ANOTHER_KEY = "__debezium.newkey";
  private static final String FROM_ANOTHER_KEY = "__debezium.oldkey";

  private String done;

  /** The first half of an update of a key; not done until the second half was read. */
  private @Nullable Struct moved;

  BinaryLogReader(String start) {
    this.done = start;
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
      done = BinaryLogPosition.of(last.sourceOffset()).text();
    }
    return changes;
  }

  private void read(SourceRecord each, Struct value, List<RowChange> changes) {
    if (each.headers().lastWithName(TO_ANOTHER_KEY) != null) {
      moved = value.getStruct("before");
      return;
    }
    var whole = each.headers().lastWithName(FROM_ANOTHER_KEY) != null ? moved : null;
    moved = null;
    var operation =
        switch (value.getString("op")) {
          case "c" -> whole == null ? RowOperation.INSERT : RowOperation.UPDATE;
          case "u" -> RowOperation.UPDATE;
          case "d" -> RowOperation.DELETE;
          default -> null;
        };
    if (operation != null) {
      var source = value.getStruct("source");
      changes.add(
          new RowChange(
              operation,
              source.getString("db") + "." + source.getString("table"),
              key(each, source, operation),
              whole == null ? value.getStruct("before") : whole,
              value.getStruct("after"),
              new RowChange.Committed(
                  BinaryLogPosition.place(source.getString("file"), source.getInt64("pos")),
                  source.getInt64("ts_ms") * 1000)));
    }
  }

  /**
   * A transaction has the same GTID on every server that took it over; and after a reset, which
   * counts from the beginning, another time. The rows' own keys are not used: they may name
   * patients.
   */
  private static String key(SourceRecord each, Struct source, RowOperation operation) {
    var gtid = source.getString("gtid");
    var event = each.sourceOffset().get("event");
    var place =
        gtid == null
            ? "%d/%s/%d"
                .formatted(
                    source.getInt64("server_id"), source.getString("file"), source.getInt64("pos"))
            : gtid + "/" + (event == null ? 0 : event);
    return "%s/%d/%s/%d"
        .formatted(place, source.getInt32("row"), operation.written(), source.getInt64("ts_ms"));
  }
}
