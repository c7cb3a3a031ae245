package org.carelay.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecipeSetTest {
  private static Recipe calling(String id, String... callees) {
    var steps =
        Stream.concat(
                Stream.of("{'id':'end','stop':'x'}"), Stream.of(callees).map(RecipeSetTest::call))
            .toArray(String[]::new);
    var json = Rubbish.steps(steps).replace("'id':'r'", "'id':'" + id + "'").replace('\'', '"');
    var reading = new RecipeReader(TestConnectors.catalog()).read(json);
    assertThat(reading.problems()).isEmpty();
    return Objects.requireNonNull(reading.recipe());
  }

  private static String call(String callee) {
    return "{'id':'c-"
        + callee
        + "','forEach':'{{ body }}','steps':[{'id':'i-"
        + callee
        + "','call':'"
        + callee
        + "'}]}";
  }

  @Test
  void calls_that_end_are_fine() {
    assertThat(
            RecipeSet.check(
                List.of(
                    calling("a", "b", "c"), calling("b", "c"), calling("c"), calling("d", "a"))))
        .isEmpty();
  }

  @Test
  void a_recipe_that_calls_itself_is_named() {
    var problems = RecipeSet.check(List.of(calling("a", "a")));
    assertThat(problems.get("a"))
        .containsExactly(
            Problem.error(
                "/steps/1/steps/0/call", "call-cycle", "This calls itself for ever: a -> a"));
  }

  @Test
  void a_cycle_is_shown_to_each_of_its_members_and_to_nobody_else() {
    var problems =
        RecipeSet.check(
            List.of(calling("a", "b"), calling("b", "c"), calling("c", "a"), calling("d", "a")));
    assertThat(problems.keySet()).containsExactly("a", "b", "c");
    assertThat(Objects.requireNonNull(problems.get("b")).getFirst().message())
        .endsWith("b -> c -> a -> b");
  }

  @Test
  void an_unknown_recipe_is_a_warning() {
    var problems = RecipeSet.check(List.of(calling("remind", "sendd"), calling("send")));
    assertThat(problems.get("remind"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING))
        .satisfies(problem -> assertThat(problem.message()).contains("did you mean \"send\"?"));
  }
}
