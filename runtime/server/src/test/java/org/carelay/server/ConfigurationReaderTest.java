package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.engine.effect.DeliveryMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
  @TempDir Path home;

  private Configuration read(String... namesAndValues) throws InvalidConfiguration {
    return ConfigurationReader.read(environment(namesAndValues));
  }

  private Map<String, String> environment(String... namesAndValues) {
    var environment = new HashMap<>(Map.of("CARELAY_HOME", home.toString()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return environment;
  }

  private List<String> problems(String... namesAndValues) {
    var thrown =
        catchThrowableOfType(
            InvalidConfiguration.class,
            () -> ConfigurationReader.read(environment(namesAndValues)));
    return thrown.problems();
  }

  @Test
  void needs_nothing_to_practise_on_this_machine() throws InvalidConfiguration {
    var configuration = read();

    assertThat(configuration.host()).isEqualTo("127.0.0.1");
    assertThat(configuration.port()).isEqualTo(8080);
    assertThat(configuration.mode()).isEqualTo(DeliveryMode.PRACTICE);
    assertThat(configuration.region()).isEqualTo("US");
    assertThat(configuration.signsVisitorsIn()).isTrue();
  }

  @Test
  void forgets_after_a_year_unless_told_otherwise() throws InvalidConfiguration {
    assertThat(read().retention()).isEqualTo(Duration.ofDays(365));
    assertThat(read("CARELAY_RETENTION", "P30D").retention()).isEqualTo(Duration.ofDays(30));
    assertThat(read("CARELAY_RETENTION", "forever").retention()).isNull();
    for (var wrong : List.of("PT1H", "-P30D", "a year", "365")) {
      assertThat(problems("CARELAY_RETENTION", wrong)).singleElement().asString().contains("P365D");
    }
  }

  @Test
  void reports_every_problem_at_once() {
    assertThat(
            problems(
                "CARELAY_PORT", "eighty",
                "CARELAY_MODE", "test",
                "CARELAY_DATABASE_URL", "mysql://db",
                "CARELAY_PUBLIC_URL", "carelay.example.org",
                "CARELAY_RECIPES", "/no/such/folder",
                "CARELAY_REGION", "USA"))
        .hasSize(6)
        .anySatisfy(problem -> assertThat(problem).contains("CARELAY_PORT", "eighty"))
        .anySatisfy(problem -> assertThat(problem).contains("practice, allowlist or live"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://exa%mple", "https://[::1", "https://a b", "ftp://a", "https://"})
  void says_of_a_public_address_that_is_none_how_one_looks(String none) {
    assertThat(problems("CARELAY_PUBLIC_URL", none))
        .singleElement()
        .asString()
        .contains(none, "https://carelay.example.org");
  }

  @Test
  void never_quotes_a_secret() throws InvalidConfiguration {
    assertThat(problems("CARELAY_ADMIN_TOKEN", "two words"))
        .singleElement()
        .asString()
        .doesNotContain("two words");
    assertThat(
            read(
                    "CARELAY_ADMIN_TOKEN", "s3cret-token",
                    "CARELAY_DATABASE_URL", "jdbc:postgresql://db/carelay?password=hunter2",
                    "CARELAY_DATABASE_PASSWORD", "hunter2")
                .toString())
        .doesNotContain("s3cret-token", "hunter2");
  }

  @Test
  void wants_a_token_wherever_a_stranger_could_connect_or_a_patient_be_reached() {
    assertThat(problems("CARELAY_HOST", "0.0.0.0"))
        .singleElement()
        .asString()
        .contains("CARELAY_ADMIN_TOKEN");
    assertThat(problems("CARELAY_MODE", "live"))
        .singleElement()
        .asString()
        .contains("CARELAY_ADMIN_TOKEN");
  }

  @Test
  void signs_nobody_in_by_itself_once_there_is_a_token() throws InvalidConfiguration {
    assertThat(read("CARELAY_ADMIN_TOKEN", "a-token").signsVisitorsIn()).isFalse();
  }

  @Test
  void reads_a_file_below_the_environment() throws Exception {
    Files.writeString(home.resolve("carelay.conf"), "CARELAY_PORT=9000\nCARELAY_REGION=ca\n");

    var configuration = read("CARELAY_PORT", "9001");

    assertThat(configuration.port()).isEqualTo(9001);
    assertThat(configuration.region()).isEqualTo("CA");
  }

  @Test
  void knows_every_name_in_the_file() throws Exception {
    Files.writeString(home.resolve("carelay.conf"), "CARELAY_PROT=9000\n");

    assertThat(problems()).singleElement().asString().contains("CARELAY_PROT");
  }

  @Test
  void takes_a_value_of_the_file_as_it_stands() throws Exception {
    Files.writeString(
        home.resolve("carelay.conf"),
        "# ours\n\nCARELAY_DATABASE_URL = jdbc:postgresql://db/carelay?a=b\nCARELAY_DATABASE_PASSWORD=a\\b\\u0041#!: =\n");

    var database = Objects.requireNonNull(read().database());

    assertThat(database.url()).isEqualTo("jdbc:postgresql://db/carelay?a=b");
    assertThat(database.password()).isEqualTo("a\\b\\u0041#!: =");
  }

  @Test
  void says_in_which_line_of_the_file_something_is_wrong() throws Exception {
    Files.writeString(
        home.resolve("carelay.conf"),
        "CARELAY_ADMIN_TOKEN=\"hunter2\"\nCARELAY_PORT 9000\nCARELAY_HOME=/x\nCARELAY_REGION=US\nCARELAY_REGION=CA\n");

    assertThat(problems())
        .hasSize(4)
        .allSatisfy(problem -> assertThat(problem).doesNotContain("hunter2"))
        .anySatisfy(problem -> assertThat(problem).contains("line 1", "quotes"))
        .anySatisfy(problem -> assertThat(problem).contains("line 2", "NAME=value"))
        .anySatisfy(problem -> assertThat(problem).contains("line 3", "only the environment"))
        .anySatisfy(problem -> assertThat(problem).contains("line 5", "second time"));
  }

  @Test
  void refuses_a_number_on_the_allowlist_that_no_message_would_match() throws Exception {
    assertThat(problems("CARELAY_ALLOWLIST", "2125550142, +12125550142, @example.org, topic:it"))
        .singleElement()
        .asString()
        .contains("\"2125550142\"", "+15555550123");
  }

  @Test
  void cautions_about_what_is_most_likely_not_meant() throws Exception {
    var file = Files.writeString(home.resolve("carelay.conf"), "CARELAY_PORT=9000\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    var live =
        environment(
            "CARELAY_MODE", "live",
            "CARELAY_ADMIN_TOKEN", "hunter2",
            "CARELAY_ALOWLIST", "x",
            "CARELAY_JAVA_OPTIONS", "-Xmx1g",
            "CARELAY_PUBLIC_URL", "http://carelay.example.org");

    assertThat(Cautions.of(ConfigurationReader.read(live), live))
        .hasSize(4)
        .allSatisfy(caution -> assertThat(caution).doesNotContain("hunter2"))
        .anySatisfy(caution -> assertThat(caution).contains("CARELAY_ALOWLIST"))
        .anySatisfy(caution -> assertThat(caution).contains("carelay.conf", "chmod 600"))
        .anySatisfy(caution -> assertThat(caution).contains("openssl rand"))
        .anySatisfy(caution -> assertThat(caution).contains("https"));

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    var practice = environment("CARELAY_ADMIN_TOKEN", "t");
    assertThat(Cautions.of(ConfigurationReader.read(practice), practice)).isEmpty();
  }

  @Test
  void wants_an_allowlist_where_the_mode_is_that() throws InvalidConfiguration {
    assertThat(problems("CARELAY_MODE", "allowlist", "CARELAY_ADMIN_TOKEN", "t"))
        .singleElement()
        .asString()
        .contains("CARELAY_ALLOWLIST");
    assertThat(
            read(
                    "CARELAY_MODE", "allowlist",
                    "CARELAY_ADMIN_TOKEN", "t",
                    "CARELAY_ALLOWLIST", "+12125550142, nurse@example.org")
                .allowlist())
        .containsExactly("+12125550142", "nurse@example.org");
  }

  @Test
  void drops_the_slash_at_the_end_of_the_public_address() throws InvalidConfiguration {
    assertThat(read("CARELAY_PUBLIC_URL", "https://carelay.example.org/").publicUrl())
        .hasToString("https://carelay.example.org");
  }
}
