package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.carelay.postgres.SharedTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
  @TempDir Path folder;

  private Path home() {
    return folder.resolve("home");
  }

  private void write(String name, String content) throws Exception {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), content);
  }

  @Test
  void says_that_the_port_is_taken_and_leaves_nothing_running() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(other.getLocalPort());
      assertThatThrownBy(() -> RunningServer.start(home(), "CARELAY_PORT", port))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("Port " + port + " on 127.0.0.1 is taken");
    }
    try (var server = RunningServer.start(home())) {
      assertThat(server.get("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void lets_one_process_have_a_home() throws Exception {
    try (var first = Home.take(folder)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> Home.take(folder))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("Another Carelay is running with the folder " + folder);
    }
    Home.take(folder).close();
  }

  @Test
  void says_that_the_database_cannot_be_reached_without_quoting_its_password() {
    assertThatThrownBy(
            () ->
                RunningServer.start(
                    home(),
                    "CARELAY_DATABASE_URL",
                    "jdbc:postgresql://127.0.0.1:1/carelay",
                    "CARELAY_DATABASE_USER",
                    "carelay",
                    "CARELAY_DATABASE_PASSWORD",
                    "hunter2"))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("CARELAY_DATABASE_URL")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void reports_everything_wrong_with_the_files_it_is_given() throws Exception {
    write(
        "connections.json",
        """
        {"connections":[
          {"id":"Clinic SMS","connector":"twilio","settings":{}},
          null,
          {"connector":"twilio","settings":{}},
          {"id":"sms","connector":"twilio","settings":{"authToken":"hunter2"}},
          {"id":"sms","connector":"email","settings":{}},
          {"id":"x","connector":"telegraph","settings":{}}]}""");

    assertThatThrownBy(
            () ->
                RunningServer.start(
                    home(), "CARELAY_CONNECTIONS", folder.resolve("connections.json").toString()))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("\"Clinic SMS\"")
        .hasMessageContaining("\"sms\" at /accountSid")
        .hasMessageContaining("\"sms\" is there twice")
        .hasMessageContaining("telegraph")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void says_where_a_file_of_connections_is_none_without_quoting_it() throws Exception {
    var given = withADatabase("CARELAY_CONNECTIONS", folder.resolve("connections.json").toString());
    for (var content :
        List.of(
            "{\"connections\":[{\"id\":\"a\",\"connector\":\"twilio\",\"setings\":{\"a\":\"hunter2\"}}]}",
            "{\"connections\":[{\"id\":\"a\",\"id\":\"b\",\"connector\":\"hunter2\"}]}",
            "[{\"id\":\"hunter2\"}]",
            "{\"connections\":[]} hunter2")) {
      write("connections.json", content);

      assertThatThrownBy(() -> RunningServer.start(home(), given))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("look at line 1, column ")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void does_not_start_with_a_recipe_that_is_invalid() throws Exception {
    write("recipes/good.json", recipe("good", "0 0 9 ? * MON-FRI"));
    write("recipes/clinic/bad.json", recipe("bad", "every day"));

    assertThatThrownBy(
            () ->
                RunningServer.start(
                    home(), "CARELAY_RECIPES", folder.resolve("recipes").toString()))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("clinic/bad.json at /trigger/with/cron");
  }

  @Test
  void activates_the_recipes_of_a_folder_and_keeps_connections_across_a_restart() throws Exception {
    write(
        "recipes/all.json",
        "[" + recipe("one", "0 9 * * *") + "," + recipe("two", "0 8 * * *") + "]");
    var recipes = folder.resolve("recipes").toString();
    var sms =
        """
        {"connector":"twilio","settings":{"accountSid":"AC00000000000000000000000000000000",
          "authToken":"0123456789abcdef0123456789abcdef","from":"+15005550006"}}""";

    try (var server = RunningServer.start(home(), "CARELAY_RECIPES", recipes)) {
      assertThat(server.put("/api/v1/connections/sms", sms).status()).isEqualTo(201);
    }
    try (var server = RunningServer.start(home(), "CARELAY_RECIPES", recipes)) {
      var listed = server.get("/api/v1/recipes").json().path("recipes");
      assertThat(listed).hasSize(2);
      assertThat(listed.path(0).path("state").asText()).isEqualTo("active");
      assertThat(listed.path(0).path("version").asInt()).isEqualTo(1);
      var shown = server.get("/api/v1/connections");
      assertThat(shown.text()).contains("+15005550006").doesNotContain("0123456789abcdef");
    }
    assertThat(filesBelow(home().resolve("database"))).doesNotContain("0123456789abcdef");

    // A backup that was put back without its key: nothing would work, and nobody would see why.
    var key = home().resolve("secret.key");
    Files.move(key, folder.resolve("kept.key"));
    assertThatThrownBy(() -> RunningServer.start(home(), "CARELAY_RECIPES", recipes))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining(key.toString())
        .hasMessageContaining("saved with: sms.");
    Files.move(folder.resolve("kept.key"), key, StandardCopyOption.REPLACE_EXISTING);
    try (var server = RunningServer.start(home(), "CARELAY_RECIPES", recipes)) {
      assertThat(server.get("/api/v1/connections/sms").status()).isEqualTo(200);
    }
  }

  @Test
  void holds_all_messages_where_somebody_asked_for_it_before_the_start() throws Exception {
    write("home/hold", "");
    var live = withADatabase("CARELAY_MODE", "live", "CARELAY_ADMIN_TOKEN", "a-token-of-the-site");

    for (int start = 0; start < 2; start++) {
      try (var server = RunningServer.start(home(), live)) {
        var open = server.services().engine().attention().open(Services.WORKSPACE);
        assertThat(open)
            .singleElement()
            .satisfies(matter -> assertThat(matter.message()).contains("All messages are held"))
            .satisfies(matter -> assertThat(matter.decisions()).containsExactly("release"));
      }
      assertThat(home().resolve("hold")).doesNotExist();
    }
  }

  private static String[] withADatabase(String... more) {
    var database = SharedTestServer.newDatabase();
    return Stream.concat(
            Stream.of(
                "CARELAY_DATABASE_URL",
                database.url(),
                "CARELAY_DATABASE_USER",
                database.user(),
                "CARELAY_DATABASE_PASSWORD",
                database.password()),
            Arrays.stream(more))
        .toArray(String[]::new);
  }

  private static String recipe(String id, String cron) {
    return """
        {"version":1,"id":"%s","title":"A recipe","trigger":{"uses":"schedule.cron","with":{"cron":"%s"}},
         "steps":[{"id":"stop","stop":"Nothing to do"}]}"""
        .formatted(id, cron);
  }

  private static String filesBelow(Path folder) throws Exception {
    var all = new StringBuilder();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
