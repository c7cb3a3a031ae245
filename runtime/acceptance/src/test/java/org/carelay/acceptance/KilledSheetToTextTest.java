package org.carelay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.carelay.practice.google.NewSpreadsheet;
import org.carelay.practice.google.PracticeGoogle;
import org.carelay.practice.google.PracticeSheet;
import org.carelay.practice.phone.Fault;
import org.carelay.practice.phone.PhoneSettings;
import org.carelay.practice.phone.PracticeTwilio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand rows become Ready while the runtime is killed fifty times and the provider sometimes
 * takes a message without saying so. Every row leads to one accepted message or to a person, and
 * none to two messages.
 */
class KilledSheetToTextTest {
  private static final int ROWS = 1_000;
  private static final int KILLS = 50;
  private static final int STATUS = 4;
  private static final String RECIPE =
      """
      { "version": 1, "id": "ready-row-to-text", "title": "Text the patient when the row is Ready",
        "zone": "America/New_York",
        "trigger": { "uses": "google-sheets.row-changed", "connection": "front-desk",
          "with": { "spreadsheet": "clinic", "sheet": "Appointments", "key": ["Appointment ID"],
                    "watch": ["Status"], "settle": "PT0S" },
          "when": "row.Status = 'Ready'" },
        "subject": "{{ row.MRN }}",
        "steps": [
          { "id": "clean", "uses": "function.python",
            "with": { "input": { "phone": "{{ row.Mobile }}", "name": "{{ row.`First name` }}" },
              "code": "def handle(event):\\n    digits = ''.join(c for c in str(event['phone']) if c.isdigit())\\n    return {'phone': '+1' + digits[-10:], 'name': event['name'].strip().title()}\\n" } },
          { "id": "text", "uses": "twilio.send-sms", "connection": "clinic-sms",
            "message": { "purpose": "ready", "occurrence": "{{ row.`Appointment ID` }}", "expires": "PT4H" },
            "with": { "to": "{{ steps.clean.phone }}",
                      "body": "Hi {{ steps.clean.name }}, Elm Clinic is ready for you." } },
          { "id": "mark", "uses": "google-sheets.update-row", "connection": "front-desk",
            "with": { "spreadsheet": "clinic", "sheet": "Appointments",
                      "key": { "Appointment ID": "{{ row.`Appointment ID` }}" },
                      "values": { "Sent": "{{ steps.text.status }}" } } } ] }
      """;

  @TempDir Path home;

  private final Random random = new Random(20261122);

  @Test
  void every_ready_row_leads_to_one_message_or_to_a_person() throws Exception {
    try (var google = PracticeGoogle.start(home.resolve("google"), 0);
        var twilio = PracticeTwilio.start(PhoneSettings.in(home.resolve("phone")));
        var runtime = runtime(google, twilio)) {
      var sheet = google.create(NewSpreadsheet.of("clinic", "Appointments", rows()));
      twilio.faults((to, body) -> fault());
      runtime.startAndWait();
      Distribution.await(Duration.ofSeconds(60), "the first look", () -> looked(runtime));
      int next = 1;
      for (int kill = 0; kill < KILLS; kill++) {
        next = makeReady(sheet, next, ROWS * (kill + 1) / KILLS);
        LockSupport.parkNanos(random.nextLong(1_500_000_000L));
        runtime.kill();
        runtime.startAndWait();
      }
      Distribution.await(
          Duration.ofMinutes(6), "every row to be settled", () -> settled(runtime, twilio));
      assertThat(twilio.accepted()).allSatisfy((message, times) -> assertThat(times).isEqualTo(1));
      var unexplained = unexplained(runtime, twilio);
      assertThat(unexplained).isEmpty();
      assertThat(twilio.accepted().size()).isGreaterThan(ROWS * 9 / 10);
      System.out.printf(
          "%d rows, %d kills: %d messages accepted, %d attempts, %d with a person%n",
          ROWS, KILLS, twilio.accepted().size(), twilio.attempts(), attention(runtime).size());
      assertThat(runtime.stop()).isZero();
    }
  }

