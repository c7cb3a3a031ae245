package org.carelay.file.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppleHealthTest {
  private static final RowOptions OPTIONS =
      new RowOptions(null, null, null, null, ZoneOffset.UTC, Instant.parse("2026-11-22T00:00:00Z"));

  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE HealthData [
      <!-- HealthKit Export Version: 14 -->
      <!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout)*)>
      <!ATTLIST HealthData
        locale CDATA #REQUIRED
      >
      <!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>
      ]>
      <HealthData locale="en_US">
       <ExportDate value="2026-11-21 08:00:00 -0500"/>
       <Me HKCharacteristicTypeIdentifierDateOfBirth="1970-01-01"/>
      """;

  private static final String SLEEP =
      """
       <Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="Test Watch" startDate="2026-11-20 01:00:00 -0500" endDate="2026-11-20 02:00:00 -0500" value="HKCategoryValueSleepAnalysisAsleepCore"/>
      """;

  private static String heart(String at, String bpm) {
    return """
     <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Test Watch" sourceVersion="11.1" device="&lt;&lt;HKDevice: 0x3011&gt;, name:Apple Watch, hardware:Watch7,1&gt;" unit="count/min" creationDate="%s" startDate="%s" endDate="%s" value="%s">
      <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="1"/>
     </Record>
    """
        .formatted(at, at, at, bpm);
  }

  @TempDir Path folder;

  @Test
  void reads_measurements_with_their_context() throws Exception {
    var file = folder.resolve("export.xml");
    Files.writeString(
        file,
        HEAD
            + SLEEP
            + heart("2026-11-20 09:05:00 -0500", "128")
            + heart("2027-01-01 00:00:00 -0500", "100")
            + heart("yesterday", "100")
            + "</HealthData>");
    try (var rows = Format.APPLE_HEALTH.open(file, OPTIONS)) {
      assertThat(Objects.requireNonNull(rows.next()))
          .isInstanceOfSatisfying(
              Line.Row.class,
              row ->
                  assertThat(row.values())
                      .containsAllEntriesOf(
                          Map.of(
                              "metric", "heart-rate",
                              "value", 128L,
                              "unit", "beats/min",
                              "at", "2026-11-20T09:05-05:00",
                              "source", "Test Watch",
                              "context", "at rest")));
      assertThat(rows.next())
          .isInstanceOfSatisfying(
              Line.Bad.class, bad -> assertThat(bad.problem()).contains("future"));
      assertThat(rows.next()).isInstanceOf(Line.Bad.class);
      assertThat(rows.next()).isNull();
    }
  }

  @Test
  void streams_a_hundred_megabytes() throws Exception {
    var file = folder.resolve("export.xml");
    var records = write(file, 100L << 20);
    var runtime = Runtime.getRuntime();
    var most = 0L;
    var count = 0L;
    try (var rows = Format.APPLE_HEALTH.open(file, OPTIONS)) {
      for (var line = rows.next(); line != null; line = rows.next()) {
        count++;
        if (count % 50_000 == 0) {
          most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
        }
      }
    }
    assertThat(count).isEqualTo(records);
    assertThat(most).as("bytes of heap, garbage included").isLessThan(600L << 20);
  }

  private static long write(Path file, long bytes) throws IOException {
    var written = 0L;
    var records = 0L;
    try (var out = Files.newBufferedWriter(file)) {
      out.write(HEAD);
      while (written < bytes) {
        var record =
            heart(
                "2026-%02d-%02d %02d:%02d:00 -0500"
                    .formatted(records % 10 + 1, records % 28 + 1, records % 24, records % 60),
                "72");
        out.write(record);
        written += record.length();
        records++;
      }
      out.write("</HealthData>");
    }
    return records;
  }
}
