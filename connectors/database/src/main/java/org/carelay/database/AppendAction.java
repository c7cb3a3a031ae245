package org.carelay.database;

import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.Sensitivity;

/** Adds a row to a table whose rows have no key to know them by. */
public final class AppendAction implements Action<DatabaseClient, AppendAction.Input, Written> {
  /** The action's {@code with}. */
  public record Input(
      @Describe(
              title = "Table",
              help = "As name, or schema.name.",
              example = "audit_line",
              choices = "tables")
          String table,
      @Describe(
              title = "Values",
              help = "The row, by the names of its columns.",
              sensitivity = Sensitivity.PERSONAL,
              choices = "columns")
          Map<String, Object> values) {
    public Input {
      if (values.isEmpty()) {
        throw new IllegalArgumentException("values needs a column");
      }
    }
  }

  @Override
  public About about() {
    return new About(
        "database.append",
        "Append a row",
        "Adds a row to a table without a key. Prefer insert, which can be repeated safely.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Written> output() {
    return Written.class;
  }

  @Override
  public Effect effect() {
    return Effect.WRITE;
  }

  @Override
  public Written perform(DatabaseClient client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    client.refuseIfReadOnly();
    var table = client.table(input.table(), context.deadline());
    var row = RowWrite.of(table, input.values(), client.zone(context.zone()));
    var dialect = client.dialect();
    var sql =
        "insert into %s (%s) values (%s)"
            .formatted(
                table.sqlName(dialect),
                String.join(", ", row.names().stream().map(dialect::quoted).toList()),
                "?" + ", ?".repeat(row.names().size() - 1));
    return client.withOnce(
        context.deadline(),
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            Parameters.bind(statement, row.types(), row.values());
            return new Written(statement.executeUpdate());
          }
        });
  }
}
