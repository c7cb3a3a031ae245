package org.carelay.database;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException;
import org.jspecify.annotations.Nullable;

/** MariaDB 10.6 and later, and MySQL by MariaDB's driver. */
record MariaDb() implements Dialect {
  private static final Pattern NAME =
      Pattern.compile(
          "for key '([^']*)'$|CONSTRAINT [`']([^`']*)[`']|(?:[Cc]olumn|[Ff]ield) '([^']*)'");

  private static final Pattern SEVERAL =
      Pattern.compile("jdbc:mariadb:(?:\\w+:)?//(?<hosts>[^/?(]+,[^/?(]+)(?<rest>[/?].*)?");

  @Override
  public String name() {
    return "MariaDB";
  }

  @Override
  public Map<String, String> properties(DatabaseSettings settings) {
    return Map.ofEntries(
        Map.entry("connectTimeout", "5000"),
        Map.entry("socketTimeout", "10000"), // while signing in; each call sets its own
        Map.entry("useServerPrepStmts", "true"), // else values become part of the statement
        Map.entry("useAffectedRows", "true"), // a row that is the same is not counted
        Map.entry("useBulkStmts", "false"), // each row of a batch has its own count
        Map.entry("useBulkStmtsForInserts", "false"),
        Map.entry("dumpQueriesOnException", "false"),
        Map.entry("includeInnodbStatusInDeadlockExceptions", "false"),
        Map.entry("permitMysqlScheme", "true"),
        Map.entry("tinyInt1isBit", "true"),
        Map.entry(
            "sessionVariables",
            "time_zone='+00:00',sql_mode=concat(@@sql_mode,',STRICT_ALL_TABLES'),max_statement_time="
                + settings.timeout().toMillis() / 1000.0));
  }

  /** The driver itself would take the first that answers, which may only copy another by now. */
  @Override
  public List<String> servers(String url) {
    var parts = SEVERAL.matcher(url);
    return parts.matches()
        ? Arrays.stream(parts.group("hosts").split(",", -1))
            .map(host -> "jdbc:mariadb://" + host.strip() + parts.group("rest"))
            .toList()
        : List.of(url);
  }

  @Override
  public boolean isPrimary(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select @@global.read_only")) {
      row.next();
      return Set.of("0", "OFF").contains(row.getString(1));
    }
  }

  /** The session stays in UTC; times without a zone are converted here. */
  @Override
  public String beginReadOnly(ZoneId zone) {
    return "start transaction read only";
  }

  @Override
  public String quoted(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  @Override
  public String questionMark() throws ConnectorException {
    throw new ConnectorException.Permanent(
        "sql-not-accepted", "Write parameters with a name, such as :id, instead of '?'.", null);
  }

  @Override
  public ColumnType type(String typeName, int jdbcType, int size) {
    var name = typeName.toUpperCase(Locale.ROOT);
    var unsigned = name.contains("UNSIGNED") ? 1 : 0;
    return switch (name.replaceAll("[ (].*", "")) {
      case "BOOLEAN" -> new ColumnType.Truth();
      case "BIT" -> size <= 1 ? new ColumnType.Truth() : new ColumnType.Other(Types.VARCHAR);
      case "TINYINT" ->
          jdbcType == Types.BIT || jdbcType == Types.BOOLEAN
              ? new ColumnType.Truth()
              : ColumnType.Whole.bits(8 + unsigned);
      case "SMALLINT", "YEAR" -> ColumnType.Whole.bits(16 + unsigned);
      case "MEDIUMINT" -> ColumnType.Whole.bits(24 + unsigned);
      case "INT", "INTEGER" -> ColumnType.Whole.bits(32 + unsigned);
      case "BIGINT" -> ColumnType.Whole.bits(64 + unsigned);
      case "DECIMAL", "NUMERIC" -> new ColumnType.Exact();
      case "FLOAT", "DOUBLE", "REAL" -> new ColumnType.Floating();
      case "CHAR", "VARCHAR", "TEXT", "TINYTEXT", "MEDIUMTEXT", "LONGTEXT", "ENUM", "SET" ->
          new ColumnType.Text(size <= 0 ? Integer.MAX_VALUE : size);
      case "DATE" -> new ColumnType.Day();
      case "TIME" -> new ColumnType.TimeOfDay();
      case "DATETIME" -> new ColumnType.LocalMoment();
      case "TIMESTAMP" -> new ColumnType.Moment(false);
      case "JSON" -> new ColumnType.Json(Types.VARCHAR);
      case "UUID" -> new ColumnType.Other(Types.VARCHAR);
      case "BINARY", "VARBINARY", "BLOB", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB" ->
          new ColumnType.Bytes();
      default -> new ColumnType.Other(Types.VARCHAR);
    };
  }

  @Override
  public boolean describesParameters() {
    return false;
  }

  /**
   * MariaDB does not ask which key a row conflicts in. So a column is changed only where the key we
   * mean is the same; another patient's row that shares some other key stays as it is.
   */
  @Override
  public String upsert(Table table, List<String> columns, List<String> key, Existing existing) {
    var names = columns.stream().map(this::quoted).toList();
    var same =
        key.stream()
            .map(this::quoted)
            .map(name -> "%1$s <=> values(%1$s)".formatted(name))
            .collect(joining(" and "));
    var changed =
        existing == Existing.KEEP
            ? List.<String>of()
            : columns.stream().filter(column -> !key.contains(column)).map(this::quoted).toList();
    var assignments =
        changed.isEmpty()
            ? "%1$s = %1$s".formatted(quoted(key.getFirst()))
            : changed.stream()
                .map(name -> "%1$s = if(%2$s, values(%1$s), %1$s)".formatted(name, same))
                .collect(joining(", "));
    return "insert into %s (%s) values (%s) on duplicate key update %s"
        .formatted(
            table.sqlName(this),
            String.join(", ", names),
            "?" + ", ?".repeat(columns.size() - 1),
            assignments);
  }

  @Override
  public boolean hidesOtherConflicts() {
    return true;
  }

  @Override
  public @Nullable String subject(SQLException failure) {
    var matcher = NAME.matcher(String.valueOf(failure.getMessage()));
    if (!matcher.find()) {
      return null;
    }
    for (var group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return matcher.group(group);
      }
    }
    return null;
  }

  /** The driver's messages may hold the whole statement. */
  @Override
  public @Nullable String harmlessMessage(SQLException failure) {
    return null;
  }
}
