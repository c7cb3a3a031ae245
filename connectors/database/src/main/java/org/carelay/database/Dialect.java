package org.carelay.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.jspecify.annotations.Nullable;

/** In what the databases differ. */
sealed interface Dialect permits PostgreSql, MariaDb, LogOnly {
  /** Parts of addresses that load code or write files; nobody needs them here. */
  List<String> REFUSED_PARAMETERS =
      List.of(
          "socketfactory",
          "loggerfile",
          "allowlocalinfile",
          "authenticationpluginclassname",
          "user=",
          "password=");

  String CREDENTIALS =
      "Put the user name and the password in their own fields, not in the address.";

  /**
   * @throws IllegalArgumentException saying what is wrong with the address, without quoting it
   */
  static Dialect of(String url) {
    var plain = url.toLowerCase(Locale.ROOT);
    for (var refused : REFUSED_PARAMETERS) {
      if (plain.contains(refused)) {
        throw new IllegalArgumentException(
            refused.endsWith("=")
                ? CREDENTIALS
                : "The address may not set '%s'.".formatted(refused));
      }
    }
    if (plain.startsWith("jdbc:postgresql:")) {
      return new PostgreSql();
    }
    if (plain.startsWith("jdbc:mariadb:")) {
      return new MariaDb();
    }
    var logOnly = LogOnly.of(plain);
    if (logOnly == null) {
      throw new IllegalArgumentException(
          "The address must begin with jdbc:postgresql:, jdbc:mariadb: (which also speaks to MySQL), jdbc:sqlserver:, jdbc:oracle:thin: or mongodb:");
    }
    if (!logOnly.isRelational() && plain.contains("@")) {
      throw new IllegalArgumentException(CREDENTIALS);
    }
    logOnly.requireDriver();
    return logOnly;
  }

  /** As a person calls it. */
  String name();

  /** What the driver is told at the beginning of every connection. */
  Map<String, String> properties(DatabaseSettings settings);

  /** Addresses of one server each, where a connection's address may name several. */
  default List<String> servers(String url) {
    return List.of(url);
  }

  /** Whether a server, of several, is the one that takes writes. */
  default boolean isPrimary(Connection connection) throws SQLException {
    return true;
  }

  /** Begins a transaction that cannot write, in which times without a zone are those of this. */
  String beginReadOnly(ZoneId zone);

  String quoted(String identifier);

  /** A literal question mark outside of texts. */
  String questionMark() throws ConnectorException;

  /** The type of a column or parameter by the driver's description of it. */
  ColumnType type(String typeName, int jdbcType, int size);

  /** Whether the driver knows what type the database expects of a parameter. */
  boolean describesParameters();

  /**
   * Inserts a row, or changes the one that has the same key.
   *
   * @param columns in the order of the parameters
   */
  String upsert(Table table, List<String> columns, List<String> key, Existing existing);

  /** Whether a row that was not written may have been stopped by another key than the one asked. */
  boolean hidesOtherConflicts();

  /** What a refusal is about: the name of a constraint, column or table; never a value. */
  @Nullable String subject(SQLException failure);

  /** What the database says, where that cannot contain values. */
  @Nullable String harmlessMessage(SQLException failure);
}
