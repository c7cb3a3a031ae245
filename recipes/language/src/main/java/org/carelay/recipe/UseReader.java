package org.carelay.recipe;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.carelay.connector.Effect;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/** Reads what refers to connectors: a step's {@code uses} with its input and message. */
record UseReader(Catalog catalog, Problems problems, Texts texts, boolean recipeHasSubject) {

  /**
   * @param onError reads the steps that follow a failure
   */
  Step.Use read(Fields fields, StepReader.Head head, Names names, Supplier<OnError> onError) {
    var uses = fields.neededText("uses");
    var entry = catalog.action(uses);
    if (entry == null && !uses.isBlank()) {
      problems.add(fields.pointer("uses"), "unknown-action", unknown(uses));
    }
    var connection = fields.text("connection");
    var input =
        entry == null ? unread(fields) : texts.input(fields, "with", entry.action().input(), names);
    if (entry != null) {
      checkConnection(fields, entry.needsConnection(), entry.takesConnection());
      check(
          fields.pointer("with"),
          input.later(),
          entry.action().input(),
          () -> entry.action().check(input.written()));
    }
    var policies = new PolicyReader(problems, texts);
    return new Step.Use(
        head.id(),
        head.condition(),
        uses,
        connection,
        input,
        policies.retry(fields),
        policies.positive(fields, "timeout"),
        onError.get(),
        message(fields, entry, names),
        Boolean.TRUE.equals(fields.value("disabled", Boolean.class)),
        fields.text("note"));
  }

  /** Of an unknown action nobody knows what is verbatim: one problem is enough. */
  private static InputTemplate unread(Fields fields) {
    fields.object("with");
    return InputTemplate.compile(Map.of(), null);
  }

  private String unknown(String uses) {
    return catalog.trigger(uses) == null
        ? Nearest.unknown("action", uses, catalog.actionIds())
        : "\"" + uses + "\" is a trigger: it starts a recipe and cannot be a step";
  }

  void checkConnection(Fields fields, boolean needed, boolean taken) {
    if (needed && !fields.has("connection")) {
      problems.add(
          fields.pointer("connection"),
          "missing-connection",
          "Say which connection to use: \"connection\" is needed here");
    } else if (!taken && fields.has("connection")) {
      problems.add(
          fields.pointer("connection"), "connection-not-used", "No connection is needed here");
    }
  }

  /**
   * Binds what is written, and asks the connector where that fits.
   *
   * @param later holds {@link ValueReader#LATER} where a value comes later
   */
  void check(
      String pointer,
      Map<String, Object> later,
      Class<? extends Record> type,
      Supplier<List<InputProblem>> connector) {
    var reader = new ValueReader();
    reader.record(later, type, "");
    problems.addAll(pointer, reader.problems());
    if (reader.problems().isEmpty()) {
      try {
        problems.addAll(pointer, connector.get());
      } catch (RuntimeException e) {
        // A connector's mistake must not hide what else is wrong.
        problems.add(pointer, "check-failed", "The connector could not check this input");
      }
    }
  }

  private @Nullable MessageSpec message(
      Fields step, Catalog.@Nullable ActionEntry entry, Names names) {
    var fields = step.fields("message");
    boolean reaches = entry != null && entry.action().effect() == Effect.MESSAGE;
    if (fields == null) {
      if (reaches && !step.has("message")) {
        problems.add(
            step.pointer("message"),
            "missing-message",
            "This step reaches a person: \"message\" with purpose and occurrence is needed");
      }
      return null;
    }
    if (entry != null && !reaches) {
      problems.add(
          step.pointer("message"), "message-not-used", "This step reaches nobody: leave this out");
    }
    var message =
        new MessageSpec(
            Objects.requireNonNullElse(neededFixed(fields, "purpose"), ""),
            texts.template(fields, "subject", names),
            texts.neededTemplate(fields, "occurrence", names),
            texts.fixed(fields, "touch"),
            new PolicyReader(problems, texts).positive(fields, "expires"),
            texts.expression(fields, "recheck", names.with("answered", Known.SINGLE)),
            texts.fixed(fields, "instead"));
    if (!recipeHasSubject && !fields.has("subject")) {
      problems.add(
          fields.pointer("subject"),
          "missing-subject",
          "Say whom the message is about: \"subject\" is needed here or in the recipe");
    }
    fields.refuseOthers();
    return message;
  }

  private @Nullable String neededFixed(Fields fields, String name) {
    fields.need(name);
    return texts.fixed(fields, name);
  }
}
