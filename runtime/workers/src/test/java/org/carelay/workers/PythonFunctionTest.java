package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.carelay.workers.FunctionError.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PythonFunctionTest {
  private Functions functions = Functions.open(FunctionSettings.defaults());

  @BeforeAll
  void open() {
    assertThat(functions.workers()).isZero();
  }

  @AfterAll
  void close() {
    functions.close();
  }

  @Test
  void gets_the_event_and_returns_json() throws Exception {
    var output =
        ACall.python(
                """
                import re
                def handle(event):
                    digits = re.sub(r"\\D", "", event["phone"])
                    return {"phone": "+1" + digits, "ok": len(digits) == 10}
                """)
            .with(Map.of("phone", "(555) 555-0123"))
            .outputOn(functions);
    assertThat(output).isEqualTo(Map.of("phone", "+15555550123", "ok", true));
  }

  @Test
  void gives_the_context_to_a_second_parameter() throws Exception {
    var call = ACall.python("def handle(event, context): return context['recipe']");
    assertThat(call.outputOn(functions)).isEqualTo("reminders");
  }

  @Test
  void waits_for_an_async_function() throws Exception {
    var call =
        ACall.python(
            """
            import asyncio
            async def handle(event):
                await asyncio.sleep(0)
                return 1
            """);
    assertThat(call.outputOn(functions)).isEqualTo(1);
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
            new BigDecimal("1E+3"),
            new BigDecimal("1E+400"));
    assertThat(ACall.python("def handle(event): return event").with(numbers).outputOn(functions))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .map(number -> new BigDecimal(number.toString()))
        .usingElementComparator(BigDecimal::compareTo)
        .isEqualTo(numbers.stream().map(number -> new BigDecimal(number.toString())).toList());
  }

  @Test
  void lets_code_reckon_with_plain_floats() throws Exception {
    var call = ACall.python("def handle(event): return event['a'] * 2.0 + event['b']");
    assertThat(call.with(Map.of("a", new BigDecimal("0.25"), "b", 1)).outputOn(functions))
        .isEqualTo(new BigDecimal("1.5"));
  }

  @Test
  void writes_dates_as_iso_text() throws Exception {
    var call =
        ACall.python(
            """
            import datetime, decimal, uuid
            def handle(event):
                return [datetime.date(2026, 11, 22), datetime.datetime(2026, 11, 22, 8, 0),
                        decimal.Decimal("1.10"), uuid.UUID(int=0), (1, 2)]
            """);
    assertThat(call.outputOn(functions))
        .isEqualTo(
            List.of(
                "2026-11-22",
                "2026-11-22T08:00:00",
                new BigDecimal("1.10"),
                "00000000-0000-0000-0000-000000000000",
                List.of(1, 2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'a': [1, {2}]}                    | at /a/1 | a set is not JSON
          {'a': float('nan')}                | at /a   | nan is not a number
          [float('inf')]                     | at /0   | inf is not a number
          {'pdf': b'x'}                      | at /pdf | bytes are not JSON
          {'a/b': object()}                  | at /a~1b | type object
          chr(0xd800)                        | result  | half a character
          {(1, 2): 3}                        | result  | keys must be text
          [handle]                           | at /0   | type function
          """)
  void names_the_place_of_what_is_not_json(String expression, String place, String reason)
      throws Exception {
    var error = ACall.python("def handle(event): return " + expression).errorOn(functions);
    assertThat(error.kind()).isEqualTo(Kind.BAD_RESULT);
    assertThat(error.message()).contains(place).contains(reason);
  }

  @Test
  void refuses_results_that_contain_themselves_or_are_too_deep_or_too_large() throws Exception {
    var cyclic = ACall.python("def handle(event):\n  a = []\n  a.append(a)\n  return a");
    assertThat(cyclic.errorOn(functions).message()).contains("contains itself");
    for (var depth : List.of(201, 900, 100_000)) {
      var deep =
          ACall.python(
              "def handle(event):\n  a = []\n  for i in range(event): a = [a]\n  return a");
      var error = deep.with(depth).errorOn(functions);
      assertThat(error.kind()).isEqualTo(Kind.BAD_RESULT);
      assertThat(error.message()).contains("more than 200 levels");
    }
    var large = ACall.python("def handle(event): return 'x' * 9_000_000").errorOn(functions);
    assertThat(large.kind()).isEqualTo(Kind.BAD_RESULT);
    assertThat(large.message()).contains("at most 8388608");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10 ** 2000", "decimal.Decimal('1E+999999999')", "{'x' * 60_000: 1}"})
  void refuses_results_that_would_take_the_memory_of_many(String expression) throws Exception {
    var call = ACall.python("import decimal\ndef handle(event): return " + expression);
    var error = call.errorOn(functions);
    assertThat(error.kind()).isEqualTo(Kind.BAD_RESULT);
    assertThat(error.message()).contains("more than a thousand digits");
  }

  @Test
  void says_what_was_thrown_and_where_in_the_persons_code() throws Exception {
    var error =
        ACall.python("import json\ndef handle(event):\n\n    return json.loads('{')\n")
            .errorOn(functions);
    assertThat(error.kind()).isEqualTo(Kind.USER_ERROR);
    assertThat(error.message()).startsWith("JSONDecodeError: Expecting property name");
    assertThat(error.line()).isEqualTo(4);
  }

  @Test
  void says_where_code_can_not_be_loaded() throws Exception {
    assertThat(ACall.python("def handle(event):\n  return (").errorOn(functions))
        .satisfies(error -> assertThat(error.message()).startsWith("SyntaxError"))
        .satisfies(error -> assertThat(error.line()).isEqualTo(2));
    assertThat(ACall.python("\nimport nowhere").errorOn(functions))
        .satisfies(
            error ->
                assertThat(error.message())
                    .isEqualTo("ModuleNotFoundError: No module named 'nowhere'"))
        .satisfies(error -> assertThat(error.line()).isEqualTo(2));
    assertThat(ACall.python("x = 1").errorOn(functions).message()).contains("named handle");
  }

  @Test
  void keeps_what_is_printed_in_order_by_whatever_means() throws Exception {
    var result =
        ACall.python(
                """
                import os, sys
                def handle(event):
                    print("one")
                    print("two", file=sys.stderr)
                    os.write(1, b"three\\n")
                    sys.stdout.write("four é")
                """)
            .on(functions);
    assertThat(result.log()).containsExactly("one", "two", "three", "four é");
  }

  @Test
  void keeps_the_beginning_and_the_end_of_a_flood_of_lines() throws Exception {
    var result =
        ACall.python("def handle(event):\n  for i in range(20_000): print('line', i)\n  return 1")
            .on(functions);
    assertThat(result).isInstanceOf(FunctionResult.Returned.class);
    assertThat(result.log())
        .hasSizeLessThan(10_000)
        .startsWith("line 0", "line 1")
        .endsWith("line 19998", "line 19999")
        .anyMatch(line -> line.matches("\\.\\.\\. \\d+ bytes were not kept \\.\\.\\."));
  }

  @Test
  void ends_what_takes_too_long_and_keeps_its_log() throws Exception {
    var call =
        ACall.python("def handle(event):\n  print('begun')\n  while event: pass\n  return 'fine'");
    var result = call.with(true).within(Duration.ofMillis(300)).on(functions);
    assertThat(result.log()).containsExactly("begun");
    assertThat(result)
        .isInstanceOfSatisfying(
            FunctionResult.Failed.class,
            failed -> {
              assertThat(failed.error().kind()).isEqualTo(Kind.TIMED_OUT);
              assertThat(failed.error().message()).contains("0.3 s").contains("\"timeout\"");
            });
    assertThat(result.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    assertThat(call.with(false).outputOn(functions)).isEqualTo("fine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          os._exit(7)                                              | exit code 7
          os.kill(os.getpid(), 9)                                  | exit code 137
          os.closerange(0, 30); time.sleep(9)                      | closed the channel
          [w(i, b'garbage and more of it') for i in range(3, 30)]  | wrote into the channel
          [w(i, b'\\0\\0\\0\\2{}') for i in range(3, 30)]          | wrote into the channel
          """)
  void survives_a_function_that_breaks_its_worker(String statement, String reason)
      throws Exception {
    var code =
        """
        import os, time
        def w(fd, data):
            try: os.write(fd, data)
            except OSError: pass
        def handle(event):
            %s
        """
            .formatted(statement);
    var error = ACall.python(code).within(Duration.ofSeconds(3)).errorOn(functions);
    assertThat(error.message()).contains(reason);
    assertThat(error.kind()).isEqualTo(Kind.CRASHED);
    assertThat(ACall.python("def handle(event): return 1").outputOn(functions)).isEqualTo(1);
  }

  @Test
  void keeps_globals_for_the_next_call_unless_it_is_to_be_fresh() throws Exception {
    var call = ACall.python("seen = []\ndef handle(event):\n  seen.append(1)\n  return len(seen)");
    assertThat(call.outputOn(functions)).isEqualTo(1);
    assertThat(call.outputOn(functions)).isEqualTo(2);
    assertThat(call.fresh().outputOn(functions)).isEqualTo(1);
    assertThat(call.fresh().outputOn(functions)).isEqualTo(1);
    assertThat(call.ofRecipe("another").outputOn(functions)).isEqualTo(1);
  }

  @Test
  void takes_large_events_and_gives_large_results() throws Exception {
    var rows = new ArrayList<Map<String, Object>>();
    for (var i = 0; i < 20_000; i++) {
      rows.add(Map.of("id", i, "name", "Row number " + i + " é"));
    }
    var output = ACall.python("def handle(event): return event").with(rows).outputOn(functions);
    assertThat(output).isEqualTo(rows);
  }

  @Test
  void checks_code_without_running_it() throws Exception {
    var source =
        new FunctionCall.Source(Language.PYTHON, "def handle(event):\n    return event[\n");
    assertThat(functions.check(source))
        .singleElement()
        .satisfies(error -> assertThat(error.kind()).isEqualTo(Kind.USER_ERROR))
        .satisfies(error -> assertThat(error.line()).isEqualTo(2));
    var exits =
        new FunctionCall.Source(Language.PYTHON, "import os\nos._exit(1)\ndef handle(event): pass");
    assertThat(functions.check(exits)).isEmpty();
  }
}
