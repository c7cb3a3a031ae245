package org.carelay.database.cdc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * One change of one row.
 *
 * @param table {@code schema.table}, or {@code database.table}
 * @param key the same for this change whenever it is read; holds no value of the row
 * @param before absent for an insert, and where the table does not log it
 * @param after absent for a delete
 * @param committedMicros when the transaction was committed, since 1970
 */
record RowChange(
    RowOperation operation,
    String table,
    String key,
    @Nullable Struct before,
    @Nullable Struct after,
    Committed committed) {

  /** Where in the log, and when. */
  record Committed(long place, long micros) {}

  long place() {
    return committed.place();
  }

  long committedMicros() {
    return committed.micros();
  }

  Instant at() {
    return Instant.EPOCH.plus(committed.micros(), ChronoUnit.MICROS);
  }

  /** Whether an update does not say what the row was: nobody can tell what changed. */
  boolean lacksBefore() {
    return operation == RowOperation.UPDATE && before == null;
  }

  /** The columns that differ; all of them for an insert or a delete. */
  List<String> changed() {
    var row = after != null ? after : before;
    if (row == null) {
      return List.of();
    }
    return row.schema().fields().stream()
        .filter(field -> operation != RowOperation.UPDATE || differs(field))
        .map(Field::name)
        .toList();
  }

  private boolean differs(Field field) {
    return before == null
        || after == null
        || before.schema().field(field.name()) == null
        || !Objects.deepEquals(before.get(field.name()), after.get(field.name()));
  }
}
