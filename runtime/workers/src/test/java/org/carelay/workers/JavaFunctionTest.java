package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.workers.FunctionCall.Source;
import org.carelay.workers.FunctionError.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaFunctionTest {
  private Functions functions = Functions.open(FunctionSettings.defaults());

  @BeforeAll
  void open() throws InterruptedException {
    // The first compilation of a compiler's life takes seconds on a busy machine.
    assertThat(functions.check(new Source(Language.JAVA, "Object handle(Object o) { return o; }")))
        .isEmpty();
  }

  @AfterAll
  void close() {
    functions.close();
  }

  private static ACall java(String code) {
    return ACall.of(Language.JAVA, code);
  }

  private static ACall returning(String expression) {
    return java("Object handle(Object event) throws Exception { return " + expression + "; }");
  }

  @Test
  void runs_a_compact_source_file() throws Exception {
    var call =
        java(
            """
            int calls = 0;
            Map<String, Object> handle(Map<String, Object> event, Map<String, Object> context) {
                int bpm = ((Number) event.get("bpm")).intValue();
                return Map.of("high", bpm > 120, "calls", ++calls, "recipe", context.get("recipe"));
            }
            """);
    assertThat(call.with(Map.of("bpm", 130)).outputOn(functions))
        .isEqualTo(Map.of("high", true, "calls", 1, "recipe", "reminders"));
    assertThat(call.with(Map.of("bpm", 90)).outputOn(functions))
        .isEqualTo(Map.of("high", false, "calls", 2, "recipe", "reminders"));
  }

  @Test
  void runs_a_class_with_records_as_parameter_and_result() throws Exception {
    var call =
        java(
            """
            import java.time.*;
            import java.util.*;

            public final class HeartRate {
              enum Device { WATCH, RING }
              record Reading(String patient, int bpm, Instant at, Device device, List<Double> more) {}
              record Grade(String patient, boolean high, LocalDate day, Device device, double most) {}

              Grade handle(Reading reading) {
                return new Grade(reading.patient(), reading.bpm() > 120,
                    reading.at().atZone(ZoneOffset.UTC).toLocalDate(), reading.device(),
                    Collections.max(reading.more()));
              }
            }
            """);
    var reading =
        Map.of(
            "patient", "p-1",
            "bpm", 130,
            "at", "2026-11-22T08:00:00Z",
            "device", "RING",
            "more", List.of(1, new BigDecimal("2.5")));
    assertThat(call.with(reading).outputOn(functions))
        .isEqualTo(
            Map.of(
                "patient", "p-1",
                "high", true,
                "day", "2026-11-22",
                "device", "RING",
                "most", new BigDecimal("2.5")));
    var error = call.with(Map.of("patient", "p-1", "bpm", "many")).errorOn(functions);
    assertThat(error.message()).contains("at /bpm holds a text where the function wants int");
  }

  @Test
  void changes_no_number_on_the_way() throws Exception {
    var numbers =
        List.<Object>of(
            0,
            new BigDecimal("0.1"),
            new BigDecimal("1234567890123456.789"),
            new BigInteger("123456789012345678901234567890"),
            Long.MAX_VALUE,
            new BigDecimal("1E+400"));
    assertThat(returning("event").with(numbers).outputOn(functions)).isEqualTo(numbers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Map.of("a", List.of(1, new Object()))       | at /a/1  | type Object is not JSON
          new double[] {0 / 0.0}                      | at /0    | NaN is not a number
          Map.of("a/b", Float.POSITIVE_INFINITY)      | at /a~1b | Infinity is not a number
          "x".getBytes()                              | result   | bytes are not JSON
          "\\ud800"                                   | result   | half a character
          new ArrayList<Object>() {{ add(this); }}    | at /0    | contains itself
          """,
      quoteCharacter = '`')
  void names_the_place_of_what_is_not_json(String expression, String place, String reason)
      throws Exception {
    var error = returning(expression).errorOn(functions);
    assertThat(error.kind()).isEqualTo(Kind.BAD_RESULT);
    assertThat(error.message()).contains(place).contains(reason);
  }

  @Test
  void refuses_results_that_are_too_deep_or_too_large() throws Exception {
    var deep =
        java(
            "Object handle(int n) { Object a = 1; for (int i = 0; i < n; i++) a = List.of(a);"
                + " return a; }");
    for (var depth : List.of(201, 100_000)) {
      assertThat(deep.with(depth).errorOn(functions).message()).contains("more than 200 levels");
    }
    var large = returning("\"x\".repeat(9_000_000)").errorOn(functions);
    assertThat(large.kind()).isEqualTo(Kind.BAD_RESULT);
    assertThat(large.message()).contains("at most 8388608");
  }

  @Test
  void writes_what_java_has_as_json() throws Exception {
    var call =
        returning(
            "new Object[] {java.time.LocalDate.of(2026, 11, 22), Optional.of(1), 'c', (byte) 3,"
                + " new int[] {1}, new BigDecimal(\"1.10\"), Thread.State.NEW, \"a\\\"b\\n\\u0001\"}");
    assertThat(call.outputOn(functions))
        .isEqualTo(
            List.of(
                "2026-11-22",
                1,
                "c",
                3,
                List.of(1),
                new BigDecimal("1.10"),
                "NEW",
                "a\"b\n\u0001"));
  }

  @Test
  void says_what_was_thrown_and_where_in_the_persons_code() throws Exception {
    var error =
        java("Object handle(Object event) {\n\n  return Integer.parseInt(\"many\");\n}")
            .errorOn(functions);
    assertThat(error.kind()).isEqualTo(Kind.USER_ERROR);
    assertThat(error.message()).isEqualTo("NumberFormatException: For input string: \"many\"");
    assertThat(error.line()).isEqualTo(3);
    var deep = java("Object handle(Object event) {\n  return handle(event);\n}");
    assertThat(deep.errorOn(functions).message()).startsWith("StackOverflowError");
  }

  @Test
  void checks_code_by_compiling_it() throws Exception {
    assertThat(
            functions.check(new Source(Language.JAVA, "Object handle(Object o) {\n  return p;\n}")))
        .singleElement()
        .satisfies(error -> assertThat(error.message()).contains("cannot find symbol"))
        .satisfies(error -> assertThat(error.line()).isEqualTo(2))
        .satisfies(error -> assertThat(error.column()).isEqualTo(10));
    assertThat(functions.check(new Source(Language.JAVA, "class X { }")))
        .singleElement()
        .satisfies(error -> assertThat(error.message()).contains("no method named handle"));
    assertThat(java("Object handle(Object o) { return p; }").errorOn(functions).kind())
        .isEqualTo(Kind.USER_ERROR);
  }

  @Test
  void keeps_what_is_printed_in_order() throws Exception {
    var result =
        java("void handle(Object event) {\n  IO.println(\"one\"); System.err.println(\"two é\");\n}")
            .on(functions);
    assertThat(result).isInstanceOf(FunctionResult.Returned.class);
    assertThat(result.log()).containsExactly("one", "two é");
  }

  @Test
  void ends_what_takes_too_long() throws Exception {
    var loop = java("Object handle(Object event) { while (true) { Thread.onSpinWait(); } }");
    var error = loop.within(Duration.ofMillis(400)).errorOn(functions);
    assertThat(error.kind()).as(error.message()).isEqualTo(Kind.TIMED_OUT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          System.exit(7);                                                     | exit code 7
          Runtime.getRuntime().halt(137);                                     | exit code 137
          new java.io.FileOutputStream(FileDescriptor.out).write("garbage and more".getBytes());   | wrote into
          new java.io.FileOutputStream(FileDescriptor.out).close(); while (true);   | closed the channel
          """,
      quoteCharacter = '`')
  void survives_a_function_that_breaks_its_worker(String statement, String reason)
      throws Exception {
    var error =
        java("void handle(Object event) throws Exception { " + statement + " }")
            .within(Duration.ofSeconds(3))
            .errorOn(functions);
    assertThat(error.message()).contains(reason);
    assertThat(error.kind()).isEqualTo(Kind.CRASHED);
  }

  @Test
  void reports_a_full_heap() throws Exception {
    var code =
        "List<byte[]> kept = new ArrayList<>();\n"
            + "Object handle(Object event) {\n"
            + "  while (true) kept.add(new byte[1 << 20]);\n"
            + "}";
    var error = java(code).errorOn(functions);
    assertThat(error.kind()).isEqualTo(Kind.OUT_OF_MEMORY);
    assertThat(error.message()).contains("\"memory\"");
    assertThat(returning("1").outputOn(functions)).isEqualTo(1);
  }

  @Test
  void replaces_a_process_in_which_threads_were_left() throws Exception {
    var call =
        java(
            "int calls = 0; Object handle(Object event) {"
                + " Thread.ofPlatform().start(() -> { while (true); }); return ++calls; }");
    assertThat(call.on(functions).log()).singleElement().asString().contains("left threads");
    assertThat(call.outputOn(functions)).isEqualTo(1);
  }

  @Test
  void does_not_compile_again_what_an_earlier_runtime_compiled(@TempDir Path home)
      throws Exception {
    var settings = FunctionSettings.defaults().withHome(home);
    var call = java("Object handle(Object event) { return 42; }");
    try (var first = Functions.open(settings)) {
      assertThat(first.check(call.source())).isEmpty();
    }
    try (var second = Functions.open(settings)) {
      assertThat(call.outputOn(second)).isEqualTo(42);
      assertThat(second.workers()).isEqualTo(1);
    }
  }

  @Test
  void takes_large_events_and_gives_large_results() throws Exception {
    var rows = new ArrayList<Map<String, Object>>();
    for (var i = 0; i < 20_000; i++) {
      rows.add(Map.of("id", i, "name", "Row number " + i + " é"));
    }
    assertThat(returning("event").with(rows).outputOn(functions)).isEqualTo(rows);
  }
}
