package org.carelay.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** The engine's own database. */
public final class Database {
  private static final int POOL = 16;

  private Database() {}

  /**
   * Opens a pool and brings the tables up to date.
   *
   * @param url JDBC URL of a PostgreSQL 15 or newer
   * @throws IllegalStateException if a newer Carelay has used it
   */
  public static HikariDataSource open(String url, String user, String password) {
    var config = new HikariConfig();
    config.setPoolName("engine");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(POOL);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    config.setInitializationFailTimeout(Duration.ofSeconds(20).toMillis());
    // The server's DETAIL quotes values of rows, which may be patients'.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("ApplicationName", "carelay");
    config.addDataSourceProperty("socketTimeout", "60");
    var pool = new HikariDataSource(config);
    try {
      var tables =
          Flyway.configure(Database.class.getClassLoader())
              .dataSource(pool)
              .locations("classpath:db/migration")
              .load();
      refuseNewer(tables.info());
      tables.migrate();
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    return pool;
  }

  /** What a newer Carelay has stored may mean something that this one would get wrong. */
  private static void refuseNewer(MigrationInfoService tables) {
    if (Arrays.stream(tables.applied())
        .anyMatch(table -> table.getState() == MigrationState.FUTURE_SUCCESS)) {
      throw new IllegalStateException(
          "a newer Carelay has used it. Start that one, or put back a backup from before.");
    }
  }
}
