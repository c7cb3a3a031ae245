package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.carelay.workers.FunctionError.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionFilesTest {
  private final Functions functions = Functions.open(FunctionSettings.defaults());

  @AfterAll
  void close() {
    functions.close();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void hands_files_in_and_out() throws Exception {
    var call =
        ACall.python(
                """
                import csv
                def handle(event):
                    rows = list(csv.DictReader(open(event["readings"])))
                    with open("report.csv", "w") as report:
                        report.write(str(len(rows)))
                    return {"files": [{"$file": "report.csv"}], "also": open(event["more"]).read()}
                """)
            .with(
                Map.of(
                    "readings", Map.of("$file", Map.of("name", "in.csv", "text", "a\n1\n2\n")),
                    "more", Map.of("$file", Map.of("name", "b.bin", "data", base64("more")))));
    var report = Map.of("name", "report.csv", "contentType", "text/csv", "data", base64("2"));
    var expected = Map.of("files", List.of(report), "also", "more");
    assertThat(call.outputOn(functions)).isEqualTo(expected);
    assertThat(call.outputOn(functions)).isEqualTo(expected);
  }

  @Test
  void leaves_nothing_for_the_next_call() throws Exception {
    var call =
        ACall.python(
            """
            import os, shutil, tempfile
            def handle(event):
                there = os.listdir()
                os.makedirs("a/b")
                shutil.copy2(__file__, "x") if os.path.exists(__file__) else open("x", "w").close()
                tempfile.NamedTemporaryFile(delete=False).close()
                return there
            """);
    assertThat(call.outputOn(functions)).isEqualTo(List.of());
    assertThat(call.outputOn(functions)).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"'missing.csv'", "'../secret'", "'/etc/passwd'", "{'name': 'x'}", "None"})
  void refuses_a_result_that_names_no_file_of_the_folder(String named) throws Exception {
    var error = ACall.python("def handle(e): return [{'$file': " + named + "}]").errorOn(functions);
    assertThat(error.kind()).isEqualTo(Kind.BAD_RESULT);
    assertThat(error.message()).startsWith("The result at /0 can not be used");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/b", ".hidden", ""})
  void refuses_an_input_file_without_a_plain_name(String name) throws Exception {
    var file = Map.of("$file", Map.of("name", name, "text", "x"));
    var error = ACall.python("def handle(e): pass").with(Map.of("f", file)).errorOn(functions);
    assertThat(error.message())
        .isEqualTo("The file in the input at /f needs a plain \"name\", such as report.csv.");
  }

  @Test
  void refuses_files_that_are_too_large_to_return() throws Exception {
    var error =
        ACall.python(
                """
                def handle(event):
                    with open("big", "wb") as file: file.write(bytes(9 << 20))
                    return {"$file": "big"}
                """)
            .errorOn(functions);
    assertThat(error.message()).contains("too large");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 300})
  void leaves_nothing_of_folders_that_are_deeper_than_a_path_can_be_long(
      int levels, @TempDir Path home) throws Exception {
    var deep =
        ACall.python(
            """
            import os
            root = os.getcwd()
            def handle(levels):
                os.chdir(root)
                before = os.listdir()
                for _ in range(levels):
                    os.mkdir("d" * 200)
                    os.chdir("d" * 200)
                    open("file", "w").close()
                return before
            """);
    try (var own = Functions.open(FunctionSettings.defaults().withHome(home))) {
      // It may be ended for it, where it is slow enough to be seen.
      deep.with(levels).on(own);
      assertThat(deep.with(0).outputOn(own)).isEqualTo(List.of());
      deep.with(levels).on(own);
    }
    assertThat(home).isDirectoryNotContaining("glob:**/run-*");
  }
}
