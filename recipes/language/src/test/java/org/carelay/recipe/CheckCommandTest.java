package org.carelay.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int check(String... args) {
    return CheckCommand.run(
        List.of(args),
        new RecipeReader(TestConnectors.catalog()),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  private Path file(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    var rubbish = text.matches("[\\[{]+'(?s:.*)");
    return Files.writeString(file, rubbish ? text.replace('\'', '"') : text);
  }

  @Test
  void sound_recipes_give_0() throws IOException {
    file("one/recipe.json", ExampleRecipesTest.example("tomorrow"));
    file("two/recipe.json", ExampleRecipesTest.example("heart-rate"));
    file("two/cases/high.json", "{'event':{}}");
    file("two/README.md", "no recipe");
    assertThat(check(folder.toString())).isZero();
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8)).contains("2 recipes checked, 0 errors");
  }

  @Test
  void what_the_runtime_cannot_do_is_a_problem_too() throws IOException {
    var file = file("one.json", ExampleRecipesTest.example("tomorrow"));
    var reader =
        new RecipeReader(
            TestConnectors.catalog(),
            recipe -> List.of(Problem.error("/steps/1", "not-available", "Not here")));
    assertThat(
            CheckCommand.run(
                List.of(file.toString()),
                reader,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8)))
        .isEqualTo(1);
    assertThat(out.toString(UTF_8)).startsWith(file + ": /steps/1: not-available: Not here");
  }

  @Test
  void problems_give_1_and_one_line_each() throws IOException {
    var wrong = file("wrong.json", Rubbish.steps("{'id':'a','stp':'x'}"));
    var cut = file("cut.json", "{");
    assertThat(check(wrong.toString(), cut.toString())).isEqualTo(1);
    assertThat(out.toString(UTF_8).lines())
        .hasSize(3)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(wrong + ": /steps/0/stp: unknown-property: There is no property"))
        .anySatisfy(
            line -> assertThat(line).startsWith(cut + ": : malformed-json: This is not JSON"));
  }

  @Test
  void cycles_and_equal_ids_are_found_across_files() throws IOException {
    var one = file("1.json", Rubbish.steps("{'id':'a','call':'r2'}"));
    var two =
        file("2.json", Rubbish.steps("{'id':'a','call':'r'}").replace("'id':'r'", "'id':'r2'"));
    var again = file("3.json", Rubbish.steps("{'id':'a','stop':'x'}"));
    assertThat(check(folder.toString())).isEqualTo(1);
    assertThat(out.toString(UTF_8))
        .contains(one + ": /steps/0/call: call-cycle")
        .contains(two + ": /steps/0/call: call-cycle")
        .contains(again + ": /id: duplicate-id");
  }

  @Test
  void a_file_may_hold_several_recipes() throws IOException {
    var good = Rubbish.steps("{'id':'a','stop':'x'}");
    var bad = Rubbish.steps("{'id':'a','stp':'x'}").replace("'id':'r'", "'id':'r2'");
    var array = file("array.json", "[" + good + " , " + bad + "]");
    assertThat(check(array.toString())).isEqualTo(1);
    var exported = file("exported.json", "{'recipes':[" + good + "," + bad + "]}");
    assertThat(check(exported.toString())).isEqualTo(1);
    assertThat(out.toString(UTF_8))
        .contains(array + ": /1/steps/0/stp: unknown-property")
        .contains(exported + ": /recipes/1/steps/0/stp: unknown-property");
    assertThat(err.toString(UTF_8)).contains("2 recipes checked");
  }

  @Test
  void wrong_use_gives_2() throws IOException {
    assertThat(check()).isEqualTo(2);
    assertThat(check("--help")).isEqualTo(2);
    assertThat(check(folder.resolve("absent.json").toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("Usage: carelay check").contains("absent.json");
  }

  @Test
  void a_huge_file_is_refused() throws IOException {
    var huge = file("huge.json", " ".repeat(10 << 20));
    assertThat(check(huge.toString())).isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("document-too-large");
  }
}
