package org.carelay.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:30:00Z");

  static Scope scope() {
    var row = new HashMap<String, Object>();
    row.put("First name", "Ana");
    row.put("Status", "Ready");
    row.put("Consent", true);
    row.put("Mobile", "(202) 555-0123");
    row.put("Visits", 3);
    row.put("Price", new BigDecimal("12.50"));
    row.put("Id", 9007199254740993L);
    row.put("Zero", 0);
    row.put("Empty", "");
    row.put("Nothing", null);
    var rows =
        List.of(
            Map.<String, Object>of("mrn", "1", "phone", "a"),
            Map.<String, Object>of("mrn", "2", "phone", "b"));
    return new Scope(
        Map.of("row", row, "steps", Map.of("due", Map.of("rows", rows, "none", List.of()))),
        NOW,
        ZoneId.of("America/New_York"));
  }

  private static @Nullable Object evaluate(String text) {
    return Expression.compile(text).evaluate(scope());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '§',
      textBlock =
          """
          row.Status = 'Ready' ==> true
          row.Consent = true ==> true
          row.Zero = 0 ==> true
          row.Status != 'Ready' ==> false
          row.`First name` & '!' ==> Ana!
          row.Visits + 1 ==> 4
          row.Price ==> 12.50
          row.Id ==> 9007199254740993
          $$.row.Visits ==> 3
          $.row.Visits ==> 3
          $lookup(row, 'Price') ==> 12.50
          $count(steps.due.rows) ==> 2
          $join(steps.due.rows.phone, ',') ==> a,b
          steps.due.rows[mrn='2'].phone ==> b
          steps.due.rows[0].phone ==> a
          $map(steps.due.rows, function($r){ $r.phone & row.Status })[1] ==> bReady
          row.Absent ? 'yes' : 'no' ==> no
          row.Absent ?: 'else' ==> else
          row.Absent ?? 'else' ==> else
          ($name := row.`First name`; $uppercase($name)) ==> ANA
          row.`First name` ~> $uppercase ==> ANA
          ($f := function($n){ $n <= 1 ? 1 : $n * $f($n - 1) }; $f(5)) ==> 120
          $contains(row.Mobile, /5{3}/) ==> true
          row.Mobile.$contains('555') ==> true
          $replace(row.Mobile, /[^0-9]/, '') ==> 2025550123
          $replace('a.b.c', '.', '-', 1) ==> a-b.c
          $replace('John Smith', /(\\w+) (\\w+)/, '$2, $1') ==> Smith, John
          $join($split('a, b,c', /, ?/), '|') ==> a|b|c
          $match('ab12', /[0-9]/)[0].match ==> 1
          $pad('7', -3, '0') ==> 007
          $sum([1..10]) ==> 55
          $now() ==> 2026-11-22T14:30:00Z
          now ==> 2026-11-22T14:30:00Z
          $millis() ==> 1795357800000
          $phone(row.Mobile) ==> +12025550123
          $exists($phone('555')) ==> false
          $phone('030 123456', 'DE') ==> +4930123456
          $mask('+12025550123') ==> ********0123
          $mask('ana@example.org') ==> a***@example.org
          $formatDate('2026-11-22T14:30:00Z', 'EEE d MMM, h:mm a') ==> Sun 22 Nov, 9:30 AM
          $formatDate('2026-11-22 14:30:00+00', 'HH:mm', 'Europe/Berlin') ==> 15:30
          $formatDate('2026-11-22', 'd MMMM yyyy') ==> 22 November 2026
          $formatDate('2026-11-22T08:00', 'HH:mm') ==> 08:00
          $plus('2026-10-31T13:00:00Z', 'P1D') ==> 2026-11-01T14:00:00Z
          $plus('2026-10-31T13:00:00Z', 'PT24H') ==> 2026-11-01T13:00:00Z
          $plus('2026-01-31', 'P1M') ==> 2026-02-28
          $minus('2026-01-31T10:00', 'P1DT1H') ==> 2026-01-30T09:00
          $date() ==> 2026-11-22
          $date('2026-11-23T02:00:00Z') ==> 2026-11-22
          $time('2026-11-23T02:00:00Z') ==> 21:00
          $instant('2026-11-22T09:00') ==> 2026-11-22T14:00:00Z
          $daysBetween('2026-11-22', '2026-12-01') ==> 9
          $before('2026-11-22T09:00', '2026-11-22T14:30:00Z') ==> true
          $age('1990-11-23') ==> 35
          """)
  void gives_what_the_language_says(String text, String expected) {
    assertThat(String.valueOf(evaluate(text))).isEqualTo(expected);
  }

  @Test
  void tells_nothing_apart_from_null() {
    assertThat(Expression.compile("row.Absent").value(scope()))
        .isInstanceOf(Expression.Value.Undefined.class);
    assertThat(Expression.compile("row.Nothing").value(scope()))
        .isEqualTo(new Expression.Value.Given(null));
    assertThat(Expression.compile("(row.Nothing)").value(scope()))
        .isEqualTo(new Expression.Value.Given(null));
    assertThat(Expression.compile("row.Status.Deeper.Still").value(scope()))
        .isInstanceOf(Expression.Value.Undefined.class);
    assertThat(evaluate("{'a': row.Nothing, 'b': row.Absent}"))
        .isEqualTo(Collections.singletonMap("a", null));
  }

  @Test
  void a_plain_path_gives_what_the_library_gives() {
    for (var path :
        List.of(
            "row",
            "row.Status",
            "row.Nothing",
            "row.Nothing.More",
            "row.Absent",
            "row.Empty",
            "steps.due.rows",
            "steps.due.none",
            "steps.due.rows.phone",
            "steps.due.none.phone",
            "row.Price.More")) {
      assertThat(Expression.compile(path).value(scope()))
          .as(path)
          .isEqualTo(Expression.compile("(" + path + ")").value(scope()));
    }
  }

  @Test
  void passes_whole_values_through_untouched() {
    var scope = scope();
    var row = scope.names().get("row");
    assertThat(Expression.compile("row").evaluate(scope)).isSameAs(row);
    assertThat(Expression.compile("row.Price").evaluate(scope)).isEqualTo(new BigDecimal("12.50"));
    assertThat(Expression.compile("{'p': row.Price, 'i': row.Id}").evaluate(scope))
        .isEqualTo(Map.of("p", new BigDecimal("12.50"), "i", 9007199254740993L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '§',
      textBlock =
          """
          row.Absent ==> false
          row.Nothing ==> false
          row.Zero ==> false
          row.Empty ==> false
          steps.due.none ==> false
          row.Status ==> true
          row.Visits ==> true
          row ==> true
          """)
  void tests_truth_by_the_rules_of_jsonata(String text, boolean expected) {
    assertThat(Expression.compile(text).test(scope())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '§',
      textBlock =
          """
          row. ==> expression-syntax ==> 4
          row.Status = = 'x' ==> expression-syntax ==> 14
          'open ==> expression-syntax ==> 5
          $eval('1') ==> unknown-function ==> 5
          $random() ==> unknown-function ==> 7
          $formatdate(now, 'd') ==> unknown-function ==> 11
          uppercase('x') ==> not-a-function ==> 10
          ($x := row; $x('y')) ==> not-a-function ==> 14
          row ~> /a/ ==> pattern-misplaced ==> 10
          $map([1], /a/) ==> pattern-misplaced ==> 13
          /((/ ==> expression-syntax ==> 4
          $contains('x', /+a/) ==> expression-syntax ==> -1
          """)
  void refuses_what_is_no_expression(String text, String code, int position) {
    var refusal = catchThrowableOfType(ExpressionException.class, () -> Expression.compile(text));
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
    assertThat(refusal.position()).isEqualTo(position);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '§',
      textBlock =
          """
          ($f := function($x){ $f($x + 1) }; $f(1)) ==> expression-bounds
          ($f := function($x){ 1 + $f($x + 1) }; $f(1)) ==> expression-bounds
          $map([1..5000], function($i){ $map([1..5000], function($j){ $i * $j }) }) ==> expression-bounds
          $sum([1..9000000]) ==> expression-bounds
          ($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $f('xxxxxxxx', 60)) ==> expression-bounds
          $pad('x', 1000000000) ==> expression-failed
          $contains('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(.*a){25}b/) ==> expression-bounds
          $number(row.Status) ==> expression-failed
          row.Status + 1 ==> expression-failed
          row.Status > 1 ==> expression-failed
          function($x){ $x } ==> expression-failed
          $error(row.Status) ==> expression-failed
          $plus(row.Status, 'P1D') ==> expression-failed
          $plus(now, 'tomorrow') ==> expression-failed
          true and $map([1,2], function($i){ $plus(row.Status, 'P1D') }) ==> expression-failed
          """)
  void stops_in_time_and_names_no_data(String text, String code) {
    long start = System.nanoTime();
    var failure =
        catchThrowableOfType(
            ExpressionException.class, () -> Expression.compile(text).evaluate(scope()));
    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
    assertThat(failure.getMessage()).doesNotContain("Ready").contains(text.substring(0, 5));
    assertThat(System.nanoTime() - start).isLessThan(60_000_000_000L);
  }

  @Test
  void refuses_absurd_nesting_and_length() {
    for (var text :
        List.of("(".repeat(9_000), "[".repeat(9_000), "-".repeat(9_000), "x".repeat(30_000))) {
      var refusal = catchThrowableOfType(ExpressionException.class, () -> Expression.compile(text));
      assertThat(refusal).as(text.substring(0, 3)).isNotNull();
    }
    assertThat(evaluate("1 + 1")).isEqualTo(2);
  }

  @Test
  void many_threads_share_one_expression_without_seeing_each_other() throws Exception {
    var shared =
        Expression.compile(
            "($n := row.n; $w := $exists($leak) ? 'leak' : 'ok'; $leak := $n; $w & $n)"
                .replace("$exists($leak)", "$exists(row.leak)"));
    var tasks = new ArrayList<Callable<Long>>();
    for (int t = 0; t < 8; t++) {
      int thread = t;
      tasks.add(
          () -> {
            long wrong = 0;
            for (int i = 0; i < 2_000; i++) {
              var name = thread + "-" + i;
              var names = new LinkedHashMap<String, Object>();
              names.put("row", Map.of("n", name));
              var scope = new Scope(names, NOW, ZoneId.of("UTC"));
              wrong += ("ok" + name).equals(shared.evaluate(scope)) ? 0 : 1;
            }
            return wrong;
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(tasks)) {
        assertThat(result.get()).isZero();
      }
    }
  }

  /** Each operator over every pair of kinds of values, as path and as literal. */
  @Test
  void a_quick_comparison_comes_to_what_the_library_says() {
    var values = new LinkedHashMap<String, Object>();
    values.put("text", "a");
    values.put("digits", "10");
    values.put("int", 10);
    values.put("long", 10L);
    values.put("double", 10.0);
    values.put("nan", Double.NaN);
    values.put("exact", new BigDecimal("10.00"));
    values.put("more", new BigDecimal("10.01"));
    values.put("yes", true);
    values.put("nothing", null);
    values.put("list", List.of(10, 11));
    values.put("one", List.of(10));
    values.put("none", List.of());
    values.put("object", Map.of("a", 1));
    var scope = new Scope(Map.of("v", values), NOW, ZoneId.of("UTC"));
    var operands = new ArrayList<String>(List.of("v.missing", "v.list.x", "gone", "v"));
    values.keySet().forEach(name -> operands.add("v." + name));
    operands.addAll(List.of("'a'", "'10'", "10", "10.0", "9", "-1", "true", "false", "null"));
    for (var operator : List.of("=", "!=", "<", "<=", ">", ">=")) {
      for (var left : operands) {
        for (var right : operands) {
          var comparison = left + " " + operator + " " + right;
          for (var text :
              List.of(comparison, comparison + " and v.yes", "v.int = 10 or " + comparison)) {
            var expression = Expression.compile(text);
            assertThat(outcome(() -> expression.value(scope)))
                .as(text)
                .isEqualTo(outcome(() -> expression.byLibrary(scope)));
          }
        }
      }
    }
  }

  private static Object outcome(Callable<Expression.Value> evaluation) {
    try {
      return evaluation.call();
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void never_changes_the_data_it_reads() {
    var none = new ArrayList<Object>();
    var scope = new Scope(Map.of("rows", none), NOW, ZoneId.of("UTC"));
    assertThat(Expression.compile("rows{mrn: phone}").evaluate(scope)).isEqualTo(Map.of());
    assertThat(Expression.compile("$sort(rows)").evaluate(scope)).isEqualTo(List.of());
    assertThat(none).isEmpty();
    var row = new HashMap<String, Object>(Map.of("a", 1));
    var one = new Scope(Map.of("row", row), NOW, ZoneId.of("UTC"));
    assertThat(Expression.compile("row ~> |$|{'a': 2}|").evaluate(one)).isEqualTo(Map.of("a", 2));
    assertThat(row).containsEntry("a", 1);
  }

  @Test
  void lists_the_names_it_reads() {
    var expression =
        Expression.compile(
            "steps.due.rows[mrn = row.Id].phone & $$.event.id & $map(rows, function($r){ $r.x & now })");
    assertThat(expression.references().stream().map(ExpressionSyntax.Reference::path))
        .containsExactly(
            List.of("steps", "due", "rows", "phone"),
            List.of("event", "id"),
            List.of("rows"),
            List.of("now"));
  }
}
