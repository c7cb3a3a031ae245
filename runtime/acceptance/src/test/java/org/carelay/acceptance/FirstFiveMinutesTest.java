package org.carelay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newcomer's first five minutes, in a real browser on a fresh runtime with its practice clinic.
 */
class FirstFiveMinutesTest {
  private static final Path EDITOR = Path.of("..", "..", "web-editor");
  private static final Duration LIMIT = Duration.ofMinutes(8);

  @TempDir Path home;

  @Test
  void end_with_a_text_on_the_phone_a_marked_row_a_run_and_an_answer() throws Exception {
    try (var runtime = new Distribution(home).visitors()) {
      runtime.startAndWait();
      var output = home.resolve("browser.log").toFile();
      var browser = browser(runtime, output).start();
      if (!browser.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        browser.destroyForcibly();
      }
      assertThat(browser.waitFor())
          .withFailMessage(() -> "The browser test failed:\n" + read(output))
          .isZero();
      assertThat(runtime.stop()).isZero();
    }
  }

  private static ProcessBuilder browser(Distribution runtime, File output) {
    var builder =
        new ProcessBuilder("npx", "playwright", "test", "first-five-minutes")
            .directory(EDITOR.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output);
    builder.environment().put("CARELAY_E2E_URL", runtime.url("").toString());
    return builder;
  }

  private static String read(File file) {
    try {
      return Files.readString(file.toPath());
    } catch (java.io.IOException e) {
      return "(no output: " + e.getMessage() + ")";
    }
  }
}
