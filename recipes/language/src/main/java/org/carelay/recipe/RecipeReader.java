package org.carelay.recipe;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads recipes and finds everything that is wrong with them at once. Thread-safe; used by import,
 * by the editor's checks and by {@code carelay check}.
 */
public final class RecipeReader {
  private final Catalog catalog;
  private final Function<Recipe, List<Problem>> limits;

  public RecipeReader(Catalog catalog) {
    this(catalog, recipe -> List.of());
  }

  /**
   * @param limits what is wrong with a sound recipe where it shall run, such as a part of the
   *     language that an engine does not have
   */
  public RecipeReader(Catalog catalog, Function<Recipe, List<Problem>> limits) {
    this.catalog = catalog;
    this.limits = limits;
  }

  /** As {@link #read(byte[])}. */
  public Reading read(String json) {
    return read(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param json a recipe in UTF-8, at most 1 MiB
   */
  public Reading read(byte[] json) {
    var problems = new Problems();
    var document = Document.parse(json, problems);
    if (document == null && problems.isEmpty()) {
      problems.add("", "wrong-type", "This must be an object, not null");
    }
    var recipe = document == null ? null : recipe(document, problems);
    if (recipe == null || !problems.isEmpty()) {
      return new Reading(null, problems.all());
    }
    var all = new ArrayList<>(problems.all());
    all.addAll(limits.apply(recipe));
    var refused = all.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    return new Reading(refused ? null : recipe, all);
  }

  private Recipe recipe(Object document, Problems problems) {
    var fields = Fields.of(document, "", problems);
    var texts = new Texts(problems);
    var uses = new UseReader(catalog, problems, texts, fields.has("subject"));
    var id = head(fields, problems);
    var zone = zone(fields);
    var triggers = new TriggerReader(uses, problems, texts);
    var trigger = triggers.read(fields, StepIds.in(document));
    var names = trigger.names();
    var subject = texts.template(fields, "subject", names);
    var steps = new StepReader(problems, texts, uses);
    var main = steps.read(fields, "steps", names);
    if (!fields.has("steps") || fields.any("steps") instanceof List<?> list && list.isEmpty()) {
      problems.add("/steps", "missing-property", "A recipe needs at least one step");
    }
    var failed = names.after(main.done()).with("error", Known.ANYTHING);
    var onFailure = steps.read(fields, "onFailure", failed);
    steps.checkCount();
    var policy = new PolicyReader(problems, texts).policy(fields, names);
    var title = fields.neededText("title");
    var note = fields.text("note");
    var alert = fields.any("alert");
    fields.refuseOthers();
    return new Recipe(
        id,
        title,
        note,
        zone,
        trigger.use(),
        subject,
        main.steps(),
        policy,
        onFailure.steps(),
        alert);
  }

  /** What says that this is a recipe, and which. */
  private static String head(Fields fields, Problems problems) {
    fields.text("$schema");
    var version = fields.any("version");
    if (version == null) {
      fields.missing("version");
    } else if (!version.equals(1)) {
      problems.add(
          fields.pointer("version"),
          "unsupported-version",
          "This runtime reads version 1 (a number)");
    }
    var id = fields.neededText("id");
    if (!id.isBlank() && !id.matches("[a-z0-9][a-z0-9-]{0,99}")) {
      problems.add(
          fields.pointer("id"), "bad-id", "An id has at most 100 small letters, digits and -");
    }
    return id;
  }

  private static ZoneId zone(Fields fields) {
    var zone = fields.value("zone", ZoneId.class);
    return zone == null ? ZoneOffset.UTC : zone;
  }
}
