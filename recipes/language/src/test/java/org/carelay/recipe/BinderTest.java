package org.carelay.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BinderTest {
  enum Missed {
    SKIP,
    RUN_LATEST
  }

  record Range(int from, int to) {
    Range {
      if (from > to) {
        throw new IllegalArgumentException("\"from\" must not be after \"to\"");
      }
    }

    public static Range parse(String text) {
      var ends = text.split("-", -1);
      return new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }
  }

  record All(
      @Nullable String text,
      @Nullable Boolean truth,
      @Nullable Integer number,
      @Nullable Long large,
      @Nullable Double real,
      @Nullable BigDecimal decimal,
      @Nullable Duration duration,
      @Nullable Instant instant,
      @Nullable ZoneId zone,
      @Nullable URI uri,
      @Nullable LocalTime time,
      @Nullable Missed choice,
      @Nullable Range range,
      @Nullable List<Range> ranges,
      @Nullable List<String> texts,
      @Nullable Map<String, Integer> counts,
      @Nullable Map<String, Object> values,
      @Nullable Object any) {}

  record Needed(@Describe(title = "Phone number") String phone, int count, boolean sure) {}

  static Stream<Arguments> fits() {
    return Stream.of(
        Arguments.of("text", "a", "a"),
        Arguments.of("text", 5, "5"),
        Arguments.of("text", new BigDecimal("1E+3"), "1000"),
        Arguments.of("text", 7.0, "7"),
        Arguments.of("text", true, "true"),
        Arguments.of("truth", true, true),
        Arguments.of("truth", "FALSE", false),
        Arguments.of("number", 5, 5),
        Arguments.of("number", new BigDecimal("5.0"), 5),
        Arguments.of("number", "5", 5),
        Arguments.of("large", 9007199254740993L, 9007199254740993L),
        Arguments.of("large", "9007199254740993", 9007199254740993L),
        Arguments.of("real", 1, 1.0),
        Arguments.of("decimal", new BigDecimal("12.50"), new BigDecimal("12.50")),
        Arguments.of("decimal", 0.1, new BigDecimal("0.1")),
        Arguments.of("duration", "PT5S", Duration.ofSeconds(5)),
        Arguments.of("duration", "P2W", Duration.ofDays(14)),
        Arguments.of("instant", "2026-11-22T09:00:00-05:00", Instant.parse("2026-11-22T14:00:00Z")),
        Arguments.of("zone", "Europe/Berlin", ZoneId.of("Europe/Berlin")),
        Arguments.of("uri", "https://example.org/a?b=c", URI.create("https://example.org/a?b=c")),
        Arguments.of("time", "21:00", LocalTime.of(21, 0)),
        Arguments.of("choice", "run-latest", Missed.RUN_LATEST),
        Arguments.of("choice", "runLatest", Missed.RUN_LATEST),
        Arguments.of("choice", "RUN_LATEST", Missed.RUN_LATEST),
        Arguments.of("range", Map.of("from", 1, "to", 2), new Range(1, 2)),
        Arguments.of("range", "1-2", new Range(1, 2)),
        Arguments.of("ranges", "1-2", List.of(new Range(1, 2))),
        Arguments.of(
            "ranges",
            List.of("1-2", Map.of("from", 3, "to", 4)),
            List.of(new Range(1, 2), new Range(3, 4))),
        Arguments.of("texts", "one", List.of("one")),
        Arguments.of("texts", List.of(), List.of()),
        Arguments.of("counts", Map.of("a", 1), Map.of("a", 1)),
        Arguments.of(
            "values", Map.of("a", Map.of("b", List.of(1))), Map.of("a", Map.of("b", List.of(1)))),
        Arguments.of("any", List.of("x"), List.of("x")));
  }

  @ParameterizedTest
  @MethodSource("fits")
  void takes_what_fits(String name, Object json, Object expected) throws Exception {
    var bound = Binder.bind(Map.of(name, json), All.class);
    assertThat(All.class.getDeclaredMethod(name).invoke(bound)).isEqualTo(expected);
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of("text", List.of("secret"), "wrong-type", "must be a text, not a list"),
        Arguments.of("truth", "perhaps", "wrong-type", "true or false"),
        Arguments.of("truth", 1, "wrong-type", "true or false"),
        Arguments.of("number", 1.5, "wrong-type", "whole number"),
        Arguments.of("number", 3_000_000_000L, "wrong-type", "whole number between"),
        Arguments.of("number", "secret", "wrong-type", "a number, not a text"),
        Arguments.of("number", new BigDecimal("1e999999999"), "wrong-type", "whole number"),
        Arguments.of("real", new BigDecimal("1e999"), "wrong-type", "smaller"),
        Arguments.of("decimal", Map.of(), "wrong-type", "a number, not an object"),
        Arguments.of("duration", "P1M", "wrong-type", "PT2H"),
        Arguments.of("duration", 5, "wrong-type", "PT2H"),
        Arguments.of("instant", "2026-11-22", "wrong-type", "instant such as"),
        Arguments.of("zone", "Mars", "wrong-type", "America/New_York"),
        Arguments.of("uri", "ht tp://", "wrong-type", "https://example.org"),
        Arguments.of("choice", "later", "wrong-type", "skip, run-latest"),
        Arguments.of("range", 5, "wrong-type", "object or a text"),
        Arguments.of("range", Map.of("from", 2, "to", 1), "invalid-value", "must not be after"),
        Arguments.of("range", "secret", "invalid-value", ""),
        Arguments.of("counts", List.of(), "wrong-type", "an object, not a list"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void says_what_does_not_fit_and_never_quotes_it(
      String name, Object json, String code, String sentence) {
    var refusal =
        catchThrowableOfType(
            BindingException.class, () -> Binder.bind(Map.of(name, json), All.class));
    assertThat(refusal.problems()).hasSize(1);
    assertThat(refusal.problems().getFirst().pointer()).isEqualTo("/" + name);
    assertThat(refusal.problems().getFirst().code()).isEqualTo(code);
    assertThat(refusal.getMessage()).contains(sentence).doesNotContain("secret");
  }

  @Test
  void reports_everything_at_once() {
    var refusal =
        catchThrowableOfType(
            BindingException.class,
            () -> Binder.bind(Map.of("pone", "x", "count", "many"), Needed.class));
    assertThat(refusal.problems())
        .extracting(InputProblem::pointer, InputProblem::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("/pone", "unknown-property"),
            org.assertj.core.groups.Tuple.tuple("/phone", "missing-property"),
            org.assertj.core.groups.Tuple.tuple("/count", "wrong-type"),
            org.assertj.core.groups.Tuple.tuple("/sure", "missing-property"));
    assertThat(refusal.getMessage())
        .contains("did you mean \"phone\"?", "(Phone number) is needed");
  }

  @Test
  void points_into_lists_and_maps() {
    var refusal =
        catchThrowableOfType(
            BindingException.class,
            () ->
                Binder.bind(
                    Map.of(
                        "ranges", Arrays.asList("1-2", Map.of("from", "x", "to", 1), null),
                        "counts", Map.of("a/b", "x")),
                    All.class));
    assertThat(refusal.problems())
        .extracting(InputProblem::pointer)
        .containsExactlyInAnyOrder("/ranges/1/from", "/ranges/2", "/counts/a~1b");
  }

  @Test
  void null_is_absent_and_absent_is_null() throws Exception {
    var json = new HashMap<String, Object>();
    json.put("text", null);
    assertThat(Binder.bind(json, All.class).text()).isNull();
    var values = new HashMap<String, Object>();
    values.put("a", null);
    assertThat(Binder.bind(Map.of("values", values), All.class).values()).containsEntry("a", null);
  }

  @Test
  void writes_what_it_reads() throws Exception {
    var json =
        Map.<String, Object>of(
            "text", "a",
            "large", 9007199254740993L,
            "decimal", new BigDecimal("12.50"),
            "duration", "PT5S",
            "instant", "2026-11-22T14:00:00Z",
            "zone", "Europe/Berlin",
            "choice", "run-latest",
            "ranges", List.of(Map.of("from", 1, "to", 2)),
            "values", Map.of("a", List.of(1, "b")));
    assertThat(Binder.toJson(Binder.bind(json, All.class))).isEqualTo(json);
    assertThatThrownBy(() -> Binder.toJson(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Binder.toJson(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
