package org.carelay.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleRecipesTest {
  static String example(String id) {
    try (var in = ExampleRecipesTest.class.getResourceAsStream("/recipes/" + id + ".json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Recipe read(String id) {
    var reading = new RecipeReader(TestConnectors.catalog()).read(example(id));
    assertThat(reading.problems()).isEmpty();
    return Objects.requireNonNull(reading.recipe());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ready-row-to-text", "tomorrow", "procedure-done", "heart-rate", "everything"})
  void the_examples_of_the_language_are_sound(String id) {
    assertThat(read(id).id()).isEqualTo(id);
  }

  @Test
  void a_recipe_is_read_as_it_is_written() {
    var recipe = read("ready-row-to-text");
    assertThat(recipe.zone()).isEqualTo(ZoneId.of("America/New_York"));
    assertThat(recipe.trigger().uses()).isEqualTo("google-sheets.row-changed");
    assertThat(recipe.trigger().connection()).isEqualTo("front-desk");
    assertThat(recipe.trigger().with()).containsEntry("key", List.of("Appointment ID"));
    assertThat(recipe.trigger().when()).hasToString("row.Status = 'Ready'");
    assertThat(recipe.subject()).hasToString("{{ row.MRN }}");
    assertThat(recipe.steps()).extracting(Step::id).containsExactly("clean", "text", "mark");
    var text = (Step.Use) recipe.steps().get(1);
    assertThat(text.condition()).hasToString("row.Consent = true");
    var message = Objects.requireNonNull(text.message());
    assertThat(message.purpose()).isEqualTo("ready");
    assertThat(message.expires()).isEqualTo(Duration.ofHours(4));
    assertThat(text.onError()).isEqualTo(new OnError.Fail());
  }

  @Test
  void a_webhooks_key_is_found_among_its_inputs() {
    assertThat(read("heart-rate").trigger().dedupe()).hasToString("body.id");
  }

  @Test
  void every_kind_of_step_is_read() {
    var recipe = read("everything");
    assertThat(recipe.steps())
        .extracting(step -> step.getClass().getSimpleName())
        .containsExactly(
            "Use",
            "Choose",
            "ForEach",
            "Parallel",
            "Wait",
            "Wait",
            "WaitFor",
            "WaitFor",
            "WaitFor",
            "Call",
            "Stop");
    assertThat(recipe.policy().retry())
        .isEqualTo(
            new Retry(4, Duration.ofSeconds(2), 3, Duration.ofMinutes(5), List.of("throttled")));
    assertThat(Objects.requireNonNull(recipe.policy().concurrency()).overflow())
        .isEqualTo(Policy.Overflow.SKIP);
    assertThat(recipe.onFailure()).hasSize(1);
    assertThat(recipe.trigger().startFrom()).isInstanceOf(TriggerUse.StartFrom.Since.class);
    var first = (Step.Use) recipe.steps().getFirst();
    assertThat(first.disabled()).isTrue();
    assertThat(first.onError()).isInstanceOf(OnError.Run.class);
    assertThat(first.timeout()).isEqualTo(Duration.ofSeconds(20));
  }
}
