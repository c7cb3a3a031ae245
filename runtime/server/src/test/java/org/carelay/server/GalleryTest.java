package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.store.AttentionDesk;
import org.carelay.engine.store.RunReads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every recipe of the gallery, by its cases: events go in, and what has come out at the practice
 * clinic is compared. A case has {@code given} (SQL), {@code events} (an event, a {@code reply}, a
 * {@code form} that a patient opens or sends by the link in a text, an {@code undeliverable} phone,
 * a {@code mail} that must have gone out by now, a {@code bounce} of one, what a person is {@code
 * asked} and {@code decide}s, {@code advance} of time, or {@code sql}) and what to {@code expect}.
 */
class GalleryTest {
  private static final Path GALLERY = Path.of("../../recipes/gallery");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MovedClock CLOCK = new MovedClock();

  /** The database's clock goes on while ours is moved by days, which is noticed. */
  private static final String SKEW = "The database's clock is ";

  private static RunningServer server;
  private static final FormGuest PATIENT = new FormGuest(() -> server);
  private static final WhatComesBack NEWS = new WhatComesBack(() -> server);
  private static int number;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = RunningServer.start(folder.resolve("home"), CLOCK);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> recipes() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (Path recipe : list(GALLERY)) {
      for (Path file : list(recipe.resolve("cases"))) {
        var one = JSON.readTree(file.toFile());
        var title = recipe.getFileName() + ": " + one.path("title").asText();
        tests.add(DynamicTest.dynamicTest(title, file.toUri(), () -> run(recipe, one)));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var inside = Files.list(folder)) {
      return inside.sorted().toList();
    }
  }

  /** A recipe of its own for each case, so that the ledger of one says nothing to the next. */
  private static void run(Path folder, JsonNode one) throws Exception {
    var document = JSON.readTree(folder.resolve("recipe.json").toFile());
    var id = document.path("id").asText() + "-" + ++number;
    ((ObjectNode) document).put("id", id);
    if (one.has("now")) {
      CLOCK.moveTo(Instant.parse(one.path("now").asText()));
    } else {
      CLOCK.moveBack();
    }
    execute(one.path("given"));
    var imported =
        server.post("/api/v1/recipes/import?mode=apply&activate=true", document.toString());
    assertThat(imported.status()).as(imported.text()).isEqualTo(200);
    PATIENT.begins();
    var before = Outside.now();
    for (var event : one.path("events")) {
      happen(id, event);
      settle(id);
    }
    // A reply reaches its run some time after it was sent.
    Await.holds(() -> compare(id, one.path("expect"), before));
    server.post("/api/v1/recipes/" + id + "/pause", "");
  }

  private static void happen(String recipe, JsonNode event) throws Exception {
    if (event.has("sql")) {
      execute(event.path("sql"));
      return;
    }
    if (event.has("advance")) {
      CLOCK.moveTo(CLOCK.instant().plus(Duration.parse(event.path("advance").asText())));
      return;
    }
    if (event.has("undeliverable")) {
      NEWS.undeliverable(event.path("undeliverable"));
      return;
    }
    if (event.has("mail")) {
      NEWS.awaitMail(event.path("mail").path("to").asText());
      return;
    }
    if (event.has("bounce")) {
      NEWS.bounce(event.path("bounce"));
      return;
    }
    if (event.has("asked")) {
      NEWS.awaitQuestion(recipe, event.path("asked").asText());
      return;
    }
    if (event.has("decide")) {
      NEWS.decide(recipe, event.path("decide").asText());
      return;
    }
    if (event.has("form")) {
      var form = event.path("form");
      var page = PATIENT.visits(form.path("to").asText(), form.path("answers"));
      assertThat(page).contains(form.path("says").asText());
      return;
    }
    if (event.has("reply")) {
      var from =
          URLEncoder.encode(event.path("reply").path("from").asText(), StandardCharsets.UTF_8);
      server.post(
          "/api/v1/practice/phones/" + from + "/replies",
          "{\"body\":\"" + event.path("reply").path("body").asText() + "\"}");
      return;
    }
    var engine = server.services().engine();
    Map<String, Object> data = JSON.convertValue(event.path("data"), new TypeReference<>() {});
    engine
        .emit(
            Objects.requireNonNull(engine.recipes().active(1, recipe)),
            new TriggerEvent(
                event.path("key").asText(),
                event.has("at") ? Instant.parse(event.path("at").asText()) : CLOCK.instant(),
                data))
        .join();
  }

