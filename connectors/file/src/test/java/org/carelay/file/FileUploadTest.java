package org.carelay.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.carelay.connector.FileIntake.Outcome;
import org.carelay.connector.FileIntake.Range;
import org.carelay.connector.testkit.InMemoryMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large files come in parts, and go on where they stood. */
class FileUploadTest {
  private static final String CONTENT = "id,name\n1,Avery\n";

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path inbox;

  private Folder upload() {
    return new Folder(Lab.settings(inbox), new InMemoryMemory());
  }

  private Outcome add(String name, int from, int until) throws Exception {
    return upload()
        .add(
            name,
            new Range(from, CONTENT.length()),
            CONTENT.substring(from, until).getBytes(UTF_8),
            NOW);
  }

  private List<String> names() throws Exception {
    return new Folder(Lab.settings(inbox), new InMemoryMemory())
        .files().stream().map(Folder.Found::name).toList();
  }

  @Test
  void appears_when_it_is_whole() throws Exception {
    assertThat(add("list.csv", 0, 5)).isEqualTo(new Outcome.Going(5));
    assertThat(names()).isEmpty();
    assertThat(upload().received("list.csv", CONTENT.length())).isEqualTo(5);
    assertThat(add("list.csv", 3, 8)).isEqualTo(new Outcome.Elsewhere(5));
    assertThat(add("list.csv", 5, CONTENT.length())).isEqualTo(new Outcome.Done("list.csv"));
    assertThat(names()).containsExactly("list.csv");
    assertThat(inbox.resolve("list.csv")).hasContent(CONTENT);
  }

  @Test
  void sent_again_it_is_there_once_and_another_gets_a_number() throws Exception {
    add("list.csv", 0, CONTENT.length());
    assertThat(add("list.csv", 0, CONTENT.length())).isEqualTo(new Outcome.Done("list.csv"));
    Files.writeString(inbox.resolve("list.csv"), "other");
    assertThat(add("list.csv", 0, CONTENT.length())).isEqualTo(new Outcome.Done("list (2).csv"));
    assertThat(names()).containsExactly("list (2).csv", "list.csv");
  }

  @Test
  void refuses_what_leads_elsewhere_or_does_not_fit() throws Exception {
    for (var bad :
        List.of("../list.csv", "a/b.csv", ".hidden", "", "list.csv.part", "ü".repeat(150))) {
      assertThat(upload().add(bad, new Range(0, 1), new byte[1], NOW))
          .isInstanceOf(Outcome.Refused.class);
    }
    for (var bad :
        List.of(new Range(0, 0), new Range(-1, 5), new Range(4, 5), new Range(0, 1L << 40))) {
      assertThat(upload().add("list.csv", bad, new byte[2], NOW))
          .isInstanceOf(Outcome.Refused.class);
    }
    var nowhere =
        new Folder(new FileSettings(null, null, null, null, null, null), new InMemoryMemory());
    assertThat(nowhere.add("a.csv", new Range(0, 1), new byte[1], NOW))
        .isInstanceOf(Outcome.Refused.class);
  }
}
