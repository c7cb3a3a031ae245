package org.carelay.database;

import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/**
 * A database whose changes are heard, and whose rows are neither read nor written. Its driver does
 * not come along.
 *
 * @param driver a class of the driver
 * @param jars what the site puts into its folder of drivers
 */
record LogOnly(String name, String driver, String jars) implements Dialect {
  private static final LogOnly SQL_SERVER =
      new LogOnly("SQL Server", "com.microsoft.sqlserver.jdbc.SQLServerDriver", "mssql-jdbc");
  private static final LogOnly ORACLE =
      new LogOnly("Oracle", "oracle.jdbc.OracleDriver", "ojdbc11");
  private static final LogOnly MONGO_DB =
      new LogOnly(
          "MongoDB",
          "com.mongodb.client.MongoClient",
          "mongodb-driver-sync, mongodb-driver-core and bson");

  static @Nullable LogOnly of(String url) {
    var plain = url.toLowerCase(Locale.ROOT);
    if (plain.startsWith("jdbc:sqlserver:")) {
      return SQL_SERVER;
    }
    if (plain.startsWith("jdbc:oracle:thin:")) {
      return ORACLE;
    }
    return plain.startsWith("mongodb://") || plain.startsWith("mongodb+srv://") ? MONGO_DB : null;
  }

  /** Whether it is reached by JDBC. */
  boolean isRelational() {
    return !equals(MONGO_DB);
  }

  /**
   * @throws IllegalArgumentException naming the jar, and where it belongs
   */
  void requireDriver() {
    try {
      Class.forName(driver, false, LogOnly.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "The driver for %s does not come with Carelay. Put its jar (%s) into the folder drivers of CARELAY_HOME, and start Carelay again."
              .formatted(name, jars),
          e);
    }
  }

  ConnectorException noRows() {
    return new Permanent(
        "not-available",
        "Carelay hears of changes in %s, but does not read or write its rows. Only the trigger database.row-changed can use this connection."
            .formatted(name),
        null);
  }

  @Override
  public Map<String, String> properties(DatabaseSettings settings) {
    return equals(SQL_SERVER)
        ? Map.of("applicationName", "Carelay", "loginTimeout", "10", "socketTimeout", "30000")
        : Map.of("oracle.net.CONNECT_TIMEOUT", "10000", "oracle.jdbc.ReadTimeout", "30000");
  }

  /** What only we understand is left out. */
  @Override
  public List<String> servers(String url) {
    return List.of(url.replaceFirst("(?i)^(jdbc:oracle:[^?]*)\\?pdb=.*", "$1"));
  }

  @Override
  public String beginReadOnly(ZoneId zone) {
    throw unreached();
  }

  @Override
  public String quoted(String identifier) {
    throw unreached();
  }

  @Override
  public String questionMark() throws ConnectorException {
    throw noRows();
  }

  @Override
  public ColumnType type(String typeName, int jdbcType, int size) {
    throw unreached();
  }

  @Override
  public boolean describesParameters() {
    return false;
  }

  @Override
  public String upsert(Table table, List<String> columns, List<String> key, Existing existing) {
    throw unreached();
  }

  @Override
  public boolean hidesOtherConflicts() {
    return false;
  }

  @Override
  public @Nullable String subject(SQLException failure) {
    return null;
  }

  @Override
  public @Nullable String harmlessMessage(SQLException failure) {
    return null;
  }

  /** {@link DatabaseClient#requireRows} comes first. */
  private static IllegalStateException unreached() {
    return new IllegalStateException("Rows are neither read nor written here");
  }
}
