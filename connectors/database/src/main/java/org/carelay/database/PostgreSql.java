package org.carelay.database;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** PostgreSQL 12 and later. */
record PostgreSql() implements Dialect {
  /** Of several servers the driver takes the one that is no standby, unless the address says so. */
  private static final Pattern SEVERAL = Pattern.compile("^jdbc:postgresql://[^/?]*,");

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public Map<String, String> properties(DatabaseSettings settings) {
    return Map.of(
        "targetServerType", SEVERAL.matcher(settings.url()).find() ? "primary" : "any",
        "ApplicationName", "Carelay",
        "connectTimeout", "5",
        "loginTimeout", "10",
        "socketTimeout", "10", // while signing in; each call sets its own
        "tcpKeepAlive", "true",
        "logServerErrorDetail", "false", // the detail of an error quotes rows
        "options", "-c statement_timeout=" + settings.timeout().toMillis());
  }

  @Override
  public String beginReadOnly(ZoneId zone) {
    // An offset as a name would count westwards, as POSIX does.
    var name =
        zone.normalized() instanceof ZoneOffset offset
            ? "interval '%s' hour to minute"
                .formatted(offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId())
            : "'" + zone.getId() + "'";
    return "begin read only; set local time zone " + name;
  }

  @Override
  public String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public String questionMark() {
    return "??";
  }

  @Override
  public ColumnType type(String typeName, int jdbcType, int size) {
    if (typeName.startsWith("_")) {
      return new ColumnType.Array(type(typeName.substring(1), Types.OTHER, 0));
    }
    return switch (typeName) {
      case "int2", "smallserial" -> ColumnType.Whole.bits(16);
      case "int4", "serial" -> ColumnType.Whole.bits(32);
      case "int8", "bigserial", "oid" -> ColumnType.Whole.bits(64);
      case "numeric" -> new ColumnType.Exact();
      case "float4", "float8" -> new ColumnType.Floating();
      case "bool" -> new ColumnType.Truth();
      case "text", "name" -> new ColumnType.Text(Integer.MAX_VALUE);
      case "varchar", "bpchar", "char" -> new ColumnType.Text(size <= 0 ? Integer.MAX_VALUE : size);
      case "date" -> new ColumnType.Day();
      case "time" -> new ColumnType.TimeOfDay();
      case "timestamp" -> new ColumnType.LocalMoment();
      case "timestamptz" -> new ColumnType.Moment(true);
      case "uuid" -> new ColumnType.Uuid();
      case "json", "jsonb" -> new ColumnType.Json(Types.OTHER);
      case "bytea" -> new ColumnType.Bytes();
      default -> new ColumnType.Other(Types.OTHER);
    };
  }

  @Override
  public boolean describesParameters() {
    return true;
  }

  /** Nothing is written where the row is the same, so that no trigger of the site fires. */
  @Override
  public String upsert(Table table, List<String> columns, List<String> key, Existing existing) {
    var names = columns.stream().map(this::quoted).toList();
    var values =
        columns.stream().filter(column -> !key.contains(column)).map(this::quoted).toList();
    var insert =
        "insert into %s as t (%s) values (%s) on conflict (%s) do "
            .formatted(
                table.sqlName(this),
                String.join(", ", names),
                "?" + ", ?".repeat(columns.size() - 1),
                key.stream().map(this::quoted).collect(joining(", ")));
    if (existing == Existing.KEEP || values.isEmpty()) {
      return insert + "nothing";
    }
    return insert
        + "update set "
        + values.stream().map(name -> name + " = excluded." + name).collect(joining(", "))
        + " where "
        + values.stream().map(name -> different(table, name)).collect(joining(" or "));
  }

  /** Some types, such as json, have no equality of their own. */
  private String different(Table table, String name) {
    var comparable =
        table.columns().values().stream()
            .filter(column -> quoted(column.name()).equals(name))
            .noneMatch(
                column -> column.typeName().equals("json") || column.typeName().equals("xml"));
    return comparable
        ? "t.%1$s is distinct from excluded.%1$s".formatted(name)
        : "t.%1$s::text is distinct from excluded.%1$s::text".formatted(name);
  }

  @Override
  public boolean hidesOtherConflicts() {
    return false;
  }

  @Override
  public @Nullable String subject(SQLException failure) {
    if (!(failure instanceof PSQLException postgres) || postgres.getServerErrorMessage() == null) {
      return null;
    }
    var said = postgres.getServerErrorMessage();
    if (said.getConstraint() != null) {
      return said.getConstraint();
    }
    return said.getColumn() != null ? said.getColumn() : said.getTable();
  }

  /** Messages of class 42 are about the statement, whose values are all parameters. */
  @Override
  public @Nullable String harmlessMessage(SQLException failure) {
    var aboutTheStatement = failure.getSQLState() != null && failure.getSQLState().startsWith("42");
    return aboutTheStatement
            && failure instanceof PSQLException postgres
            && postgres.getServerErrorMessage() != null
        ? postgres.getServerErrorMessage().getMessage()
        : null;
  }
}
