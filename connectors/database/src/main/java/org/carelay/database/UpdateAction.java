package org.carelay.database;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Changes the one row that has a key. */
public final class UpdateAction extends KeyedWrite<UpdateAction.Input> {
  /** What happens when there is no such row. */
  public enum Missing {
    /** The step fails. */
    FAIL,
    /** Nothing happens, and the output says so. */
    IGNORE
  }

  /** The action's {@code with}. */
  public record Input(
      @Describe(
              title = "Table",
              help = "As name, or schema.name.",
              example = "appointment",
              choices = "tables")
          String table,
      @Describe(
              title = "Key",
              help = "Which row: the values that only it has.",
              sensitivity = Sensitivity.PERSONAL)
          Map<String, Object> key,
      @Describe(
              title = "Values",
              help = "The new values, by the names of their columns.",
              sensitivity = Sensitivity.PERSONAL)
          Map<String, Object> values,
      @Describe(
              title = "If there is no such row",
              help = "Fail, or ignore it.",
              defaultValue = "fail")
          @Nullable Missing whenMissing)
      implements Row {
    public Input {
      if (key.isEmpty() || values.isEmpty()) {
        throw new IllegalArgumentException("key and values each need a column");
      }
      for (var column : key.keySet()) {
        if (values.containsKey(column)) {
          throw new IllegalArgumentException("the key column '" + column + "' cannot be changed");
        }
      }
    }
  }

  @Override
  public About about() {
    return new About(
        "database.update", "Update a row", "Changes the one row that has the given key.");
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
    var key = RowWrite.of(table, input.key(), zone);
    key.refuseMissing();
    var row = RowWrite.of(table, input.values(), zone);
    if (!table.isUnique(new LinkedHashSet<>(key.names()))
        && RowLookup.count(client, key, context.deadline()) > 1) {
      throw new Permanent(
          "key-not-unique",
          "More than one row of %s has this key. Name columns that only one row shares."
              .formatted(table.name()),
          null);
    }
    var write = new WriteBatcher.Write(sql(client.dialect(), row, key), types(row, key));
    var count = client.writes().write(write, values(row, key), context.deadline());
    if (count == 0 && RowLookup.count(client, key, context.deadline()) == 0) {
      refuseMissing(input, table);
    }
    return new Written(count);
  }

  private static void refuseMissing(Input input, Table table) throws ConnectorException {
    if (input.whenMissing() != Missing.IGNORE) {
      throw new Permanent(
          "no-such-row",
          "No row of %s has this key. Set whenMissing to ignore where that is all right."
              .formatted(table.name()),
          null);
    }
  }

  private static String sql(Dialect dialect, RowWrite row, RowWrite key) {
    var assignments = row.names().stream().map(name -> dialect.quoted(name) + " = ?").toList();
    return "update %s set %s where %s"
        .formatted(
            row.table().sqlName(dialect), String.join(", ", assignments), key.condition(dialect));
  }

  private static List<ColumnType> types(RowWrite row, RowWrite key) {
    var types = new ArrayList<>(row.types());
    types.addAll(key.types());
    return types;
  }

  private static List<@Nullable Object> values(RowWrite row, RowWrite key) {
    var values = row.values();
    values.addAll(key.values());
    return values;
  }
}
