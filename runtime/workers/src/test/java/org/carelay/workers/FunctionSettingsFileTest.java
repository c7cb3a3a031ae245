package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionSettingsFileTest {
  @TempDir Path folder;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectory(folder.resolve("reports"));
    Files.createFile(folder.resolve("python3"));
  }

  private FunctionSettings read(String json) throws IOException {
    var file = Files.writeString(folder.resolve("functions.json"), json);
    return FunctionSettingsFile.read(file, FunctionSettings.defaults());
  }

  @Test
  void an_empty_file_changes_nothing() throws Exception {
    assertThat(read("{}")).isEqualTo(FunctionSettings.defaults());
  }

  @Test
  void takes_paths_from_the_folder_of_the_file() throws Exception {
    var settings =
        read(
            """
            { "environments": { "reports": "reports" }, "codeFiles": "reports",
              "interpreters": { "python": "python3" }, "confine": "required",
              "limits": { "workers": 3, "memory": "2 GiB", "perRecipe": 1, "idle": "PT5S" } }
            """);
    assertThat(settings.environments()).isEqualTo(Map.of("reports", folder.resolve("reports")));
    assertThat(settings.codeFiles()).isEqualTo(folder.resolve("reports"));
    assertThat(settings.interpreters())
        .isEqualTo(Map.of(Language.PYTHON, folder.resolve("python3")));
    assertThat(settings.confine()).isEqualTo(FunctionSettings.Confine.REQUIRED);
    assertThat(settings.pool().workers()).isEqualTo(3);
    assertThat(settings.pool().memory()).isEqualTo(new MemorySize(2048));
    assertThat(settings.pool().perRecipe()).isEqualTo(1);
    assertThat(settings.pool().idle()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.pool().perFunction())
        .isEqualTo(FunctionSettings.defaults().pool().perFunction());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ \"limit\": {} }                         | Unrecognized field \"limit\"",
        "{ \"environments\": { \"x\": \"gone\" } } | which does not exist",
        "{ \"interpreters\": { \"java\": \".\" } } | python and javascript",
        "{ \"confine\": \"maybe\" }                | not \"maybe\"",
        "{ \"limits\": { \"workers\": 0 } }        | lets nothing run",
        "{ \"limits\": { \"memory\": \"much\" } }  | Write memory as",
        "{ \"limits\": { \"idle\": \"soon\" } }    | cannot be parsed",
        "[                                         | at line 1",
      })
  void says_what_to_put_right(String json, String said) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("functions.json", said);
  }
}
