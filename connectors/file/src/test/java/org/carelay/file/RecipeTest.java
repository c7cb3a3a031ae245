package org.carelay.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.carelay.recipe.Catalog;
import org.carelay.recipe.RecipeReader;
import org.carelay.schedule.ScheduleConnector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
  @ParameterizedTest
  @ValueSource(strings = {"readings-from-a-file", "weekly-logins", "uploaded-list"})
  void the_example_recipes_are_sound(String name) throws Exception {
    try (var in = RecipeTest.class.getResourceAsStream("/recipes/" + name + ".json")) {
      var catalog = Catalog.of(List.of(new ScheduleConnector(), new FileConnector()));
      var reading = new RecipeReader(catalog).read(Objects.requireNonNull(in).readAllBytes());
      assertThat(reading.problems()).isEmpty();
    }
  }
}