  /** Until no run of the recipe is under way, or due. */
  private static void settle(String recipe) {
    Await.until(() -> runs(recipe), all -> all.stream().noneMatch(GalleryTest::isUnderWay));
  }

  private static boolean isUnderWay(RunReads.Listed run) {
    return run.state().equals("running")
        || run.state().equals("waiting")
            && run.nextAt() != null
            && !run.nextAt().isAfter(CLOCK.instant());
  }

  private static List<RunReads.Listed> runs(String recipe) {
    return server
        .services()
        .engine()
        .reads()
        .runs(1, new RunReads.Filter(recipe, null, null, null, 100))
        .reversed();
  }

  private static void compare(String recipe, JsonNode expect, Outside before) throws Exception {
    if (expect.has("runs")) {
      assertThat(runs(recipe).stream().map(RunReads.Listed::state))
          .as(() -> errors(recipe))
          .containsExactlyElementsOf(texts(expect.path("runs")));
    }
    var after = Outside.now();
    if (expect.has("texts")) {
      compare(after.texts(), before.texts(), expect.path("texts"), "body", "contains", recipe);
    }
    if (expect.has("mails")) {
      compare(after.mails(), before.mails(), expect.path("mails"), "subject", "subject", recipe);
    }
    for (var step : expect.path("steps").properties()) {
      assertThat(output(recipe, step.getKey(), step.getValue())).isEqualTo(step.getValue());
    }
    if (expect.has("attention")) {
      var kinds =
          server.services().engine().attention().open(1).stream()
              .filter(item -> recipe.equals(item.recipe()))
              .filter(item -> !item.message().startsWith(SKEW))
              .map(AttentionDesk.Item::kind);
      assertThat(kinds).containsExactlyInAnyOrderElementsOf(texts(expect.path("attention")));
    }
    for (var query : expect.path("queries")) {
      assertThat(rows(query.path("sql").asText())).hasToString(query.path("rows").toString());
    }
  }

  /** Of the output of a step of the first run, the names that are expected. */
  private static JsonNode output(String recipe, String step, JsonNode names) {
    var run = server.get("/api/v1/runs/" + runs(recipe).getFirst().id()).json();
    var output = JSON.createObjectNode();
    for (var one : run.path("steps")) {
      if (one.path("id").asText().equals(step)) {
        names
            .fieldNames()
            .forEachRemaining(name -> output.set(name, one.path("output").path(name)));
      }
    }
    return output;
  }

  private static String errors(String recipe) {
    return runs(recipe).stream()
        .map(run -> run.errorCode() + ": " + run.errorMessage())
        .toList()
        .toString();
  }

  private static void compare(
      List<JsonNode> after,
      List<JsonNode> before,
      JsonNode expected,
      String field,
      String wanted,
      String recipe) {
    var fresh = new ArrayList<>(after);
    fresh.removeAll(before);
    assertThat(fresh).as(() -> errors(recipe)).hasSize(expected.size());
    for (var one : expected) {
      assertThat(fresh)
          .anyMatch(
              message ->
                  message.toString().contains(one.path("to").asText())
                      && message
                          .findValuesAsText("name")
                          .containsAll(texts(one.path("attachments")))
                      && message.path(field).asText().contains(one.path(wanted).asText()));
    }
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** What the practice clinic has received. */
  private record Outside(List<JsonNode> texts, List<JsonNode> mails) {
    static Outside now() {
      var texts = new ArrayList<JsonNode>();
      for (var phone : server.get("/api/v1/practice/phones").json().path("phones")) {
        for (var message : phone.path("messages")) {
          if (message.path("direction").asText().equals("outbound")) {
            texts.add(
                JSON.createObjectNode()
                    .put("to", phone.path("number").asText())
                    .put("id", message.path("id").asText())
                    .put("body", message.path("body").asText()));
          }
        }
      }
      var mails = new ArrayList<JsonNode>();
      server.get("/api/v1/practice/mailbox").json().path("mails").forEach(mails::add);
      return new Outside(texts, mails);
    }
  }

  private static void execute(JsonNode statements) throws SQLException {
    try (var connection = server.clinic();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql.asText());
      }
    }
  }

  private static JsonNode rows(String sql) throws SQLException {
    var result = JSON.createArrayNode();
    try (var connection = server.clinic();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        var row = result.addArray();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.addPOJO(rows.getObject(i));
        }
      }
    }
    return result;
  }
}
