package org.carelay.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.carelay.connector.testkit.FakeActionContext.aContext;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.connector.testkit.InMemoryFiles;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.recipe.Binder;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Folder NOWHERE =
      new Folder(new FileSettings(null, null, null, null, null, null), new InMemoryMemory());
  private final InMemoryFiles kept = new InMemoryFiles();
  @TempDir Path folder;

  private byte[] csv(Map<String, Object> with) throws Exception {
    var context = aContext().keeping(kept);
    var written = new WriteCsv().perform(NOWHERE, Binder.bind(with, WriteCsv.Input.class), context);
    try (var in = context.files().find(written.file()).open()) {
      return in.readAllBytes();
    }
  }

  private List<Row> xlsx(Map<String, Object> with) throws Exception {
    var context = aContext().keeping(kept);
    var written =
        new WriteXlsx().perform(NOWHERE, Binder.bind(with, WriteXlsx.Input.class), context);
    try (var in = context.files().find(written.file()).open();
        var book = new ReadableWorkbook(new ByteArrayInputStream(in.readAllBytes()))) {
      return book.getFirstSheet().read();
    }
  }

  private static Map<String, Object> row(Object... pairs) {
    var row = new LinkedHashMap<String, Object>();
    for (var index = 0; index < pairs.length; index += 2) {
      row.put(pairs[index].toString(), pairs[index + 1]);
    }
    return row;
  }

  @Test
  void disarms_formulas_in_a_csv_and_leaves_numbers_alone() throws Exception {
    var rows =
        List.<Object>of(
            row("note", "=HYPERLINK(\"http://evil.example.org\")", "phone", "+1 555-0100"),
            row("note", "@SUM(A1)", "phone", "-5"),
            row("note", "-2+3+cmd|' /C calc'!A0", "phone", "\t=1"));
    var text = new String(csv(Map.of("name", "a", "rows", rows)), StandardCharsets.UTF_8);
    assertThat(text)
        .startsWith("\uFEFFnote,phone\r\n")
        .contains("\"'=HYPERLINK(\"\"http://evil.example.org\"\")\",+1 555-0100\r\n")
        .contains("'@SUM(A1),-5\r\n")
        .contains("'-2+3+cmd|' /C calc'!A0,'\t=1\r\n");
  }

  @Test
  void keeps_ids_as_text_and_writes_dates_as_dates() throws Exception {
    var rows =
        List.<Object>of(
            row(
                "mrn", "00420",
                "card", "12345678901234567890",
                "big", new java.math.BigInteger("12345678901234567"),
                "born", "1970-01-31",
                "seen", "2026-11-20T14:05:00Z",
                "dose", new BigDecimal("0.10"),
                "ok", true,
                "formula", "=1+1"));
    var sheet = xlsx(Map.of("name", "a.xlsx", "rows", rows, "sheet", "Doses"));
    var row = sheet.get(1);
    assertThat(row.getCell(0).getType()).isEqualTo(CellType.STRING);
    assertThat(row.getCell(0).asString()).isEqualTo("00420");
    assertThat(row.getCell(1).asString()).isEqualTo("12345678901234567890");
    assertThat(row.getCell(2).asString())
        .as("more digits than Excel keeps")
        .isEqualTo("12345678901234567");
    assertThat(row.getCell(3).asDate()).isEqualTo("1970-01-31T00:00");
    assertThat(row.getCell(4).asDate())
        .as("as clocks in New York show it")
        .isEqualTo("2026-11-20T09:05");
    assertThat(row.getCell(5).asNumber()).isEqualByComparingTo("0.1");
    assertThat(row.getCell(6).asBoolean()).isTrue();
    assertThat(row.getCell(7).getType()).as("no formula").isEqualTo(CellType.STRING);
  }

  @Test
  void orders_and_names_columns_as_told() throws Exception {
    var columns = List.of("b", Map.of("name", "a", "title", "First", "type", "text"));
    var rows = List.<Object>of(Map.of("a", 7, "b", "x", "hidden", "y"), List.of("p", "q"));
    var text =
        new String(
            csv(
                Map.of(
                    "name",
                    "a",
                    "rows",
                    rows,
                    "columns",
                    columns,
                    "delimiter",
                    ";",
                    "excel",
                    false)),
            StandardCharsets.UTF_8);
    assertThat(text).isEqualTo("b;First\r\nx;7\r\np;q\r\n");
  }

  @Test
  void says_that_there_are_no_rows() throws Exception {
    var context = aContext().keeping(kept);
    var with = Map.<String, Object>of("name", "a", "rows", List.of(), "columns", List.of("MRN"));
    var written =
        new WriteXlsx().perform(NOWHERE, Binder.bind(with, WriteXlsx.Input.class), context);
    assertThat(written.status()).isEqualTo("No rows");
    var sheet = xlsx(with);
    assertThat(sheet.get(0).getCell(0).asString()).isEqualTo("MRN");
    assertThat(sheet.get(1).getCell(0).asString()).isEqualTo("No rows");
  }

  @Test
  void puts_a_copy_into_the_folder_and_writes_over_nobodys_file() throws Exception {
    var inbox = new Folder(Lab.settings(folder), new InMemoryMemory());
    Files.writeString(folder.resolve("week.csv"), "somebody's");
    var input =
        Binder.bind(Map.of("name", "week", "rows", List.of(row("a", 1))), WriteCsv.Input.class);
    var context = aContext().keeping(kept);
    assertThat(new WriteCsv().perform(inbox, input, context).inFolder()).isEqualTo("week (2).csv");
    assertThat(new WriteCsv().perform(inbox, input, context.again()).inFolder())
        .isEqualTo("week (2).csv");
    FakeActionContext rerun = aContext().keeping(kept).remembering(context.memory());
    assertThat(new WriteCsv().perform(inbox, input, rerun).inFolder()).isEqualTo("week (3).csv");
    assertThat(folder.resolve("week.csv")).hasContent("somebody's");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void refuses_names_that_lead_elsewhere() throws Exception {
    for (var name : List.of("../x.csv", "/etc/passwd", "a\\b.csv", ".hidden", "a:b")) {
      var input = Binder.bind(Map.of("name", name, "rows", List.of()), WriteCsv.Input.class);
      assertThatExceptionOfType(Permanent.class)
          .isThrownBy(() -> new WriteCsv().perform(NOWHERE, input, aContext()))
          .satisfies(e -> assertThat(e.code()).isEqualTo("bad-name"));
      assertThat(new WriteCsv().check(Map.of("name", name))).hasSize(1);
    }
  }

  @Test
  void writes_a_hundred_thousand_rows_quickly() throws Exception {
    var rows =
        IntStream.range(0, 100_000)
            .<Object>mapToObj(id -> row("id", "%08d".formatted(id), "at", "2026-11-20T14:05:00Z"))
            .toList();
    var sheet = csv(Map.of("name", "a", "rows", rows));
    assertThat(sheet.length).isGreaterThan(2_000_000);
    var context = aContext().keeping(kept);
    var with = Map.<String, Object>of("name", "a", "rows", rows);
    var written =
        new WriteXlsx().perform(NOWHERE, Binder.bind(with, WriteXlsx.Input.class), context);
    assertThat(written.rows()).isEqualTo(100_000);
  }
}
