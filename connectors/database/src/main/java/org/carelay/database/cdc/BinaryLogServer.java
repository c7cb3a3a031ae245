package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.Notice;
import org.jspecify.annotations.Nullable;

/**
 * Whether a MariaDB or MySQL server logs enough, and lets this user read it.
 *
 * @param variables the server's, by their names in lower case
 * @param user as the server writes it, such as {@code 'carelay'@'%'}
 */
record BinaryLogServer(Map<String, String> variables, String user, List<String> grants) {
  private static final String VARIABLES =
      """
      show global variables where variable_name in ('version', 'log_bin', 'binlog_format',
        'binlog_row_image', 'server_id', 'gtid_binlog_pos', 'log_bin_compress')""";

  static BinaryLogServer look(Connection connection) throws SQLException {
    var variables = new HashMap<String, String>();
    try (var statement = connection.createStatement()) {
      try (var rows = statement.executeQuery(VARIABLES)) {
        while (rows.next()) {
          variables.put(
              rows.getString(1).toLowerCase(Locale.ROOT),
              Objects.requireNonNullElse(rows.getString(2), ""));
        }
      }
      var grants = new ArrayList<String>();
      try (var rows = statement.executeQuery("show grants")) {
        while (rows.next()) {
          grants.add(rows.getString(1).toUpperCase(Locale.ROOT));
        }
      }
      return new BinaryLogServer(variables, user(connection), grants);
    }
  }

