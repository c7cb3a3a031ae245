package org.carelay.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The server whose changes are read.
 *
 * @param port on 127.0.0.1
 */
record CdcSource(int port, String user, String password) {
  /** The database with the table that is changed. */
  static final String DATABASE = "source";

  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), user, password);
  }
}
