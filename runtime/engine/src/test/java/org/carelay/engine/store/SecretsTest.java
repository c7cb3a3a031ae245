package org.carelay.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.junit.jupiter.api.Test;

/** Secrets inside other settings are as secret as those beside them. */
class SecretsTest {
  record Settings(
      @Describe(title = "Host") String host,
      @Describe(title = "Password", sensitivity = Sensitivity.SECRET) String password,
      @Describe(title = "Token") Token token) {}

  record Token(
      @Describe(title = "Id") String id,
      @Describe(title = "Key", sensitivity = Sensitivity.SECRET) String key) {}

  private static final Map<String, Object> STORED =
      Map.of("host", "h", "password", "p", "token", Map.of("id", "i", "key", "k"));

  @Test
  void shows_no_secret_at_any_depth() {
    assertThat(Secrets.without(Settings.class, STORED))
        .isEqualTo(Map.of("host", "h", "token", Map.of("id", "i")));
  }

  @Test
  void keeps_secrets_that_are_left_out() {
    assertThat(
            Secrets.completed(
                Settings.class, Map.of("host", "new", "token", Map.of("id", "j")), STORED))
        .isEqualTo(Map.of("host", "new", "password", "p", "token", Map.of("id", "j", "key", "k")));
  }

  @Test
  void what_is_taken_away_stays_away() {
    assertThat(Secrets.completed(Settings.class, Map.of("host", "h"), STORED))
        .isEqualTo(Map.of("host", "h", "password", "p"));
  }
}
