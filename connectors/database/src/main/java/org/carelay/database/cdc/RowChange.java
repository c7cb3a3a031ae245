package org.carelay.database.cdc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
 * @param changed the columns that differ; all of them for an insert or a delete
 */
record RowChange(
    RowOperation operation,
    String table,
    String key,
    @Nullable Struct before,
    @Nullable Struct after,
    Committed committed,
    List<String> changed) {

  RowChange(
      RowOperation operation,
      String table,
      String key,
      @Nullable Struct before,
      @Nullable Struct after,
      Committed committed) {
    this(operation, table, key, before, after, committed, changed(operation, before, after));
  }

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

  private static List<String> changed(
      RowOperation operation, @Nullable Struct before, @Nullable Struct after) {
    var row = after != null ? after : before;
    if (row == null) {
      return List.of();
    }
    var fields = row.schema().fields();
    var names = new ArrayList<String>(fields.size());
    for (var field : fields) {
      if (operation != RowOperation.UPDATE || differs(field, before, after)) {
        names.add(field.name());
      }
    }
    return List.copyOf(names);
  }

  private static boolean differs(Field field, @Nullable Struct before, @Nullable Struct after) {
    if (before == null || after == null) {
      return true;
    }
    var same = before.schema() == after.schema() ? field : before.schema().field(field.name());
    return same == null || !Objects.deepEquals(before.get(same), after.get(field));
  }
}
