package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.carelay.postgres.SharedTestServer;
import org.carelay.practice.google.PracticeGoogle;
import org.carelay.practice.google.SampleClinic;
import org.carelay.practice.phone.PhoneSettings;
import org.carelay.practice.phone.PracticeTwilio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As a site runs it: a database of its own, files for connections and recipes, no practice. */
class LiveModeTest {
  private static final String TOKEN = "site-token";

  @Test
  void works_with_endpoints_anywhere_and_no_practice_clinic(@TempDir Path folder) throws Exception {
    var database = SharedTestServer.newDatabase();
    try (var google = PracticeGoogle.start(folder.resolve("google"), 0);
        var twilio = PracticeTwilio.start(PhoneSettings.in(folder.resolve("twilio")))) {
      google.seedIfEmpty(List.of(SampleClinic.appointments(LocalDate.now(ZoneOffset.UTC))));
      var connections = folder.resolve("connections.json");
      Files.write(connections, connectionsFile(google, twilio));
      var recipes = Files.createDirectory(folder.resolve("recipes"));
      Files.copy(
          Path.of("../../recipes/gallery/sheet-to-text/recipe.json"), recipes.resolve("one.json"));

      try (var server =
          RunningServer.start(
              folder.resolve("home"),
              "CARELAY_MODE",
              "live",
              "CARELAY_ADMIN_TOKEN",
              TOKEN,
              "CARELAY_DATABASE_URL",
              database.url(),
              "CARELAY_DATABASE_USER",
              database.user(),
              "CARELAY_DATABASE_PASSWORD",
              database.password(),
              "CARELAY_CONNECTIONS",
              connections.toString(),
              "CARELAY_RECIPES",
              recipes.toString())) {
        assertThat(get(server, "/api/v1/practice/phones").status()).isEqualTo(404);
        assertThat(test(server, "clinic-sms").json().path("ok").asBoolean()).isTrue();
        assertThat(test(server, "front-desk").json().path("ok").asBoolean()).isTrue();
        Await.until(
            () -> get(server, "/api/v1/recipes/ready-row-to-text").json(),
            recipe -> recipe.path("trigger").path("lastLook").isTextual());

        google.sheet(SampleClinic.SPREADSHEET, SampleClinic.SHEET).edit(1, 5, "Ready");

        Await.until(twilio::conversations, all -> all.size() == 1);
        assertThat(twilio.conversations().getFirst().number()).isEqualTo("+12125550142");
        Await.until(
            () -> get(server, "/api/v1/effects?state=delivered").json().path("effects"),
            effects -> effects.size() == 1);
      }
    }
    assertThat(folder.resolve("home/database")).doesNotExist();
    assertThat(folder.resolve("home/practice")).doesNotExist();
  }

  private static RunningServer.Answer get(RunningServer server, String path) {
    return server.send(server.request(path).header("Authorization", "Bearer " + TOKEN));
  }

  private static RunningServer.Answer test(RunningServer server, String connection) {
    return server.send(
        server
            .request("/api/v1/connections/" + connection + "/test")
            .header("Authorization", "Bearer " + TOKEN)
            .POST(BodyPublishers.noBody()));
  }

  private static byte[] connectionsFile(PracticeGoogle google, PracticeTwilio twilio)
      throws Exception {
    return new ObjectMapper()
        .writeValueAsBytes(
            Map.of(
                "connections",
                List.of(
                    Map.of(
                        "id", "front-desk",
                        "connector", "google-sheets",
                        "settings",
                            Map.of(
                                "serviceAccountKey", google.serviceAccountKey(),
                                "rootUrl", google.rootUrl().toString(),
                                "pollInterval", "PT1S")),
                    Map.of(
                        "id", "clinic-sms",
                        "connector", "twilio",
                        "settings",
                            Map.of(
                                "accountSid", twilio.accountSid(),
                                "authToken", twilio.authToken(),
                                "from", "+15005550006",
                                "baseUrl", twilio.baseUrl().toString())))));
  }
}
