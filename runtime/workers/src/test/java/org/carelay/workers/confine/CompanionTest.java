package org.carelay.workers.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class CompanionTest {
  @Test
  void runs_where_its_caller_waits_until_both_may_run_anywhere_again() throws Exception {
    var child = new ProcessBuilder("sleep", "60").start();
    try {
      var them = Path.of("/proc", String.valueOf(child.pid()), "status");
      var us = Path.of("/proc/thread-self/status");
      var anywhere = processors(us);
      var companion = new Companion(child.pid(), 0);

      companion.follow();
      assertThat(processors(us)).matches("\\d+").isEqualTo(processors(them));

      companion.free();
      assertThat(processors(us)).isEqualTo(anywhere);
      assertThat(processors(them)).matches("\\d+");

      companion.leave();
      assertThat(processors(them)).isEqualTo(anywhere);
    } finally {
      child.destroyForcibly();
    }
  }

  private static String processors(Path status) throws IOException {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElseThrow();
  }
}
