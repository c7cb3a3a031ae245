package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The report of eight o'clock: readings in, reshaped by pandas, an Excel file out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PandasReportTest {
  private static final ACall REPORT =
      ACall.python(
              """
              import pandas

              def handle(event):
                  readings = pandas.read_csv(event["readings"])
                  table = readings.pivot_table(index="unit", columns="hour", values="bpm", aggfunc="mean")
                  with pandas.ExcelWriter("report.xlsx", engine="openpyxl") as book:
                      table.to_excel(book, sheet_name="Heart rates")
                  print(len(readings), "readings")
                  return {"units": table.index, "highest": readings.bpm.max(), "attachments": [{"$file": "report.xlsx"}]}
              """)
          .inEnvironment("reports")
          .memory(512)
          .within(Duration.ofSeconds(30));

  private static final ACall READ_BACK =
      ACall.python(
              """
              import openpyxl

              def handle(event):
                  sheet = openpyxl.load_workbook(event["report"])["Heart rates"]
                  return [[cell.value for cell in row] for row in sheet.iter_rows()]
              """)
          .inEnvironment("reports")
          .memory(512);

  private Functions functions;

  /** The interpreter that has pandas, and the folder that it has it in. */
  private record Installed(Path python, Path packages) {}

  private static Installed installed() throws IOException, InterruptedException {
    var candidates = new LinkedHashSet<Path>();
    Arrays.stream(System.getenv("PATH").split(":"))
        .forEach(folder -> candidates.add(Path.of(folder, "python3")));
    candidates.add(Path.of("/usr/bin/python3"));
    for (var python : candidates) {
      if (Files.isExecutable(python)) {
        var process =
            new ProcessBuilder(
                    python.toString(),
                    "-I",
                    "-c",
                    "import os, openpyxl, pandas; print(os.path.dirname(os.path.dirname(pandas.__file__)))")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() == 0) {
          return new Installed(python, Path.of(said.strip()));
        }
      }
    }
    throw new AssertionError(
        "No python3 here has pandas and openpyxl. On Debian: apt-get install python3-pandas"
            + " python3-openpyxl; elsewhere: python3 -m pip install pandas openpyxl");
  }

  @BeforeAll
  void open() throws Exception {
    var installed = installed();
    functions =
        Functions.open(
            FunctionSettings.defaults()
                .withInterpreters(Map.of(Language.PYTHON, installed.python()))
                .withEnvironments(Map.of("reports", installed.packages())));
  }

  @AfterAll
  void close() {
    functions.close();
  }

  @Test
  void reshapes_readings_into_an_excel_file() throws Exception {
    var csv = "unit,hour,bpm\neast,7,70\neast,7,80\neast,8,90\nwest,7,60\nwest,8,121\n";
    var input =
        Map.<String, Object>of("readings", Map.of("$file", Map.of("name", "r.csv", "text", csv)));
    var result = REPORT.with(input).on(functions);
    assertThat(result.log()).containsExactly("5 readings");

    if (!(result instanceof FunctionResult.Returned(Map<?, ?> returned, _, _))
        || !(returned.get("attachments") instanceof List<?> attachments)
        || !(attachments.getFirst() instanceof Map<?, ?> file)
        || !(file.get("data") instanceof String data)) {
      throw new AssertionError(result.toString());
    }
    assertThat(returned.get("units")).isEqualTo(List.of("east", "west"));
    assertThat(returned.get("highest")).isEqualTo(121);
    assertThat(file.get("name")).isEqualTo("report.xlsx");
    assertThat(file.get("contentType")).asString().contains("spreadsheetml");

    var handedOn =
        Map.<String, Object>of("report", Map.of("$file", Map.of("name", "in.xlsx", "data", data)));
    assertThat(READ_BACK.with(handedOn).outputOn(functions))
        .isEqualTo(
            List.of(
                Arrays.asList("unit", 7, 8), List.of("east", 75, 90), List.of("west", 60, 121)));
  }

  @Test
  void is_warm_after_the_first_report() throws Exception {
    var input =
        Map.<String, Object>of(
            "readings",
            Map.of("$file", Map.of("name", "r.csv", "text", "unit,hour,bpm\neast,7,70\n")));
    var begin = System.nanoTime();
    REPORT.with(input).outputOn(functions);
    var first = Duration.ofNanos(System.nanoTime() - begin);
    var again = REPORT.with(input).on(functions);
    // Importing pandas takes far longer than the report.
    assertThat(again.duration()).isLessThan(first.dividedBy(2));
  }
}
