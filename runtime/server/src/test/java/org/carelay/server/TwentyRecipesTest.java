package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a hospital's IT does with its Git folder: twenty recipes as a plan first, then all or
 * nothing, on a runtime that has just been installed; and again after every change in Git.
 */
class TwentyRecipesTest {
  private static final Path GALLERY = Path.of("../../recipes/gallery");

  @Test
  void twenty_recipes_come_from_a_folder_as_a_plan_then_all_or_nothing(@TempDir Path home)
      throws Exception {
    var recipes = twenty();
    try (var server = RunningServer.start(home)) {
      assertThat(changes(importing(server, "?mode=plan", recipes))).containsOnly("created");
      assertThat(server.get("/api/v1/recipes").json().path("recipes")).hasSize(1);

      var broken = new ArrayList<>(recipes);
      broken.set(
          13,
          recipes
              .get(13)
              .replace("\"uses\": \"webhook.received\"", "\"uses\": \"webhook.recieved\""));
      var refused = importing(server, "?mode=apply&activate=true", broken);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(
              refused
                  .json()
                  .path("recipes")
                  .path(13)
                  .path("problems")
                  .path(0)
                  .path("message")
                  .asText())
          .contains("webhook.received");
      assertThat(server.get("/api/v1/recipes").json().path("recipes")).hasSize(1);

      var applied = importing(server, "?mode=apply&activate=true", recipes);
      assertThat(applied.status()).as(applied.text()).isEqualTo(200);
      assertThat(changes(applied)).containsOnly("created");
      var listed = server.get("/api/v1/recipes").json().path("recipes");
      assertThat(listed.findValuesAsText("state")).hasSize(21).containsOnly("active");
      // One of them names a connection that is not there: it says so until there is one.
      var silent = server.get("/api/v1/recipes/git-sustained-heart-rate").json().path("trigger");
      assertThat(silent.path("problemCode").asText()).isEqualTo("does-not-listen");
      assertThat(hearsNothing(server)).containsExactly("git-sustained-heart-rate");
      var connection =
          server.put(
              "/api/v1/connections/wearables",
              "{\"connector\": \"webhook\", \"settings\": {\"secret\": \"s3cret-of-the-wearables\"}}");
      assertThat(connection.status()).as(connection.text()).isIn(200, 201);
      assertThat(hearsNothing(server)).isEmpty();
      assertThat(server.delete("/api/v1/connections/wearables").status()).isEqualTo(204);
      assertThat(hearsNothing(server)).containsExactly("git-sustained-heart-rate");

      for (var recipe : recipes) {
        var id = applied.json().path("recipes").path(recipes.indexOf(recipe)).path("id").asText();
        assertThat(server.get("/api/v1/recipes/" + id + "/export").text())
            .isEqualTo(recipe.strip());
      }

      var next = new ArrayList<>(recipes);
      next.set(13, recipes.get(13).replace("Ward 13", "Ward thirteen"));
      assertThat(changes(importing(server, "?mode=apply&activate=true", next)))
          .containsExactlyElementsOf(
              IntStream.range(0, 20).mapToObj(i -> i == 13 ? "updated" : "unchanged").toList());

      assertThat(server.post("/hooks/ward-13", "{\"n\": 21}").status()).isEqualTo(202);
      Await.until(
          () -> server.get("/api/v1/runs?recipe=ward-13&state=succeeded").json().path("runs"),
          runs -> runs.path(0).path("version").asInt() == 2);
    }
  }

  private static List<String> hearsNothing(RunningServer server) {
    return StreamSupport.stream(
            server.get("/api/v1/attention").json().path("items").spliterator(), false)
        .filter(item -> item.path("message").asText().contains("hears nothing"))
        .map(item -> item.path("recipe").asText())
        .toList();
  }

  /** Those of the gallery, and one for each of some wards. */
  private static List<String> twenty() throws IOException {
    var recipes = new ArrayList<String>();
    try (var folders = Files.list(GALLERY)) {
      for (var folder : folders.sorted().toList()) {
        var recipe = Files.readString(folder.resolve("recipe.json"));
        recipes.add(recipe.replaceFirst("\"id\": \"", "\"id\": \"git-"));
      }
    }
    for (int ward = recipes.size(); ward < 20; ward++) {
      recipes.add(
          """
          { "version": 1, "id": "ward-%1$d", "title": "Ward %1$d",
            "trigger": { "uses": "webhook.received", "with": { "path": "ward-%1$d", "auth": "none" } },
            "steps": [ { "id": "double", "uses": "function.python",
              "with": { "input": { "n": "{{ body.n }}" }, "code": "def handle(event): return event['n'] * 2" } } ] }
          """
              .formatted(ward));
    }
    return recipes;
  }

  private static RunningServer.Answer importing(
      RunningServer server, String query, List<String> recipes) {
    var body = recipes.stream().collect(Collectors.joining(",", "{\"recipes\": [", "]}"));
    return server.post("/api/v1/recipes/import" + query, body);
  }

  private static List<String> changes(RunningServer.Answer answer) {
    return StreamSupport.stream(answer.json().path("recipes").spliterator(), false)
        .map((JsonNode recipe) -> recipe.path("change").asText())
        .toList();
  }
}
