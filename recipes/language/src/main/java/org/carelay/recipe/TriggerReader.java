package org.carelay.recipe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.recipe.TriggerUse.StartFrom;
import org.jspecify.annotations.Nullable;

/** Reads {@code trigger}. */
record TriggerReader(UseReader uses, Problems problems, Texts texts) {
  /**
   * @param names what expressions of the recipe can use
   */
  record Read(TriggerUse use, Names names) {}

  Read read(Fields recipe, Set<String> stepIds) {
    if (!recipe.has("trigger")) {
      recipe.missing("trigger");
      recipe.any("trigger");
      return new Read(nothing(), Names.open(stepIds));
    }
    var fields = Fields.of(recipe.any("trigger"), "/trigger", problems);
    var id = fields.neededText("uses");
    var entry = uses.catalog().trigger(id);
    if (entry == null && !id.isBlank()) {
      problems.add(fields.pointer("uses"), "unknown-trigger", unknown(id));
    }
    var with = fields.object("with");
    var names = listen(fields, entry, with, stepIds);
    var use =
        new TriggerUse(
            id,
            fields.text("connection"),
            with,
            texts.expression(fields, "when", names),
            dedupe(fields, entry, with, names),
            startFrom(fields));
    fields.refuseOthers();
    return new Read(use, names);
  }

  /**
   * Checks where something comes in.
   *
   * @return what expressions about it can use
   */
  Names listen(
      Fields fields,
      Catalog.@Nullable TriggerEntry entry,
      Map<String, Object> with,
      Set<String> stepIds) {
    if (entry == null) {
      return Names.open(stepIds);
    }
    var input = entry.trigger().input();
    uses.checkConnection(fields, entry.needsConnection(), entry.takesConnection());
    refuseTemplates(with, RecordShape.of(input), fields.pointer("with"));
    uses.check(fields.pointer("with"), with, input, () -> entry.trigger().check(with));
    refuseUnknownSteps(with, RecordShape.of(input), fields.pointer("with"), stepIds);
    return Names.of(Known.components(entry.trigger().event()), stepIds);
  }

  private static TriggerUse nothing() {
    return new TriggerUse("", null, Map.of(), null, null, new StartFrom.Now());
  }

  private String unknown(String id) {
    return uses.catalog().action(id) == null
        ? Nearest.unknown("trigger", id, uses.catalog().triggerIds())
        : "\"" + id + "\" is an action: it can be a step and cannot start a recipe";
  }

  /** An input that is described as a choice of steps names steps of this recipe. */
  private void refuseUnknownSteps(
      Map<?, ?> with, RecordShape shape, String pointer, Set<String> stepIds) {
    for (var component : shape.components()) {
      var value = with.get(component.name());
      var place = pointer + "/" + component.name();
      if (component.describe() != null && component.describe().choices().equals("steps")) {
        for (var id :
            value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
          if (id instanceof String text && !stepIds.contains(text)) {
            problems.add(place, "unknown-step", Nearest.unknown("step", text, stepIds));
          }
        }
      } else if (value instanceof Map<?, ?> inner
          && component.type() instanceof Class<?> raw
          && raw.isRecord()) {
        refuseUnknownSteps(inner, RecordShape.of(raw), place, stepIds);
      }
    }
  }

  /** A trigger is set up once, before there is any event. */
  private void refuseTemplates(Map<String, Object> with, RecordShape shape, String pointer) {
    with.forEach(
        (name, value) -> {
          var component = shape.component(name);
          if (component == null || !component.verbatim()) {
            refuseTemplates(value, pointer + "/" + Pointers.escape(name));
          }
        });
  }

  private void refuseTemplates(@Nullable Object value, String pointer) {
    switch (value) {
      case String text when text.contains("{{") ->
          problems.add(
              pointer,
              "template-not-here",
              "A trigger is set up before there is any event: {{ }} has no meaning here");
      case Map<?, ?> map ->
          map.forEach(
              (name, inner) ->
                  refuseTemplates(inner, pointer + "/" + Pointers.escape(String.valueOf(name))));
      case Iterable<?> list -> {
        int index = 0;
        for (var inner : list) {
          refuseTemplates(inner, pointer + "/" + index++);
        }
      }
      case null, default -> {}
    }
  }

  /** The recipe's own, else the one among the trigger's inputs. */
  private @Nullable Expression dedupe(
      Fields fields, Catalog.@Nullable TriggerEntry entry, Map<String, Object> with, Names names) {
    var own = texts.expression(fields, "dedupe", names);
    if (own != null || entry == null || !(with.get("dedupe") instanceof String text)) {
      return own;
    }
    var component = RecordShape.of(entry.trigger().input()).component("dedupe");
    return component != null && component.verbatim()
        ? texts.expression(text, fields.pointer("with") + "/dedupe", names)
        : null;
  }

  private StartFrom startFrom(Fields fields) {
    var written = fields.text("startFrom");
    return switch (written) {
      case null -> new StartFrom.Now();
      case "now" -> new StartFrom.Now();
      case "beginning" -> new StartFrom.Beginning();
      default -> since(fields, written);
    };
  }

  private StartFrom since(Fields fields, String written) {
    try {
      return new StartFrom.Since((Instant) Scalars.read(written, Instant.class));
    } catch (IllegalArgumentException e) {
      problems.add(
          fields.pointer("startFrom"),
          "wrong-type",
          "This must be \"now\", \"beginning\" or an instant such as 2026-11-22T09:00:00Z");
      return new StartFrom.Now();
    }
  }
}
