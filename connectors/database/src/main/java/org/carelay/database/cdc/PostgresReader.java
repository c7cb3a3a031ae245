package org.carelay.database.cdc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes changes of rows from what Debezium reads, leaving out what was read before a restart. */
final class PostgresReader implements ChangeReader {
  private static final String TO_ANOTHER_KEY = "__debezium.newkey";
  private static final String FROM_ANOTHER_KEY = "__debezium.oldkey";

  private final Position start;
  private Position at;
  private Position done;

  /** The first half of an update of a key; not done until the second half was read. */
  private @Nullable Struct moved;

  PostgresReader(Position start) {
    this.start = start;
    this.at = Position.after(start.database(), start.commit());
    this.done = start;
  }

  @Override
  public String done() {
    return done.text();
  }

  @Override
  public List<RowChange> read(List<SourceRecord> records) {
    var changes = new ArrayList<RowChange>();
    for (var each : records) {
      if (each.value() instanceof Struct value && value.schema().field("op") != null) {
        read(each, value, changes);
      }
    }
    return changes;
  }

  private void read(SourceRecord each, Struct value, List<RowChange> changes) {
    at = at.next(number(each, "lsn_commit"), number(each, "lsn"));
    if (start.covers(at)) {
      return;
    }
    if (each.headers().lastWithName(TO_ANOTHER_KEY) != null) {
      moved = value.getStruct("before");
      return;
    }
    var before = value.schema().field("before") == null ? null : value.getStruct("before");
    var whole = each.headers().lastWithName(FROM_ANOTHER_KEY) != null ? moved : null;
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
              source.getString("schema") + "." + source.getString("table"),
              key(operation, source.getInt64("ts_us")),
              whole == null ? before : whole,
              value.getStruct("after"),
              new RowChange.Committed(at.lsn(), source.getInt64("ts_us"))));
    }
    moved = null;
    done = at;
  }

  private static long number(SourceRecord each, String name) {
    return each.sourceOffset().get(name) instanceof Number number ? number.longValue() : 0;
  }

  /**
   * Rows of one COPY share a place, and after a failover places may be written anew. The rows' own
   * keys are not used: they may name patients.
   */
  private String key(RowOperation operation, long committedMicros) {
    return Long.toHexString(at.lsn() >>> 32).toUpperCase(Locale.ROOT)
        + '/'
        + Long.toHexString(at.lsn() & 0xFFFF_FFFFL).toUpperCase(Locale.ROOT)
        + '/'
        + operation.written()
        + '/'
        + at.ordinal()
        + '/'
        + committedMicros;
  }
}
