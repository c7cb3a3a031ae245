package org.carelay.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's clock was hours ahead, and is put right. */
class MovedClockTest {
  @TempDir Path folder;
  private PracticeClinic clinic;

  @BeforeEach
  void start() throws IOException {
    clinic = new PracticeClinic(folder);
  }

  @AfterEach
  void stop() {
    clinic.close();
  }

  @Test
  void delays_no_row_by_hours() throws Exception {
    clinic.follow(clinic.byId());
    clinic.sheet.edit(1, 4, "Ready");
    assertThat(clinic.look()).isEmpty();
    clinic.clock.advance(Duration.ofHours(-5));
    assertThat(clinic.look()).isEmpty();
    assertThat(clinic.lookAfter(Duration.ofSeconds(5))).containsExactly("changed A-1 [Status]");
  }
}
