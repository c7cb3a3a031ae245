package org.carelay.database.cdc;

import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes changes of rows from SQL Server's change tables. */
final class SqlServerReader extends OffsetReader {
  SqlServerReader(String start) {
    super(start);
  }

  @Override
  String position(Map<String, ?> offset) {
    return LogOffset.of(offset).text();
  }

  @Override
  String table(Struct source) {
    return source.getString("schema") + "." + source.getString("table");
  }

  @Override
  String key(SourceRecord each, Struct source, RowOperation operation) {
    return "%s/%s/%s/%s"
        .formatted(
            source.getString("commit_lsn"),
            source.getString("change_lsn"),
            source.getInt64("event_serial_no"),
            operation.written());
  }

  @Override
  RowChange.Committed committed(SourceRecord each, Struct source) {
    return new RowChange.Committed(
        place(source.getString("commit_lsn")), source.getInt64("ts_ms") * 1000);
  }

  /**
   * One number that grows.
   *
   * @param lsn as {@code 00000027:00000ac0:0002}: a virtual log file, a block of at most 24 bits in
   *     it, and an entry in that
   */
  static long place(String lsn) {
    var parts = lsn.split(":", -1);
    return (Long.parseLong(parts[0], 16) << 40)
        + (Long.parseLong(parts[1], 16) << 16)
        + Long.parseLong(parts[2], 16);
  }
}
