package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.carelay.workers.FunctionCall.Source;
import org.carelay.workers.FunctionError.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaScriptFunctionTest {
  private final Functions functions = Functions.open(FunctionSettings.defaults());

  @AfterAll
  void close() {
    functions.close();
  }

  private static ACall javaScript(String code) {
    return ACall.of(Language.JAVASCRIPT, code);
  }

  private static ACall returning(String expression) {
    return javaScript("export function handle(event, context) { return (" + expression + ") }");
  }

  @Test
  void gets_the_event_and_the_context_and_returns_json() throws Exception {
    var call = returning("{ high: event.bpm > 120, recipe: context.recipe, none: undefined }");
    assertThat(call.with(Map.of("bpm", 130)).outputOn(functions))
        .isEqualTo(Map.of("high", true, "recipe", "reminders"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          export async function handle(event) { await null; return 1 }
          export const handle = async (event) => 1
          export default function (event) { return 1 }
          function handle() { return 1 }; export { handle }
          import { setTimeout as sleep } from 'node:timers/promises'; export async function handle() { await sleep(5); return 1 }
          """)
  void takes_any_way_to_export_a_function(String code) throws Exception {
    assertThat(functions.check(new Source(Language.JAVASCRIPT, code))).isEmpty();
    assertThat(javaScript(code).outputOn(functions)).isEqualTo(1);
  }

  @Test
  void changes_no_number_on_the_way() throws Exception {
    var numbers =
        List.<Object>of(
            0,
            new BigDecimal("0.1"),
            new BigInteger("123456789012345678901234567890"),
            Long.MAX_VALUE,
            new BigDecimal("1E+3"));
    assertThat(returning("event").with(numbers).outputOn(functions))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .map(number -> new BigDecimal(number.toString()))
        .usingElementComparator(BigDecimal::compareTo)
        .isEqualTo(numbers.stream().map(number -> new BigDecimal(number.toString())).toList());
  }

  @Test
  void gives_what_no_number_can_hold_as_text() throws Exception {
    var decimal = new BigDecimal("1234567890123456.789");
    assertThat(returning("[typeof event, event]").with(decimal).outputOn(functions))
        .isEqualTo(List.of("string", "1234567890123456.789"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { a: [1, new Set([2])] }         | at /a/1   | a Set is not JSON
          { a: NaN }                       | at /a     | NaN is not a number
          [1 / 0]                          | at /0     | Infinity is not a number
          { 'a/b': () => 1 }               | at /a~1b  | a function is not JSON
          [undefined]                      | at /0     | undefined is not JSON
          { at: new Date('x') }            | at /at    | invalid Date
          { pdf: Buffer.from('x') }        | at /pdf   | bytes are not JSON
          new Map([[1, 2]])                | result    | a Map is not JSON
          [Promise.resolve(1)]             | at /0     | put await before
          '\\ud800'                        | result    | half a character
          (() => { const a = []; a.push(a); return a })()   | at /0 | contains itself
          { n: Symbol('x') }               | at /n     | a symbol is not JSON
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
    for (var depth : List.of(201, 5_000, 100_000)) {
      var deep =
          javaScript(
              "export function handle(n) { let a = []; for (let i = 0; i < n; i++) a = [a];"
                  + " return a }");
      var error = deep.with(depth).errorOn(functions);
      assertThat(error.kind()).isEqualTo(Kind.BAD_RESULT);
      assertThat(error.message()).contains("more than 200 levels");
    }
    var large = returning("'x'.repeat(9_000_000)").errorOn(functions);
    assertThat(large.kind()).isEqualTo(Kind.BAD_RESULT);
    assertThat(large.message()).contains("at most 8388608");
  }

  @Test
  void writes_dates_as_iso_text() throws Exception {
    assertThat(returning("[new Date(0), { toJSON: () => 5 }, 12n]").outputOn(functions))
        .isEqualTo(List.of("1970-01-01T00:00:00.000Z", 5, 12));
  }

  @Test
  void says_what_was_thrown_and_where_in_the_persons_code() throws Exception {
    var error =
        javaScript("export function handle(event) {\n\n  return event.a.b.c\n}").errorOn(functions);
    assertThat(error.kind()).isEqualTo(Kind.USER_ERROR);
    assertThat(error.message()).startsWith("TypeError: Cannot read properties of undefined");
    assertThat(error.line()).isEqualTo(3);
    assertThat(
            javaScript("export function handle() { throw 'plain' }").errorOn(functions).message())
        .isEqualTo("Thrown: plain");
  }

  @Test
  void says_where_code_can_not_be_loaded() throws Exception {
    assertThat(javaScript("export function handle(event) {\n  return (\n}").errorOn(functions))
        .satisfies(error -> assertThat(error.message()).startsWith("SyntaxError"))
        .satisfies(error -> assertThat(error.line()).isEqualTo(3));
    assertThat(
            javaScript("import 'nowhere'\nexport function handle() {}")
                .errorOn(functions)
                .message())
        .contains("Cannot find package 'nowhere'");
    assertThat(javaScript("const x = 1").errorOn(functions).message()).contains("named handle");
    assertThat(javaScript("exports.handle = () => 1").errorOn(functions).message())
        .contains("this is an ES module: write: export function handle(event)");
  }

  @Test
  void reports_errors_that_no_call_of_handle_threw() throws Exception {
    var timer =
        javaScript(
            "export function handle() { return new Promise(() => setTimeout(() => {"
                + " throw new Error('late') }, 1)) }");
    assertThat(timer.errorOn(functions).message()).contains("late");
    var rejected =
        javaScript(
            "export async function handle() { Promise.reject(new Error('lost'));"
                + " await new Promise(done => setTimeout(done, 50)) }");
    assertThat(rejected.errorOn(functions).message()).contains("lost");
    var never = javaScript("export function handle() { return new Promise(() => {}) }");
    assertThat(never.errorOn(functions).message()).contains("nothing will ever settle");
  }

  @Test
  void keeps_what_is_printed_in_order_by_whatever_means() throws Exception {
    var result =
        javaScript(
                """
                import { writeSync } from "node:fs";
                export function handle(event) {
                  console.log("one", { a: 1 });
                  console.error("two");
                  writeSync(2, "three\\n");
                  process.stdout.write("four é");
                }
                """)
            .on(functions);
    assertThat(result.log()).containsExactly("one { a: 1 }", "two", "three", "four é");
  }

  @Test
  void ends_what_takes_too_long() throws Exception {
    for (var forever :
        List.of("while (event) {}", "return new Promise(() => setInterval(() => {}, 1000))")) {
      var error =
          javaScript("export function handle(event) { " + forever + " }")
              .with(true)
              .within(Duration.ofMillis(400))
              .errorOn(functions);
      assertThat(error.kind()).isEqualTo(Kind.TIMED_OUT);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          process.exit(7)                                     | exit code 7
          process.kill(process.pid, 9)                        | exit code 137
          fs.writeSync(1, 'garbage and more')                 | wrote into the channel
          fs.writeSync(1, '\\0\\0\\0\\x02{}')                 | wrote into the channel
          fs.closeSync(0); fs.closeSync(1); for (;;) {}       | closed the channel
          """,
      quoteCharacter = '`')
  void survives_a_function_that_breaks_its_worker(String statement, String reason)
      throws Exception {
    var error =
        javaScript("import fs from 'node:fs'; export function handle() { " + statement + " }")
            .within(Duration.ofSeconds(3))
            .errorOn(functions);
    assertThat(error.message()).contains(reason);
    assertThat(error.kind()).isEqualTo(Kind.CRASHED);
    assertThat(returning("1").outputOn(functions)).isEqualTo(1);
  }

  @Test
  void replaces_a_process_in_which_timers_were_left() throws Exception {
    var call =
        javaScript(
            "let calls = 0; export function handle() { setInterval(() => {}, 10); return ++calls }");
    var result = call.on(functions);
    assertThat(result.log()).singleElement().asString().contains("left timers");
    assertThat(call.outputOn(functions)).isEqualTo(1);
  }

  @Test
  void takes_large_events_and_gives_large_results() throws Exception {
    var rows = new ArrayList<Map<String, Object>>();
    for (var i = 0; i < 20_000; i++) {
      rows.add(Map.of("id", i, "name", "Row number " + i + " é"));
    }
    assertThat(returning("event").with(rows).outputOn(functions)).isEqualTo(rows);
  }

  @Test
  void checks_code_without_running_it() throws Exception {
    assertThat(functions.check(new Source(Language.JAVASCRIPT, "export function handle( {\n\n")))
        .singleElement()
        .satisfies(error -> assertThat(error.kind()).isEqualTo(Kind.USER_ERROR))
        .satisfies(error -> assertThat(error.line()).isNotNull());
    assertThat(
            functions.check(
                new Source(
                    Language.JAVASCRIPT,
                    "import x from 'not-here'; process.exit(1); export function handle() {}")))
        .isEmpty();
    assertThat(functions.check(new Source(Language.JAVASCRIPT, "function handle() {}")))
        .singleElement()
        .satisfies(error -> assertThat(error.message()).contains("export function handle"));
  }
}
