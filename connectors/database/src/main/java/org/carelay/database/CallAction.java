package org.carelay.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Calls a stored procedure, once. */
public final class CallAction
    implements Action<DatabaseClient, CallAction.Input, CallAction.Output> {
  private static final int MOST_ROWS = 1_000;

  /** The action's {@code with}. */
  public record Input(
      @Describe(title = "Procedure", help = "As name, or schema.name.", example = "ward.discharge")
          String procedure,
      @Describe(
              title = "Arguments",
              help = "In the procedure's order.",
              defaultValue = "none",
              sensitivity = Sensitivity.PERSONAL)
          @Nullable List<@Nullable Object> arguments) {}

  /** What came back. */
  public record Output(
      @Describe(
              title = "Rows",
              help = "Of the first result, or the procedure's output arguments; at most 1000.",
              sensitivity = Sensitivity.PERSONAL)
          List<Map<String, @Nullable Object>> rows) {}

  @Override
  public About about() {
    return new About(
        "database.call",
        "Call a procedure",
        "Calls a stored procedure once. Where it is unknown whether it ran, a person is asked.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Output> output() {
    return Output.class;
  }

  @Override
  public Effect effect() {
    return Effect.WRITE;
  }

  @Override
  public Output perform(DatabaseClient client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    client.refuseIfReadOnly();
    var dialect = client.dialect();
    var arguments = input.arguments() == null ? List.<@Nullable Object>of() : input.arguments();
    var sql =
        "call %s(%s)"
            .formatted(
                name(input.procedure(), dialect),
                arguments.stream().map(_ -> "?").collect(Collectors.joining(", ")));
    var zone = client.zone(context.zone());
    return client.withOnce(
        context.deadline(), connection -> call(connection, client, sql, arguments, zone));
  }

  private static Output call(
      Connection connection,
      DatabaseClient client,
      String sql,
      List<@Nullable Object> arguments,
      ZoneId zone)
      throws SQLException, ConnectorException {
    var types = client.parameters().of(connection, sql, arguments);
    var values = new ArrayList<@Nullable Object>();
    for (var i = 0; i < arguments.size(); i++) {
      var given = arguments.get(i);
      values.add(
          given == null ? null : Values.convert(types.get(i), given, zone, "argument " + (i + 1)));
    }
    try (var statement = connection.prepareStatement(sql)) {
      Parameters.bind(statement, types, values);
      return new Output(statement.execute() ? rows(statement, client.dialect(), zone) : List.of());
    }
  }

  private static List<Map<String, @Nullable Object>> rows(
      PreparedStatement statement, Dialect dialect, ZoneId zone)
      throws SQLException, ConnectorException {
    try (var found = statement.getResultSet()) {
      var reader = new Rows(found, dialect, zone);
      var rows = new ArrayList<Map<String, @Nullable Object>>();
      while (rows.size() < MOST_ROWS && found.next()) {
        rows.add(reader.read());
      }
      return rows;
    }
  }

  private static String name(String written, Dialect dialect) throws ConnectorException {
    var parts = written.strip().split("\\.", -1);
    if (parts.length > 2 || Arrays.stream(parts).anyMatch(String::isBlank)) {
      throw new Permanent(
          "no-such-procedure", "A procedure is written as 'name' or 'schema.name'.", null);
    }
    return Arrays.stream(parts).map(dialect::quoted).collect(Collectors.joining("."));
  }
}
