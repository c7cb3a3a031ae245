package org.carelay.file.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatsTest {
  @TempDir Path folder;

  private static RowOptions options(String items) {
    return new RowOptions(
        null,
        null,
        null,
        items.isEmpty() ? null : items,
        ZoneId.of("America/New_York"),
        Instant.parse("2026-11-22T00:00:00Z"));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("file"), text);
  }

  private static List<Line> lines(Format format, Path file, RowOptions options)
      throws IOException, FileProblem {
    var lines = new ArrayList<Line>();
    try (var rows = format.open(file, options)) {
      for (var line = rows.next(); line != null; line = rows.next()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static List<Object> values(Format format, Path file, RowOptions options)
      throws IOException, FileProblem {
    return lines(format, file, options).stream()
        .<Object>map(line -> line instanceof Line.Row row ? row.values() : "bad " + line.number())
        .toList();
  }

  @Test
  void reads_csv_as_people_save_it() throws Exception {
    var excel = "\uFEFF\"MRN\";Name; \r\n007;\"O'Hara;\nAvery\";x\r\n\r\n008;;\r\n";
    assertThat(lines(Format.CSV, file(excel), options("")))
        .containsExactly(
            new Line.Row(2, Map.of("MRN", "007", "Name", "O'Hara;\nAvery", "Column 3", "x")),
            new Line.Row(5, Map.of("MRN", "008", "Name", "", "Column 3", "")));
    assertThat(values(Format.CSV, file("a\tb\n1,5\t2\n"), options("")))
        .containsExactly(Map.of("a", "1,5", "b", "2"));
    assertThat(values(Format.CSV, file(""), options(""))).isEmpty();
    assertThat(values(Format.CSV, file("only,names\n"), options(""))).isEmpty();
  }

  @Test
  void reads_csv_in_other_charsets_and_guesses_none() throws Exception {
    var path = folder.resolve("latin");
    Files.write(path, "name\nJos\u00e9\n".getBytes(Charset.forName("windows-1252")));
    var latin =
        new RowOptions(
            Charset.forName("windows-1252"), null, null, null, ZoneId.of("UTC"), Instant.MAX);
    assertThat(values(Format.CSV, path, latin)).containsExactly(Map.of("name", "Jos\u00e9"));
    assertThatExceptionOfType(FileProblem.class)
        .isThrownBy(() -> lines(Format.CSV, path, options("")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("wrong-charset"));
    Files.write(path, "\uFEFFname\nJos\u00e9\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(values(Format.CSV, path, options(""))).containsExactly(Map.of("name", "Jos\u00e9"));
  }

  @Test
  void reads_a_workbook_with_ids_dates_and_numbers() throws Exception {
    var path = folder.resolve("book.xlsx");
    try (var out = Files.newOutputStream(path);
        var book = new Workbook(out, "test", "1.0")) {
      var sheet = book.newWorksheet("Doses");
      var names = List.of("MRN", "Born", "Seen", "Dose", "Count", "Ok");
      for (var column = 0; column < names.size(); column++) {
        sheet.value(1, column, names.get(column));
      }
      sheet.value(2, 0, "00420");
      sheet.value(2, 1, LocalDate.of(1970, 1, 31));
      sheet.style(2, 1).format("yyyy-mm-dd").set();
      sheet.value(2, 2, LocalDateTime.of(2026, 11, 20, 9, 5));
      sheet.style(2, 2).format("m/d/yyyy h:mm").set();
      sheet.value(2, 3, new BigDecimal("0.5"));
      sheet.value(2, 4, 7);
      sheet.value(2, 5, true);
      sheet.value(4, 0, "00421");
      sheet.value(5, 0, "00422");
      sheet.value(5, 9, "stray");
    }
    var lines = lines(Format.XLSX, path, options(""));
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst())
        .isEqualTo(
            new Line.Row(
                3,
                Map.of(
                    "MRN",
                    "00420",
                    "Born",
                    "1970-01-31",
                    "Seen",
                    "2026-11-20T09:05:00",
                    "Dose",
                    new BigDecimal("0.5"),
                    "Count",
                    7L,
                    "Ok",
                    true)));
    assertThat(lines.get(2))
        .isInstanceOfSatisfying(Line.Bad.class, bad -> assertThat(bad.number()).isEqualTo(6));
    var other = new RowOptions(null, null, "Other", null, ZoneId.of("UTC"), Instant.MAX);
    assertThatExceptionOfType(FileProblem.class).isThrownBy(() -> lines(Format.XLSX, path, other));
  }

  @Test
  void reads_lists_in_json() throws Exception {
    var json =
        "{\"meta\":{\"rows\":[9]},\"data\":{\"items\":[{\"id\":1,\"dose\":0.10},7]},\"x\":1}";
    assertThat(values(Format.JSON, file(json), options("data.items")))
        .containsExactly(Map.of("id", 1, "dose", new BigDecimal("0.10")), "bad 2");
    assertThat(values(Format.JSON, file("{\"id\":1}"), options("")))
        .containsExactly(Map.of("id", 1));
    assertThat(values(Format.JSON, file("[]"), options(""))).isEmpty();
    assertThatExceptionOfType(FileProblem.class)
        .isThrownBy(() -> lines(Format.JSON, file("{\"a\":1}"), options("data")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("no-items"));
  }

  @Test
  void reads_ndjson_past_a_bad_line() throws Exception {
    assertThat(
            values(
                Format.NDJSON,
                file("{\"id\":1}\n{oops\n\n{\"id\":2} 3\n{\"id\":3}\n"),
                options("")))
        .containsExactly(Map.of("id", 1), "bad 2", "bad 4", Map.of("id", 3));
  }

  @Test
  void reads_elements_in_xml_and_nothing_outside() throws Exception {
    var xml =
        """
        <?xml version="1.0"?><list xmlns="urn:x"><p id="1"><name>Avery</name><tel>1</tel><tel>2</tel></p>
        <p id="2"><name><![CDATA[<B>]]></name></p><note>n</note></list>""";
    assertThat(values(Format.XML, file(xml), options("p")))
        .containsExactly(
            Map.of("id", "1", "name", "Avery", "tel", List.of("1", "2")),
            Map.of("id", "2", "name", "<B>"));
    assertThat(values(Format.XML, file(xml), options(""))).hasSize(3);
    var secret = Files.writeString(folder.resolve("secret"), "top secret");
    var attack =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"%s\"><!ENTITY y \"yy\">]><a><p>&x;</p></a>"
            .formatted(secret.toUri());
    try {
      assertThat(values(Format.XML, file(attack), options("p")).toString())
          .doesNotContain("secret");
    } catch (FileProblem e) {
      assertThat(e.code()).isEqualTo("malformed-xml");
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void says_of_rubbish_that_it_is_rubbish(Format format) throws Exception {
    var rubbish = new byte[5_000];
    new java.util.Random(3).nextBytes(rubbish);
    var path = Files.write(folder.resolve("rubbish"), rubbish);
    try {
      assertThat(lines(format, path, options("x"))).allMatch(line -> line instanceof Line.Bad);
    } catch (FileProblem e) {
      assertThat(e.getMessage()).contains(" ").endsWith(".");
    }
  }

  @Test
  void reads_readings_of_fitbit_in_the_recipes_zone() throws Exception {
    var json =
        """
        {"activities-heart":[{"dateTime":"2026-08-01","value":{"restingHeartRate":61}}],
         "activities-heart-intraday":{"dataset":[{"time":"09:05:00","value":128},{"time":"09:06:00","value":3}],
         "datasetInterval":1,"datasetType":"minute"}}""";
    assertThat(values(Format.FITBIT, file(json), options("")).toString())
        .contains("metric=resting-heart-rate, value=61")
        .contains("metric=heart-rate, value=128, unit=beats/min, at=2026-08-01T09:05-04:00")
        .contains("bad 3");
  }

  @Test
  void reads_readings_of_open_mhealth() throws Exception {
    var point =
        """
        {"header":{"acquisition_provenance":{"source_name":"Test Watch"}},"body":{"heart_rate":{"value":128,"unit":"beats/min"},
        "effective_time_frame":{"date_time":"2026-11-20T09:05:00-05:00"},
        "temporal_relationship_to_physical_activity":"at rest"}}"""
            .replace("\n", " ");
    var steps =
        """
        {"step_count":{"value":40,"unit":"steps"},"effective_time_frame":{"time_interval":
        {"start_date_time":"2026-11-20T09:00:00-05:00","end_date_time":"2026-11-20T09:05:00-05:00"}}}"""
            .replace("\n", " ");
    for (var text : List.of("[" + point + "," + steps + "]", point + "\n" + steps + "\n")) {
      assertThat(values(Format.OPEN_MHEALTH, file(text), options("")).toString())
          .contains("metric=heart-rate, value=128, unit=beats/min, at=2026-11-20T09:05-05:00")
          .contains("source=Test Watch, context=at rest")
          .contains("metric=step-count, value=40", "end=2026-11-20T09:05-05:00");
    }
  }
}
