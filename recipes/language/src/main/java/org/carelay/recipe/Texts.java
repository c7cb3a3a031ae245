package org.carelay.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles expressions and templates of a recipe, and checks the names in them. */
record Texts(Problems problems) {
  private static final Template NOTHING = Template.compile("");

  /** A bare expression; null where it is absent or wrong. */
  @Nullable Expression expression(Fields fields, String name, Names names) {
    var text = fields.text(name);
    return text == null ? null : expression(text, fields.pointer(name), names);
  }

  @Nullable Expression expression(String text, String pointer, Names names) {
    if (text.stripLeading().startsWith("{{")) {
      problems.add(pointer, "braces-not-needed", "Write the condition without {{ }}");
      return null;
    }
    try {
      var expression = Expression.compile(text);
      checkNames(expression.references(), pointer, names);
      return expression;
    } catch (ExpressionException e) {
      problems.add(pointer, e);
      return null;
    }
  }

  /** A text that may hold expressions; null where it is absent or wrong. */
  @Nullable Template template(Fields fields, String name, Names names) {
    var text = fields.text(name);
    if (text == null) {
      return null;
    }
    try {
      var template = Template.compile(text);
      checkNames(template.references(), fields.pointer(name), names);
      return template;
    } catch (ExpressionException e) {
      problems.add(fields.pointer(name), e);
      return null;
    }
  }

  /** As above; absent is a problem, and then the template is empty. */
  Template neededTemplate(Fields fields, String name, Names names) {
    fields.need(name);
    var template = template(fields, name, names);
    return template == null ? NOTHING : template;
  }

  /** An input; what cannot be compiled is left for later, having been reported. */
  InputTemplate input(
      Fields fields, String name, @Nullable Class<? extends Record> type, Names names) {
    var base = fields.pointer(name);
    var input =
        InputTemplate.compile(
            fields.object(name), type, (pointer, e) -> problems.add(base + pointer, e));
    input.eachTemplate(
        (pointer, template) -> checkNames(template.references(), base + pointer, names));
    return input;
  }

  /** A plain text in which {@code {{ }}} would be taken for a mistake. */
  @Nullable String fixed(Fields fields, String name) {
    var text = fields.text(name);
    if (text != null && text.contains("{{")) {
      problems.add(
          fields.pointer(name),
          "template-not-here",
          "This text is fixed: {{ }} has no meaning here");
    }
    return text;
  }

  private void checkNames(
      List<ExpressionSyntax.Reference> references, String pointer, Names names) {
    for (var reference : references) {
      var sentence = names.problem(reference.path());
      if (sentence != null) {
        var place = " (near character " + reference.position() + ")";
        problems.add(pointer, "unknown-name", sentence + place);
      }
    }
  }
}
