package org.carelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.carelay.recipe.Catalog;
import org.carelay.recipe.RecipeReader;
import org.carelay.schedule.ScheduleConnector;
import org.junit.jupiter.api.Test;

class RecipeTest {
  @Test
  void the_example_recipe_is_sound() throws Exception {
    try (var in = RecipeTest.class.getResourceAsStream("/recipes/free-beds.json")) {
      var catalog = Catalog.of(List.of(new ScheduleConnector(), new HttpConnector()));
      var reading = new RecipeReader(catalog).read(Objects.requireNonNull(in).readAllBytes());
      assertThat(reading.problems()).isEmpty();
    }
  }
}