  private static String user(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select current_user()")) {
      row.next();
      var plain = row.getString(1);
      var at = plain.lastIndexOf('@');
      return "'%s'@'%s'".formatted(plain.substring(0, at), plain.substring(at + 1));
    }
  }

  boolean isMariaDb() {
    return variable("version").toLowerCase(Locale.ROOT).contains("mariadb");
  }

  private String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  /** What is missing for every recipe, with the lines that put it right. */
  List<Notice> notices() {
    var notices = new ArrayList<Notice>();
    if (!variable("log_bin").equals("ON") || variable("server_id").equals("0")) {
      notices.add(
          setting(
              "binary-log",
              "The server keeps no log of changes. Add these lines below [%s] in its configuration, and restart it: log_bin = mysql-bin; server_id = 1; binlog_format = ROW; binlog_row_image = FULL"
                  .formatted(isMariaDb() ? "mariadb" : "mysqld")));
      return notices;
    }
    if (!variable("binlog_format").equals("ROW")) {
      notices.add(
          setting(
              "binlog-format",
              "The server logs statements instead of rows. Let an administrator run: SET GLOBAL binlog_format = 'ROW'; add the line binlog_format = ROW to the server's configuration; and let the programs that write connect again."));
    }
    if (!variable("binlog_row_image").equals("FULL")) {
      notices.add(
          setting(
              "binlog-row-image",
              "The server logs rows in part, so nobody can tell what changed. Let an administrator run: SET GLOBAL binlog_row_image = 'FULL'; add the line binlog_row_image = FULL to the server's configuration; and let the programs that write connect again."));
    }
    if (variable("log_bin_compress").equals("ON")) {
      notices.add(
          setting(
              "binlog-compressed",
              "The server compresses its log, which cannot be read. Let an administrator run: SET GLOBAL log_bin_compress = OFF; and take the line log_bin_compress out of the server's configuration."));
    }
    if (!mayRead()) {
      notices.add(
          new Notice(
              "replication-right",
              "replication-right-missing",
              true,
              "The database user may not read the log of changes. Let an administrator run: GRANT REPLICATION SLAVE, %s ON *.* TO %s;"
                  .formatted(isMariaDb() ? "BINLOG MONITOR" : "REPLICATION CLIENT", user)));
    }
    return notices;
  }

  private static Notice setting(String code, String message) {
    return new Notice(code, code, true, message);
  }

  private boolean mayRead() {
    return granted("ALL PRIVILEGES", "REPLICATION SLAVE", "REPLICATION REPLICA")
        && granted("ALL PRIVILEGES", "BINLOG MONITOR", "REPLICATION CLIENT", "SUPER");
  }

  private boolean granted(String... any) {
    return grants.stream()
        .filter(each -> each.contains(" ON *.* "))
        .anyMatch(
            each -> {
              for (var right : any) {
                if (each.contains(right)) {
                  return true;
                }
              }
              return false;
            });
  }

  /** Where the log ends now. Needs the right to see it. */
  BinaryLogPosition end(Connection connection) throws SQLException {
    var status = status(connection);
    var file = status.getOrDefault("file", "");
    var place = Long.parseLong(status.getOrDefault("position", "4"));
    var gtids =
        isMariaDb()
            ? gtidsAt(connection, file, place)
            : status.getOrDefault("executed_gtid_set", "").replaceAll("\\s", "");
    return BinaryLogPosition.at(
        file, place, gtids == null ? "" : gtids, Long.parseLong(variable("server_id")));
  }

  /** Databases that are left out of the log; a person set that. */
  boolean logs(Connection connection, String database) throws SQLException {
    var status = status(connection);
    var only = names(status.getOrDefault("binlog_do_db", ""));
    var not = names(status.getOrDefault("binlog_ignore_db", ""));
    return (only.isEmpty() || only.contains(database)) && !not.contains(database);
  }

  private static List<String> names(String list) {
    return list.isBlank() ? List.of() : List.of(list.split("\\s*,\\s*"));
  }

  private Map<String, String> status(Connection connection) throws SQLException {
    // MySQL 8.4 no longer knows the old name, and MariaDB not the new one.
    var sql = isMariaDb() || isOldMySql() ? "show master status" : "show binary log status";
    var status = new HashMap<String, String>();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      if (row.next()) {
        for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          status.put(
              row.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT),
              Objects.requireNonNullElse(row.getString(i), ""));
        }
      }
    }
    return status;
  }

  private boolean isOldMySql() {
    return variable("version").startsWith("5.") || variable("version").matches("8\\.[0-3]\\..*");
  }

  /** Whether what comes after a position can still be read from this server. */
  boolean has(Connection connection, BinaryLogPosition position) throws SQLException {
    var files = new LinkedHashMap<String, Long>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("show binary logs")) {
      while (rows.next()) {
        files.put(rows.getString(1), rows.getLong(2));
      }
    }
    var size = files.get(position.file());
    var sameServer = position.serverId() == Long.parseLong(variable("server_id"));
    if (!isMariaDb() || position.gtids().isEmpty()) {
      return sameServer && size != null && position.inFile() <= size;
    }
    if (sameServer && size != null) {
      // Else the log was reset, and counts from the beginning.
      var there = gtidsAt(connection, position.file(), position.inFile());
      return there != null
          && BinaryLogPosition.lastOfDomains(there)
              .equals(BinaryLogPosition.lastOfDomains(position.gtids()));
    }
    var oldest = files.isEmpty() ? null : gtidsBefore(connection, files.firstEntry().getKey());
    return oldest != null && reaches(position.gtids(), oldest, variable("gtid_binlog_pos"));
  }

  /** For another server, which has the same transactions in other files. */
  private static boolean reaches(String ours, String oldest, String newest) {
    var read = BinaryLogPosition.lastOfDomains(ours);
    var from = BinaryLogPosition.lastOfDomains(oldest);
    var to = BinaryLogPosition.lastOfDomains(newest);
    return read.entrySet().stream()
            .allMatch(
                each ->
                    BinaryLogPosition.sequence(to.get(each.getKey()))
                        >= BinaryLogPosition.sequence(each.getValue()))
        && from.entrySet().stream()
            .allMatch(
                each ->
                    BinaryLogPosition.sequence(read.get(each.getKey()))
                        >= BinaryLogPosition.sequence(each.getValue()));
  }

  /** What a file says at its beginning of those before it. */
  private static @Nullable String gtidsBefore(Connection connection, String file)
      throws SQLException {
    var sql = "show binlog events in '%s' limit 4".formatted(file.replace("'", "''"));
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        if ("Gtid_list".equals(rows.getString("Event_type"))) {
          return rows.getString("Info").replaceAll("[\\[\\]\\s]", "");
        }
      }
    }
    return null;
  }

  private static @Nullable String gtidsAt(Connection connection, String file, long place)
      throws SQLException {
    try (var statement = connection.prepareStatement("select binlog_gtid_pos(?, ?)")) {
      statement.setString(1, file);
      statement.setLong(2, place);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
