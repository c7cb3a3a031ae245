package org.carelay.database;

import java.time.Duration;
import java.time.ZoneId;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** How to reach a database. */
public record DatabaseSettings(
    @Describe(
            title = "Address",
            help = "The JDBC address of a PostgreSQL or MariaDB database, without credentials.",
            example = "jdbc:postgresql://db.example.org:5432/clinic")
        String url,
    @Describe(title = "User name", example = "carelay") String username,
    @Describe(title = "Password", sensitivity = Sensitivity.SECRET) String password,
    @Describe(
            title = "Connections",
            help = "How many connections may be open at once.",
            defaultValue = "8")
        @Nullable Integer poolSize,
    @Describe(
            title = "Statement timeout",
            help = "The database stops any statement that takes longer.",
            defaultValue = "PT30S")
        @Nullable Duration statementTimeout,
    @Describe(
            title = "Read only",
            help = "Refuses every action that writes.",
            defaultValue = "false")
        @Nullable Boolean readOnly,
    @Describe(
            title = "Time zone",
            help = "Whose clocks are meant by dates and times that are stored without a zone.",
            example = "America/New_York",
            defaultValue = "the recipe's zone")
        @Nullable ZoneId zone) {
  private static final int DEFAULT_POOL_SIZE = 8;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  int connections() {
    return poolSize == null ? DEFAULT_POOL_SIZE : poolSize;
  }

  Duration timeout() {
    return statementTimeout == null ? DEFAULT_TIMEOUT : statementTimeout;
  }

  boolean refusesWrites() {
    return Boolean.TRUE.equals(readOnly);
  }

  @Override
  public String toString() {
    return "DatabaseSettings[url=%s, username=%s]".formatted(url, username);
  }
}
