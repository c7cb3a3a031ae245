package org.carelay.database.cdc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes changes of rows from MongoDB's change streams. */
final class MongoReader extends OffsetReader {
  MongoReader(String start) {
    super(start);
  }

  @Override
  String position(Map<String, ?> offset) {
    return LogOffset.of(offset).text();
  }

  @Override
  String table(Struct source) {
    return source.getString("db") + "." + source.getString("collection");
  }

  @Override
  @Nullable Struct row(Struct value, String name) {
    var other = name.equals("before") ? "after" : "before";
    return MongoDocuments.row(document(value, name), document(value, other));
  }

  private static @Nullable String document(Struct value, String name) {
    return value.schema().field(name) == null ? null : value.getString(name);
  }

  /** The token names the document, whose id may name a patient. */
  @Override
  String key(SourceRecord each, Struct source, RowOperation operation) {
    try {
      var token = String.valueOf(each.sourceOffset().get("resume_token"));
      var digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16) + "/" + operation.written();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  RowChange.Committed committed(SourceRecord each, Struct source) {
    var wall = source.schema().field("wallTime") == null ? null : source.getInt64("wallTime");
    var seconds = source.getInt64("ts_ms") / 1000;
    return new RowChange.Committed(
        place(seconds, source.getInt32("ord")),
        (wall == null ? source.getInt64("ts_ms") : wall) * 1000);
  }

  /** One number that grows, from a timestamp of the log. */
  static long place(long seconds, int order) {
    return (seconds << 32) + Integer.toUnsignedLong(order);
  }
}
