package org.carelay.database.cdc;

import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes changes of rows from a binary log. */
final class BinaryLogReader extends OffsetReader {
  BinaryLogReader(String start) {
    super(start);
  }

  @Override
  String position(Map<String, ?> offset) {
    return BinaryLogPosition.of(offset).text();
  }

  @Override
  String table(Struct source) {
    return source.getString("db") + "." + source.getString("table");
  }

  @Override
  RowChange.Committed committed(SourceRecord each, Struct source) {
    return new RowChange.Committed(
        BinaryLogPosition.place(source.getString("file"), source.getInt64("pos")),
        source.getInt64("ts_ms") * 1000);
  }

  /**
   * A transaction has the same GTID on every server that took it over; and after a reset, which
   * counts from the beginning, another time.
   */
  @Override
  String key(SourceRecord each, Struct source, RowOperation operation) {
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
