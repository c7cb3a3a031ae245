package org.carelay.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens connections to whichever of several servers takes writes now. */
final class PrimarySource implements DataSource {
  /** SQLSTATE for a transaction that may not write. */
  private static final String READ_ONLY = "25006";

  private final List<String> urls;
  private final Dialect dialect;
  private final Properties properties;

  /**
   * @param urls of one server each, in the order in which they are tried
   */
  PrimarySource(List<String> urls, Dialect dialect, Properties properties) {
    this.urls = List.copyOf(urls);
    this.dialect = dialect;
    this.properties = properties;
  }

  @Override
  public Connection getConnection() throws SQLException {
    SQLException failure = null;
    for (var url : urls) {
      try {
        var connection = DriverManager.getConnection(url, properties);
        if (urls.size() == 1 || isPrimary(connection)) {
          return connection;
        }
      } catch (SQLException e) {
        failure = failure == null ? e : failure;
      }
    }
    throw failure == null
        ? new SQLException("None of the servers takes writes now", READ_ONLY)
        : failure;
  }

  private boolean isPrimary(Connection connection) throws SQLException {
    var primary = false;
    try {
      primary = dialect.isPrimary(connection);
      return primary;
    } finally {
      if (!primary) {
        connection.close();
      }
    }
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    throw new SQLFeatureNotSupportedException("There is one user only");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("It logs nothing");
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    throw new SQLException("Nothing is wrapped here");
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return false;
  }
}
