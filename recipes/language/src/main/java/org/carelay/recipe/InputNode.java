package org.carelay.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A part of an {@link InputTemplate}. */
sealed interface InputNode {
  /** A value without expressions. */
  record Fixed(@Nullable Object value) implements InputNode {}

  /** A text with expressions. */
  record Text(Template template, String pointer, Absent absent) implements InputNode {}

  record Members(Map<String, InputNode> members) implements InputNode {}

  record Elements(List<InputNode> elements) implements InputNode {}

  /** What becomes of a whole-value expression that gives nothing, or null. */
  enum Absent {
    /** Either is a missing value. */
    MISSING,
    /** Either leaves the property out. */
    LEFT_OUT,
    /** Nothing is a missing value, null is a value. */
    NULL_IS_A_VALUE
  }

  /**
   * The value in a scope.
   *
   * @param blanks whether a blank value within a text is missing
   */
  static @Nullable Object render(InputNode node, Scope scope, Template.Blanks blanks) {
    return switch (node) {
      case Fixed(var fixed) -> fixed;
      case Text text -> text(text, scope, blanks);
      case Elements(var elements) -> {
        var list = new ArrayList<@Nullable Object>(elements.size());
        elements.forEach(element -> list.add(render(element, scope, blanks)));
        yield list;
      }
      case Members(var members) -> {
        var map = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(members.size());
        members.forEach(
            (name, member) -> {
              var value = render(member, scope, blanks);
              if (value != null || !leavesOut(member)) {
                map.put(name, value);
              }
            });
        yield map;
      }
    };
  }

  private static boolean leavesOut(InputNode node) {
    return node instanceof Text text && text.absent() == Absent.LEFT_OUT;
  }

  private static @Nullable Object text(Text text, Scope scope, Template.Blanks blanks) {
    var whole = text.template().whole();
    try {
      if (whole == null) {
        return text.template().render(scope, blanks);
      }
      return switch (whole.value(scope)) {
        case Expression.Value.Given(var json) when json != null -> json;
        case Expression.Value.Given _ when text.absent() != Absent.MISSING -> null;
        case Expression.Value.Undefined _ when text.absent() == Absent.LEFT_OUT -> null;
        case Expression.Value.Given _, Expression.Value.Undefined _ ->
            throw new MissingValueException(whole.text(), text.pointer());
      };
    } catch (MissingValueException e) {
      throw new MissingValueException(e.expression(), text.pointer());
    } catch (ExpressionException e) {
      var sentence = e.getMessage() + " (needed at " + text.pointer() + ")";
      throw new ExpressionException(e.code(), sentence, e.position(), e);
    }
  }

  /**
   * What is known before anything runs, in the shape it will have.
   *
   * @param later stands for each text with expressions
   */
  static @Nullable Object written(InputNode node, @Nullable Object later) {
    return switch (node) {
      case Fixed(var fixed) -> fixed == ValueReader.LATER ? later : fixed;
      case Text _ -> later;
      case Elements(var elements) -> {
        var list = new ArrayList<@Nullable Object>(elements.size());
        elements.forEach(element -> list.add(written(element, later)));
        yield list;
      }
      case Members(var members) -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        members.forEach((name, member) -> map.put(name, written(member, later)));
        yield map;
      }
    };
  }

  /** All texts with expressions, with their pointers. */
  static void eachTemplate(InputNode node, BiConsumer<String, Template> use) {
    switch (node) {
      case Fixed _ -> {}
      case Text text -> use.accept(text.pointer(), text.template());
      case Elements(var elements) -> elements.forEach(element -> eachTemplate(element, use));
      case Members(var members) -> members.values().forEach(member -> eachTemplate(member, use));
    }
  }
}
