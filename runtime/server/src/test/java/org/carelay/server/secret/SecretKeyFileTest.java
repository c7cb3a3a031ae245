package org.carelay.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeyFileTest {
  @TempDir Path folder;

  @Test
  void makes_a_key_that_only_its_owner_can_read_and_keeps_it() throws Exception {
    var file = folder.resolve("secret.key");

    var key = SecretKeyFile.readOrCreate(file);

    assertThat(key).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(SecretKeyFile.readOrCreate(file)).isEqualTo(key);
  }

  @Test
  void refuses_a_key_that_everybody_can_read() throws Exception {
    var file = folder.resolve("secret.key");
    SecretKeyFile.readOrCreate(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> SecretKeyFile.read(file)).hasMessageContaining("chmod 600");
  }

  @Test
  void says_what_a_key_is_without_quoting_what_it_found() throws Exception {
    var file = folder.resolve("secret.key");
    for (var content : new String[] {"", "hunter2 is no base64!", "aHVudGVyMg=="}) {
      Files.writeString(file, content);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

      assertThatThrownBy(() -> SecretKeyFile.read(file))
          .isInstanceOf(SecretKeyFile.Unusable.class)
          .hasMessageContaining("openssl rand -base64 32")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void names_a_file_that_is_not_there() {
    assertThatThrownBy(() -> SecretKeyFile.read(folder.resolve("none")))
        .isInstanceOf(SecretKeyFile.Unusable.class)
        .hasMessageContaining("none");
  }
}
