package org.carelay.recipe;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.carelay.connector.Describe;
import org.carelay.connector.HttpTrigger;
import org.carelay.recipe.Step.Awaited.Kind;
import org.jspecify.annotations.Nullable;

/** Reads what a {@code waitFor} waits for. */
record AwaitedReader(UseReader uses, Problems problems, Texts texts) {
  /** Where a post comes in, unless the step says otherwise. */
  private static final String POSTS = "webhook.received";

  /** What is written below {@code form}. */
  record FormWait(
      @Describe(title = "Invitation", help = "Of a step that made a personal link.")
          String invitation) {}

  Step.Awaited read(Fields written, Names names) {
    Step.@Nullable Awaited awaited = null;
    for (var kind : Kind.values()) {
      var name = kind.name().toLowerCase(Locale.ROOT);
      if (written.any(name) != null && awaited == null) {
        awaited = awaited(kind, written, name, names);
      } else if (written.has(name)) {
        problems.add(
            written.pointer(name), "unknown-property", "One thing is waited for at a time");
      }
    }
    if (awaited == null) {
      problems.add(
          written.pointer(),
          "missing-property",
          "Say what to wait for: reply, form, approval, webhook or receipt");
      return new Step.Awaited(Kind.REPLY, InputTemplate.compile(Map.of(), null), null);
    }
    return awaited;
  }

  private Step.Awaited awaited(Kind kind, Fields written, String name, Names names) {
    return switch (kind) {
      case REPLY, APPROVAL, RECEIPT ->
          new Step.Awaited(kind, texts.input(written, name, null, names), null);
      case FORM -> {
        var input = texts.input(written, name, FormWait.class, names);
        uses.check(written.pointer(name), input.later(), FormWait.class, java.util.List::of);
        yield new Step.Awaited(kind, input, null);
      }
      case WEBHOOK ->
          new Step.Awaited(
              kind, InputTemplate.compile(Map.of(), null), post(written.fields(name), names));
    };
  }

  private Step.@Nullable Post post(@Nullable Fields fields, Names names) {
    if (fields == null) {
      return null;
    }
    var id = Objects.requireNonNullElse(fields.text("uses"), POSTS);
    var entry = uses.catalog().trigger(id);
    if (entry == null || !(entry.trigger() instanceof HttpTrigger<?, ?>)) {
      problems.add(
          fields.pointer("uses"), "unknown-trigger", "\"" + id + "\" is nothing that is posted to");
    }
    if (!fields.has("with")) {
      fields.missing("with");
    }
    var with = fields.object("with");
    var listening = new TriggerReader(uses, problems, texts);
    var posted = listening.listen(fields, entry, with, Set.of());
    fields.need("match");
    var match = texts.expression(fields, "match", posted);
    var equals = texts.neededTemplate(fields, "equals", names);
    var use =
        new TriggerUse(
            id, fields.text("connection"), with, null, null, new TriggerUse.StartFrom.Now());
    fields.refuseOthers();
    return new Step.Post(use, match == null ? Expression.compile("null") : match, equals);
  }
}
