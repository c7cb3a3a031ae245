package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.carelay.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class DatabaseAwayTest {
  private static final String TOKEN = "site-token";

  @Test
  void says_so_while_the_database_is_away_and_goes_on_when_it_is_back(@TempDir Path folder)
      throws Exception {
    var binaries = Path.of(System.getProperty("user.home"), ".cache/carelay/postgres");
    try (var database =
        EmbeddedPostgres.start(
            new EmbeddedPostgres.Config(folder.resolve("database"), binaries, 0))) {
      database.createDatabaseIfAbsent("site");
      try (var server =
          RunningServer.start(
              folder.resolve("home"),
              "CARELAY_ADMIN_TOKEN",
              TOKEN,
              "CARELAY_MODE",
              "live",
              "CARELAY_DATABASE_URL",
              database.jdbcUrl("site"),
              "CARELAY_DATABASE_USER",
              database.user(),
              "CARELAY_DATABASE_PASSWORD",
              database.password())) {
        assertThat(server.get("/health").status()).isEqualTo(200);

        ProcessHandle.of(database.pid()).orElseThrow().destroyForcibly();
        Await.until(() -> server.get("/health").status(), status -> status == 503);
        var refused = server.send(authorized(server, "/api/v1/runs"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("database-away");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(saidAbout(server, "/api/v1/runs/019a0000-0000-7000-8000-000000000000"))
            .startsWith("GET /api/v1/runs/{id}: ");

        Await.until(database::isAlive, alive -> !alive);
        database.restart();
        Await.until(() -> server.get("/health").status(), status -> status == 200);
        assertThat(server.send(authorized(server, "/api/v1/runs")).status()).isEqualTo(200);
      }
    }
  }

  /** What the log says of a request that fails. */
  private static String saidAbout(RunningServer server, String path) {
    var said = new ListAppender<ILoggingEvent>();
    said.start();
    var log = (Logger) LoggerFactory.getLogger("org.carelay.server.web.DatabaseAwayHandler");
    log.addAppender(said);
    try {
      assertThat(server.send(authorized(server, path)).status()).isEqualTo(503);
    } finally {
      log.detachAppender(said);
    }
    return said.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .collect(Collectors.joining("\n"));
  }

  private static HttpRequest.Builder authorized(RunningServer server, String path) {
    return server.request(path).header("Authorization", "Bearer " + TOKEN);
  }
}
