package org.carelay.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples that the recipe language is explained with, imported as they stand into a fresh
 * installation, and run. The main job's own run is in {@link MainJobTest}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LanguageExamplesTest {
  private static final Path EXAMPLES = Path.of("../../recipes/language/src/test/resources/recipes");
  private static final List<String> NAMES =
      List.of("ready-row-to-text", "tomorrow", "procedure-done", "heart-rate");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final MovedClock CLOCK = new MovedClock();

  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = RunningServer.start(folder.resolve("home"), CLOCK);
    CLOCK.moveTo(nextWeekdayAtNine().minusSeconds(8));
    var recipes =
        NAMES.stream().map(LanguageExamplesTest::read).collect(Collectors.joining(",", "[", "]"));
    var imported = server.post("/api/v1/recipes/import?mode=apply&activate=true", recipes);
    assertThat(imported.status()).as(imported.text()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Order(1)
  void a_high_heart_rate_is_stored_and_mailed_once() throws Exception {
    var body =
        "{\"id\":\"example-1\",\"patient\":\"004217\",\"bpm\":131,\"at\":\"2026-11-24T15:00:00Z\"}";
    assertThat(post(body, "wrong-secret").status()).isEqualTo(401);
    assertThat(post(body, "hr-secret").status()).isEqualTo(202);
    var event = post(body, "hr-secret");
    assertThat(event.status()).isEqualTo(202);

    var run = succeeded("heart-rate");

    assertThat(run.path("id").asText()).isEqualTo(event.json().path("event").asText());
    assertThat(run.path("steps").valueStream().map(step -> step.path("id").asText()))
        .containsExactly("grade", "store", "alert");
    assertThat(mails("A reading needs review")).hasSize(1);
    assertThat(value("select bpm from reading where id = 'example-1'")).isEqualTo("131");
  }

  @Test
  @Order(2)
  void a_completed_procedure_is_asked_about_and_noted() throws Exception {
    Await.until(
        () -> server.get("/api/v1/recipes/procedure-done").json(),
        recipe -> recipe.path("trigger").path("lastLook").isTextual());

    change("update procedure set status = 'started' where id = 'P-3001'");
    change("update procedure set status = 'completed' where id = 'P-3001'");

    succeeded("procedure-done");
    assertThat(mails("How are you after your visit?")).hasSize(1);
    assertThat(value("select procedure_id from survey_sent")).isEqualTo("P-3001");
  }

  @Test
  @Order(3)
  void the_patients_due_are_reminded_when_the_hour_comes() throws Exception {
    var run = succeeded("tomorrow");

    var due = run.path("steps").path(0).path("output").path("rows");
    var reminded =
        StreamSupport.stream(
                server.get("/api/v1/practice/phones").json().findValues("body").spliterator(),
                false)
            .filter(text -> text.asText().startsWith("Elm Clinic: you have a visit"))
            .count();
    // One of the practice patients has a number that is none.
    var held = run.toString().split("Bad address", -1).length - 1;
    assertThat(due).isNotEmpty();
    assertThat(reminded).isPositive().isEqualTo(due.size() - held);
  }

  private static Instant nextWeekdayAtNine() {
    var day = ZonedDateTime.now(NEW_YORK).with(LocalTime.of(9, 0));
    while (day.toInstant().isBefore(Instant.now())
        || day.getDayOfWeek() == DayOfWeek.SATURDAY
        || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
      day = day.plusDays(1);
    }
    return day.toInstant();
  }

  private static RunningServer.Answer post(String body, String secret) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    return server.send(
        server
            .json("/hooks/heart-rate")
            .header("X-Signature", HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8))))
            .POST(BodyPublishers.ofString(body)));
  }

  private static JsonNode succeeded(String recipe) {
    var runs =
        Await.until(
            () -> server.get("/api/v1/runs?recipe=" + recipe).json().path("runs"),
            found -> found.path(0).path("state").asText().matches("succeeded|failed"));
    assertThat(runs).hasSize(1);
    var run = server.get("/api/v1/runs/" + runs.path(0).path("id").asText()).json();
    assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("succeeded");
    return run;
  }

  private static List<JsonNode> mails(String subject) {
    return StreamSupport.stream(
            server.get("/api/v1/practice/mailbox").json().path("mails").spliterator(), false)
        .filter(mail -> mail.path("subject").asText().equals(subject))
        .toList();
  }

  private static void change(String sql) throws SQLException {
    try (var connection = server.clinic();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private static String value(String sql) throws SQLException {
    try (var connection = server.clinic();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String read(String name) {
    try {
      return Files.readString(EXAMPLES.resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
