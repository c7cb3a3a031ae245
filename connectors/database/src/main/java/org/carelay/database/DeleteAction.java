package org.carelay.database;

import java.util.LinkedHashSet;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;

/** Deletes the one row that has a key; done twice, it is still gone. */
public final class DeleteAction extends KeyedWrite<DeleteAction.Input> {
  /** The action's {@code with}. */
  public record Input(
      @Describe(title = "Table", help = "As name, or schema.name.", example = "appointment")
          String table,
      @Describe(
              title = "Key",
              help = "Which row: values of columns that the table holds unique.",
              sensitivity = Sensitivity.PERSONAL)
          Map<String, Object> key)
      implements Row {
    public Input {
      if (key.isEmpty()) {
        throw new IllegalArgumentException("key needs a column");
      }
    }
  }

  @Override
  public About about() {
    return new About(
        "database.delete",
        "Delete a row",
        "Deletes the one row that has the given key. Where it is gone already, nothing happens.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  Written write(DatabaseClient client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    var table = client.table(input.table(), context.deadline());
    var key = RowWrite.of(table, input.key(), client.zone(context.zone()));
    key.refuseMissing();
    if (!table.isUnique(new LinkedHashSet<>(key.names()))) {
      throw new Permanent(
          "key-not-unique",
          "The table %s does not hold (%s) unique, so that more than one row could be deleted. Name columns of a unique key."
              .formatted(table.name(), String.join(", ", key.names())),
          null);
    }
    var dialect = client.dialect();
    var sql = "delete from %s where %s".formatted(table.sqlName(dialect), key.condition(dialect));
    var write = new WriteBatcher.Write(sql, key.types());
    return new Written(client.writes().write(write, key.values(), context.deadline()));
  }
}
