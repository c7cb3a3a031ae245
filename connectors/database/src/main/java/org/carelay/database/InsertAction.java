package org.carelay.database;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.About;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Writes a row that is known by its key: however often it is done, the row is there once. */
public final class InsertAction extends KeyedWrite<InsertAction.Input> {
  /** The action's {@code with}. */
  public record Input(
      @Describe(
              title = "Table",
              help = "As name, or schema.name.",
              example = "survey_sent",
              choices = "tables")
          String table,
      @Describe(
              title = "Values",
              help = "The row, by the names of its columns.",
              sensitivity = Sensitivity.PERSONAL,
              choices = "columns")
          Map<String, Object> values,
      @Describe(
              title = "Key",
              help = "The columns that tell rows apart; the table must have them as a unique key.",
              example = "id",
              choices = "columns")
          List<String> key,
      @Describe(
              title = "If the row is there",
              help = "Update it with the new values, or keep it as it is.",
              defaultValue = "update")
          @Nullable Existing existing)
      implements Row {
    public Input {
      if (key.isEmpty()) {
        throw new IllegalArgumentException(
            "key needs a column; use database.append for rows without a key");
      }
      for (var column : key) {
        if (!values.containsKey(column)) {
          throw new IllegalArgumentException("the key column '" + column + "' has no value");
        }
      }
    }
  }

  @Override
  public About about() {
    return new About(
        "database.insert",
        "Insert or update a row",
        "Writes a row that is known by its key; done twice, the row is still there once.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  Written write(DatabaseClient client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    var table = client.table(input.table(), context.deadline());
    var zone = client.zone(context.zone());
    var row = RowWrite.of(table, input.values(), zone);
    var keyValues = new LinkedHashMap<String, Object>();
    input.key().forEach(column -> keyValues.put(column, input.values().get(column)));
    var key = RowWrite.of(table, keyValues, zone);
    key.refuseMissing();
    if (!table.isKey(new LinkedHashSet<>(key.names()))) {
      throw new Permanent(
          "key-not-unique",
          "The table %s does not hold (%s) unique. Give it a unique key of these columns, or name another."
              .formatted(table.name(), String.join(", ", key.names())),
          null);
    }
    var existing = Objects.requireNonNullElse(input.existing(), Existing.UPDATE);
    var sql = client.dialect().upsert(table, row.names(), key.names(), existing);
    var write = new WriteBatcher.Write(sql, row.types());
    var count = client.writes().write(write, row.values(), context.deadline());
    if (count == 0 && client.dialect().hidesOtherConflicts() && table.uniqueKeys().size() > 1) {
      refuseIfAbsent(client, key, context);
    }
    return new Written(Math.min(count, 1));
  }

  /** Nothing was written, and it is not because the row is there. */
  private static void refuseIfAbsent(DatabaseClient client, RowWrite key, ActionContext context)
      throws ConnectorException, InterruptedException {
    if (RowLookup.count(client, key, context.deadline()) == 0) {
      throw new Permanent(
          "constraint-violated",
          "The database refused the row: another row has the same value in another unique key.",
          null);
    }
  }
}
