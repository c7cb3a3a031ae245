package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.carelay.engine.store.Recipes.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Recipes are imported as a plan first, then all or nothing. */
class ImportTest {
  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static String recipe(String id, String more) {
    return """
        {"version": 1, "id": "%s", "title": "T", %s
         "trigger": {"uses": "test.posted", "with": {"path": "%s"}},
         "steps": [{"id": "a", "uses": "test.echo", "with": {"value": 1}}]}"""
        .formatted(id, more, id);
  }

  private static String calling(String id, String other) {
    return """
        {"version": 1, "id": "%s", "title": "T",
         "trigger": {"uses": "test.posted", "with": {"path": "%s"}},
         "steps": [{"id": "c", "call": "%s", "with": {}}]}"""
        .formatted(id, id, other);
  }

  private List<Change> apply(String... documents) {
    return fixture
        .engine
        .recipes()
        .apply(1, Stream.of(documents).map(d -> d.getBytes(StandardCharsets.UTF_8)).toList(), true);
  }

  private static List<String> kinds(List<Change> changes) {
    return changes.stream().map(Change::change).toList();
  }

  @Test
  void makes_a_new_version_only_where_the_content_changed() {
    assertThat(kinds(apply(recipe("a", "")))).containsExactly("created");
    assertThat(kinds(apply(recipe("a", " ")))).containsExactly("unchanged");
    assertThat(kinds(apply(recipe("a", "\"note\": \"n\","), recipe("b", ""))))
        .containsExactly("updated", "created");
    assertThat(fixture.engine.recipes().versions(1, "a")).hasSize(2);
  }

  @Test
  void takes_the_same_recipe_from_two_at_once_and_writes_it_once() throws Exception {
    try (var people = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 20; i++) {
        var document = recipe("twice" + i, "");
        Callable<List<Change>> one = () -> apply(document);
        var both = people.invokeAll(List.of(one, one));
        assertThat(List.of(kinds(both.get(0).get()), kinds(both.get(1).get())))
            .containsExactlyInAnyOrder(List.of("created"), List.of("unchanged"));
      }
    }
  }

  @Test
  void changes_nothing_where_one_of_them_is_invalid() {
    assertThat(kinds(apply(recipe("a", ""), "{\"id\": \"b\"}", "{")))
        .containsExactly("created", "invalid", "invalid");
    assertThat(fixture.engine.recipes().list(1)).isEmpty();
  }

  @Test
  void gives_back_byte_for_byte_what_it_took() {
    var document = recipe("a", "  ");
    apply(document);
    assertThat(Objects.requireNonNull(fixture.engine.recipes().export(1, "a", null)))
        .isEqualTo(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refuses_the_same_id_twice() {
    assertThat(kinds(apply(recipe("a", ""), recipe("a", "")))).contains("invalid");
  }

  @Test
  void refuses_recipes_that_call_each_other_in_a_circle_also_across_imports() {
    assertThat(kinds(apply(calling("a", "b"), calling("b", "a")))).containsOnly("invalid");
    assertThat(kinds(apply(recipe("b", ""), calling("a", "b"))))
        .containsExactly("created", "created");
    var changes = apply(calling("b", "a"));
    assertThat(changes.getFirst().problems()).anyMatch(p -> p.code().equals("call-cycle"));
  }

  @Test
  void refuses_rules_that_it_would_ignore() {
    var changes =
        apply(
            recipe("a", "\"policy\": {\"quietHours\": {\"from\": \"20:00\", \"to\": \"08:00\"}},"));
    assertThat(changes.getFirst().problems()).anyMatch(p -> p.code().equals("not-available"));
  }
}
