package org.carelay.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
  @TempDir Path cache;

  @Test
  void unpacks_once_for_all_who_ask_at_once() throws Exception {
    var first = CompletableFuture.supplyAsync(() -> Binaries.unpackedBelow(cache));
    var second = CompletableFuture.supplyAsync(() -> Binaries.unpackedBelow(cache));
    assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(second.get(60, TimeUnit.SECONDS));
    assertThat(first.get().program("postgres")).isExecutable();
    try (var files = Files.list(cache)) {
      assertThat(files.filter(Files::isDirectory)).containsExactly(first.get().home());
    }
  }

  @Test
  void throws_away_what_a_killed_attempt_left() throws Exception {
    var complete = Binaries.unpackedBelow(cache).home();
    var partial = complete.resolveSibling(complete.getFileName() + ".partial");
    Files.move(complete, partial);
    Files.delete(partial.resolve("bin/postgres"));
    assertThat(Binaries.unpackedBelow(cache).program("postgres")).isExecutable();
    assertThat(partial).doesNotExist();
  }

  @Test
  void says_what_to_do_on_a_platform_without_binaries() {
    assertThatThrownBy(() -> Binaries.archive("Windows 11", "amd64"))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("No PostgreSQL for Windows 11 on amd64")
        .hasMessageContaining("CARELAY_DATABASE_URL");
  }
}
