package org.carelay.database.cdc;

import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes of rows from Oracle's redo log. After a restart within a transaction Debezium reads
 * that whole transaction again; its changes have the same keys then.
 */
final class OracleReader extends OffsetReader {
  OracleReader(String start) {
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
    return "%s/%s/%s/%s/%s"
        .formatted(
            source.getString("txId"),
            source.getString("scn"),
            String.valueOf(source.getString("rs_id")).strip(),
            source.get("ssn"),
            operation.written());
  }

  @Override
  RowChange.Committed committed(SourceRecord each, Struct source) {
    var at = source.getInt64("commit_ts_ms");
    return new RowChange.Committed(
        Math.max(scn(source.getString("commit_scn")), scn(source.getString("scn"))),
        (at == null ? source.getInt64("ts_ms") : at) * 1000);
  }

  private static long scn(@Nullable String written) {
    return written == null || written.isBlank() ? 0 : Long.parseLong(written);
  }
}
