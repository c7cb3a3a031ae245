package org.carelay.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Sensitivity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  record Addresses(
      @Describe(title = "Address") String url,
      @Describe(title = "Password", sensitivity = Sensitivity.SECRET) String password,
      @Describe(title = "More") Token more) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/clinic?user=carelay&password=hunter2",
        "jdbc:sqlserver://db:1433;databaseName=clinic;Password=hunter2",
        "jdbc:oracle:thin:carelay/hunter2@//db:1521/ORCL",
        "mongodb://carelay:hunter2@a,b/clinic",
        "https://carelay:hunter2@api.example.org/v1"
      })
  void finds_a_password_in_an_address_without_quoting_it(String address) {
    assertThat(Secrets.inAddresses(Addresses.class, Map.of("url", address), ""))
        .singleElement()
        .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/url"))
        .satisfies(problem -> assertThat(problem.message()).doesNotContain("hunter2"));
    assertThat(Secrets.inAddresses(Addresses.class, Map.of("more", Map.of("id", address)), ""))
        .extracting(InputProblem::pointer)
        .containsExactly("/more/id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db1:5432,db2:5432/clinic?sslmode=verify-full",
        "jdbc:oracle:thin:@//db.example.org:1521/ORCL",
        "https://api.example.org:8443/v1/users@home",
        "mailto:it@example.org",
        "clinic@example.org"
      })
  void takes_no_address_for_one_with_a_password(String address) {
    assertThat(
            Secrets.inAddresses(
                Addresses.class, Map.of("url", address, "password", "x?password=hunter2"), ""))
        .isEmpty();
  }
}
