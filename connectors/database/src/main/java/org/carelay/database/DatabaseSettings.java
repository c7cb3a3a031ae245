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
            help =
                "The JDBC address of a PostgreSQL or MariaDB database, without credentials;"
                    + " several servers of it are separated by commas, and the one that takes writes is used. To hear of"
                    + " changes only, also of SQL Server, Oracle or MongoDB.",
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
        @Nullable ZoneId zone,
    @Describe(
            title = "Retained log",
            help =
                "How much of its log PostgreSQL may keep for recipes that hear of changes, so that its"
                    + " disk never fills because of them.",
            defaultValue = "at most 10240 MiB, then the log is dropped")
        @Nullable RetainedLog retainedLog) {
  private static final int DEFAULT_POOL_SIZE = 8;
  private static final long DEFAULT_RETAINED_MIB = 10_240;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** What PostgreSQL may keep for us. */
  public record RetainedLog(
      @Describe(
              title = "Most",
              help = "In MiB. From half of it on, people are warned.",
              example = "10240",
              defaultValue = "10240")
          @Nullable Integer most,
      @Describe(
              title = "Beyond that",
              help =
                  "Drop what is kept, tell that changes were missed, and hear of those since; or"
                      + " pause, and hear of nothing until somebody changes this.",
              defaultValue = "drop")
          @Nullable Beyond beyond) {
    public RetainedLog {
      if (most != null && most < 1) {
        throw new IllegalArgumentException("retainedLog.most must be at least 1 MiB");
      }
    }
  }

  /** What is done when the database would keep too much log. In both cases its disk is freed. */
  public enum Beyond {
    DROP,
    PAUSE
  }

  /** In bytes. */
  public long mostRetained() {
    var most = retainedLog == null ? null : retainedLog.most();
    return (most == null ? DEFAULT_RETAINED_MIB : most) * (1L << 20);
  }

  /** What is done beyond {@link #mostRetained()}. */
  public Beyond beyondRetained() {
    var beyond = retainedLog == null ? null : retainedLog.beyond();
    return beyond == null ? Beyond.DROP : beyond;
  }

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
