package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Functions as clinics would write them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealUseTest {
  private final Functions functions = Functions.open(FunctionSettings.defaults());

  @AfterAll
  void close() {
    functions.close();
  }

  @Test
  void cleans_phone_numbers_in_python() throws Exception {
    var call =
        ACall.python(
            """
            import re

            def handle(event):
                digits = re.sub(r"\\D", "", event["phone"] or "")
                if len(digits) == 11 and digits.startswith("1"):
                    digits = digits[1:]
                if len(digits) != 10:
                    print("not a phone number of this country")
                    return {"ok": False, "phone": None}
                return {"ok": True, "phone": "+1" + digits}
            """);
    for (var phone : List.of("(555) 555-0123", "1-555-555-0123", "+1 555 555 0123")) {
      assertThat(call.with(Map.of("phone", phone)).outputOn(functions))
          .isEqualTo(Map.of("ok", true, "phone", "+15555550123"));
    }
    assertThat(call.with(Map.of("phone", "0123")).on(functions).log())
        .containsExactly("not a phone number of this country");
  }

  @Test
  void maps_fhir_in_javascript() throws Exception {
    var call =
        ACall.of(
            Language.JAVASCRIPT,
            """
            const HEART_RATE = "8867-4";

            export function handle({ bundle }) {
              const readings = bundle.entry
                .map((entry) => entry.resource)
                .filter((it) => it.resourceType === "Observation")
                .filter((it) => it.code.coding.some((coding) => coding.code === HEART_RATE))
                .map((it) => ({
                  patient: it.subject.reference.replace(/^Patient\\//, ""),
                  bpm: it.valueQuantity.value,
                  at: new Date(it.effectiveDateTime),
                }));
              return { count: readings.length, readings };
            }
            """);
    var observation =
        Map.of(
            "resourceType", "Observation",
            "code", Map.of("coding", List.of(Map.of("code", "8867-4"))),
            "subject", Map.of("reference", "Patient/p-1"),
            "valueQuantity", Map.of("value", new BigDecimal("72.5")),
            "effectiveDateTime", "2026-11-22T08:00:00-05:00");
    var bundle =
        Map.of(
            "entry",
            List.of(
                Map.of("resource", observation),
                Map.of("resource", Map.of("resourceType", "Patient"))));
    var reading =
        Map.of("patient", "p-1", "bpm", new BigDecimal("72.5"), "at", "2026-11-22T13:00:00.000Z");
    assertThat(call.with(Map.of("bundle", bundle)).outputOn(functions))
        .isEqualTo(Map.of("count", 1, "readings", List.of(reading)));
  }

  @Test
  void judges_heart_rates_in_java() throws Exception {
    var call =
        ACall.of(
            Language.JAVA,
            """
            record Reading(String at, int bpm) {}
            record Event(List<Reading> readings, int limit, int minutes) {}
            record Alert(boolean raise, String since, double mean) {}

            Alert handle(Event event) {
                var high = event.readings().stream().filter(it -> it.bpm() > event.limit()).toList();
                var mean = event.readings().stream().mapToInt(Reading::bpm).average().orElse(0);
                boolean sustained = high.size() >= event.minutes();
                System.out.printf("%d of %d readings are high%n", high.size(), event.readings().size());
                return new Alert(sustained, sustained ? high.getFirst().at() : null, mean);
            }
            """);
    var readings =
        Arrays.stream(new int[] {118, 126, 131, 129})
            .mapToObj(bpm -> Map.of("at", "2026-11-22T08:00:00Z", "bpm", bpm))
            .toList();
    var result = call.with(Map.of("readings", readings, "limit", 120, "minutes", 3)).on(functions);
    assertThat(result.log()).containsExactly("3 of 4 readings are high");
    assertThat(result)
        .isInstanceOfSatisfying(
            FunctionResult.Returned.class,
            returned ->
                assertThat(returned.output())
                    .isEqualTo(
                        Map.of(
                            "raise",
                            true,
                            "since",
                            "2026-11-22T08:00:00Z",
                            "mean",
                            new BigDecimal("126.0"))));
  }

  @Test
  void writes_a_report_in_python() throws Exception {
    var call =
        ACall.python(
            """
            import csv, zipfile

            def handle(event):
                totals = {}
                for row in event["rows"]:
                    totals[row["unit"]] = totals.get(row["unit"], 0) + row["visits"]
                with open("visits.csv", "w", newline="") as file:
                    writer = csv.writer(file)
                    writer.writerow(["unit", "visits"])
                    writer.writerows(sorted(totals.items()))
                with zipfile.ZipFile("visits.zip", "w") as archive:
                    archive.write("visits.csv")
                return {"attachments": [{"$file": "visits.csv"}, {"$file": "visits.zip"}]}
            """);
    var rows =
        List.of(
            Map.of("unit", "east", "visits", 2),
            Map.of("unit", "west", "visits", 3),
            Map.of("unit", "east", "visits", 5));
    var csv =
        Base64.getEncoder()
            .encodeToString("unit,visits\r\neast,7\r\nwest,3\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(call.with(Map.of("rows", rows)).outputOn(functions))
        .asString()
        .contains("name=visits.csv", "contentType=text/csv", "data=" + csv, "name=visits.zip");
  }
}
