package org.carelay.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is put in, the answer is a clear sentence naming the place. */
class RubbishTest {
  private static final RecipeReader READER = new RecipeReader(TestConnectors.catalog());

  @ParameterizedTest
  @MethodSource("org.carelay.recipe.Rubbish#all")
  void names_every_problem_and_its_place(Rubbish.Case rubbish) {
    var reading = READER.read(rubbish.json().replace('\'', '"'));
    assertThat(reading.problems())
        .extracting(problem -> problem.pointer() + " " + problem.code())
        .containsExactly(rubbish.expected());
    assertThat(reading.recipe() == null).isEqualTo(rubbish.expected().length > 0);
    assertThat(reading.problems()).allSatisfy(RubbishTest::readsWell);
  }

  private static void readsWell(Problem problem) {
    assertThat(problem.message()).isNotBlank().doesNotContain("null pointer", "Exception", "org.");
    assertThat(problem.code()).matches("[a-z]+(-[a-z]+)*");
  }

  @Test
  void a_body_of_ten_megabytes_is_refused_at_once() {
    var reading = READER.read(new byte[10 << 20]);
    assertThat(reading.problems()).extracting(Problem::code).containsExactly("document-too-large");
  }

  @Test
  void the_worst_megabyte_is_answered_within_seconds() {
    var step = "{'id':'a','if':'steps.zzzzzzzzzz.y','stop':'{{ nothing.like.it }}','unknown':1},";
    var steps = step.repeat(900_000 / step.length());
    long start = System.nanoTime();
    var many = READER.read(Rubbish.steps(steps + "{}").replace('\'', '"'));
    assertThat(many.problems()).hasSizeBetween(200, 1_001);
    var names = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      names.append("'n").append(i).append("':1,");
    }
    var unknown = READER.read(("{" + names + "'id':'r'}").replace('\'', '"'));
    assertThat(unknown.problems()).hasSize(1_001);
    assertThat(unknown.problems().getLast().code()).isEqualTo("too-many-problems");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void malformed_text_is_named_by_line_and_column() {
    var reading = READER.read("{\n  \"version\": 1,\n  \"id\" \"x\"\n}");
    assertThat(reading.problems().getFirst().message()).contains("line 3, column 8");
    var latin = READER.read("{\"id\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(latin.problems()).extracting(Problem::code).containsExactly("malformed-json");
  }

  @Test
  void the_nearest_known_name_is_offered() {
    var reading =
        READER.read(
            Rubbish.steps("{'id':'a','use':'twilio.send-sms','if':'bodi.x'}").replace('\'', '"'));
    assertThat(reading.problems())
        .extracting(Problem::message)
        .anySatisfy(m -> assertThat(m).contains("did you mean \"uses\""))
        .anySatisfy(m -> assertThat(m).contains("did you mean \"body\""));
  }

  @Test
  void an_expression_that_never_ends_is_accepted_here_and_stopped_when_it_runs() {
    var reading =
        READER.read(
            Rubbish.steps("{'id':'a','if':'($f := function(){ $f() }; $f())','stop':'x'}")
                .replace('\'', '"'));
    assertThat(reading.problems()).isEmpty();
  }
}
