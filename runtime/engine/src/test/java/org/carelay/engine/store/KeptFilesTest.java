package org.carelay.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {
  private static final String EFFECT = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "f123456789abcdef0123456789abcdef";
  @TempDir Path root;

  private Files files(int workspace, String effect) {
    return new KeptFiles(root, Clock.systemUTC()).of(workspace, effect);
  }

  private static Files.Kept keep(Files files, String name, String text) throws IOException {
    return files.keep(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void gives_a_later_step_what_an_earlier_one_kept() throws Exception {
    var reference = keep(files(1, EFFECT), "report 1.xlsx", "rows").reference();
    var found = files(1, OTHER).find(reference);
    assertThat(found.name()).isEqualTo("report 1.xlsx");
    assertThat(found.size()).isEqualTo(4);
    try (var in = found.open()) {
      assertThat(in.readAllBytes()).asString().isEqualTo("rows");
    }
  }

  @Test
  void keeps_one_file_for_all_attempts_of_an_effect() throws Exception {
    var first = keep(files(1, EFFECT), "a.csv", "first").reference();
    assertThat(keep(files(1, EFFECT), "a.csv", "second").reference()).isEqualTo(first);
    try (var in = files(1, EFFECT).find(first).open()) {
      assertThat(in.readAllBytes()).asString().isEqualTo("second");
    }
  }

  @Test
  void shows_no_workspace_the_files_of_another() throws Exception {
    var reference = keep(files(1, EFFECT), "a.csv", "x").reference();
    assertThatExceptionOfType(Permanent.class).isThrownBy(() -> files(2, EFFECT).find(reference));
  }

  @Test
  void finds_nothing_outside_its_folder() throws Exception {
    keep(files(1, EFFECT), "a.csv", "x");
    for (var reference :
        new String[] {
          "file:" + EFFECT + "/../" + EFFECT + "/a.csv",
          "file:" + EFFECT + "/..",
          "file:../1/" + EFFECT + "/a.csv",
          "/etc/passwd",
          ""
        }) {
      assertThatExceptionOfType(Permanent.class).isThrownBy(() -> files(1, EFFECT).find(reference));
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> keep(files(1, EFFECT), "../a.csv", "x"));
  }

  @Test
  void leaves_nothing_where_the_writing_fails() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                files(1, EFFECT)
                    .keep(
                        "a.csv",
                        out -> {
                          out.write(1);
                          throw new IOException("the disk is full");
                        }));
    assertThat(root.resolve("1").resolve(EFFECT)).isEmptyDirectory();
  }

  @Test
  void removes_what_is_older_than_a_month() throws Exception {
    var old = keep(files(1, EFFECT), "old.csv", "x").reference();
    var path = root.resolve("1").resolve(EFFECT).resolve("old.csv");
    var then = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
    java.nio.file.Files.setLastModifiedTime(path, then);
    var fresh = keep(files(1, OTHER), "new.csv", "x").reference();
    assertThatExceptionOfType(Permanent.class).isThrownBy(() -> files(1, EFFECT).find(old));
    assertThat(files(1, OTHER).find(fresh).size()).isEqualTo(1);
    assertThat(path.getParent()).doesNotExist();
  }
}