  private Distribution runtime(PracticeGoogle google, PracticeTwilio twilio) throws IOException {
    return new Distribution(home)
        .with("CARELAY_MODE", "live")
        .recipe("ready", RECIPE)
        .connections(
            List.of(
                Map.of(
                    "id", "front-desk",
                    "connector", "google-sheets",
                    "settings",
                        Map.of(
                            "serviceAccountKey",
                            google.serviceAccountKey(),
                            "rootUrl",
                            google.rootUrl().toString(),
                            "pollInterval",
                            "PT0.5S",
                            "readsPerMinute",
                            6_000,
                            "writesPerMinute",
                            6_000)),
                Map.of(
                    "id", "clinic-sms",
                    "connector", "twilio",
                    "settings",
                        Map.of(
                            "accountSid", twilio.accountSid(),
                            "authToken", twilio.authToken(),
                            "from", "+15005550006",
                            "baseUrl", twilio.baseUrl().toString()))));
  }

  private static List<List<String>> rows() {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("Appointment ID", "MRN", "First name", "Mobile", "Status", "Sent"));
    for (int i = 1; i <= ROWS; i++) {
      rows.add(List.of("A" + i, "M" + i, name(i), phone(i), "Waiting", ""));
    }
    return rows;
  }

  private static String name(int row) {
    return "Pat" + (char) ('a' + row / 26 % 26) + (char) ('a' + row % 26);
  }

  private static String phone(int row) {
    return "(212) 555-%04d".formatted(1_000 + row);
  }

  private static String e164(int row) {
    return "+1212555%04d".formatted(1_000 + row);
  }

  private int makeReady(PracticeSheet sheet, int from, int to) {
    int row = from;
    for (; row <= to; row++) {
      sheet.edit(row, STATUS, "Ready");
      LockSupport.parkNanos(random.nextLong(60_000_000L));
    }
    return row;
  }

  private synchronized Fault fault() {
    return switch (random.nextInt(20)) {
      case 0 -> new Fault.AcceptThenBreak();
      case 1 -> new Fault.AcceptThenAnswer(500, "{}");
      case 2 -> new Fault.Answer(503);
      case 3 -> new Fault.Break();
      default -> Fault.NONE;
    };
  }

  private static boolean looked(Distribution runtime) {
    try {
      return !runtime
          .get("/api/v1/recipes/ready-row-to-text")
          .at("/trigger/lastLook")
          .isMissingNode();
    } catch (IOException e) {
      return false;
    }
  }

  /** No run is under way or waiting for its time; what is held is with a person. */
  private boolean settled(Distribution runtime, PracticeTwilio twilio) {
    try {
      var runs = runtime.get("/api/v1/stats").get("runs");
      boolean quiet = runs.path("running").asInt() == 0 && runs.path("waiting").asInt() == 0;
      return quiet && unexplained(runtime, twilio).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static List<JsonNode> attention(Distribution runtime) throws IOException {
    var items = new ArrayList<JsonNode>();
    runtime.get("/api/v1/attention").get("items").forEach(items::add);
    return items;
  }

  /** Rows that led neither to an accepted message nor to a matter for a person. */
  private static Set<Integer> unexplained(Distribution runtime, PracticeTwilio twilio)
      throws IOException {
    var reached =
        twilio.accepted().keySet().stream()
            .map(PracticeTwilio.Accepted::to)
            .collect(Collectors.toSet());
    var missing = new TreeSet<Integer>();
    for (int row = 1; row <= ROWS; row++) {
      if (!reached.contains(e164(row))) {
        missing.add(row);
      }
    }
    if (!missing.isEmpty()) {
      var subjects = new HashSet<String>();
      for (JsonNode item : attention(runtime)) {
        if (item.hasNonNull("run")) {
          subjects.add(
              runtime
                  .get("/api/v1/runs/" + item.get("run").asText())
                  .at("/event/row/MRN")
                  .asText());
        }
      }
      missing.removeIf(row -> subjects.contains("M" + row));
    }
    return missing;
  }
}
