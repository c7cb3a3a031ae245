package org.carelay.recipe;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.carelay.recipe.InputNode.Absent;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the texts of an input, guided by the record that will be made of it.
 *
 * @param failed told about each text that cannot be compiled, with its pointer
 */
record InputCompiler(BiConsumer<String, ExpressionException> failed) {

  /**
   * @param type what is expected here; null where anything may be written
   */
  InputNode compile(@Nullable Object value, @Nullable Type type, String pointer, Absent absent) {
    return switch (value) {
      case String text -> text(text, pointer, absent);
      case Map<?, ?> map -> members(map, type, pointer);
      case List<?> list -> elements(list, type, pointer);
      case null, default -> new InputNode.Fixed(value);
    };
  }

  private InputNode text(String text, String pointer, Absent absent) {
    try {
      var template = Template.compile(text);
      return template.isLiteral()
          ? new InputNode.Fixed(text)
          : new InputNode.Text(template, pointer, absent);
    } catch (ExpressionException e) {
      failed.accept(pointer, e);
      return new InputNode.Fixed(ValueReader.LATER);
    }
  }

  private InputNode elements(List<?> list, @Nullable Type type, String pointer) {
    var elements = new ArrayList<InputNode>();
    for (var element : list) {
      var place = pointer + "/" + elements.size();
      elements.add(compile(element, elementType(type), place, inside(type)));
    }
    return allFixed(elements) ? new InputNode.Fixed(list) : new InputNode.Elements(elements);
  }

  private InputNode members(Map<?, ?> map, @Nullable Type type, String pointer) {
    var shape = type instanceof Class<?> c && c.isRecord() ? RecordShape.of(c) : null;
    var members = new LinkedHashMap<String, InputNode>();
    map.forEach(
        (key, value) -> {
          var name = String.valueOf(key);
          var place = pointer + "/" + Pointers.escape(name);
          var component = shape == null ? null : shape.component(name);
          if (name.contains("{{")) {
            failed.accept(place, fixedName());
          }
          members.put(name, member(value, component, type, place));
        });
    return allFixed(members.values()) ? new InputNode.Fixed(map) : new InputNode.Members(members);
  }

  private static ExpressionException fixedName() {
    return new ExpressionException(
        "template-in-name", "A name is fixed: {{ }} has no meaning in it", -1, null);
  }

  private InputNode member(
      @Nullable Object value,
      RecordShape.@Nullable Component component,
      @Nullable Type owner,
      String pointer) {
    if (component == null) {
      return compile(value, elementType(owner), pointer, inside(owner));
    }
    return component.verbatim()
        ? new InputNode.Fixed(value)
        : compile(
            value,
            component.type(),
            pointer,
            component.optional() ? Absent.LEFT_OUT : Absent.MISSING);
  }

  /** A part without expressions is its own value. */
  private static boolean allFixed(Iterable<InputNode> nodes) {
    for (var node : nodes) {
      if (!(node instanceof InputNode.Fixed(var value)) || value == ValueReader.LATER) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Type elementType(@Nullable Type type) {
    return type instanceof ParameterizedType p
        ? p.getActualTypeArguments()[p.getActualTypeArguments().length - 1]
        : null;
  }

  /** In lists and maps of anything, null is a value. */
  private static Absent inside(@Nullable Type type) {
    var element = elementType(type);
    return element instanceof Class<?> raw && raw != Object.class
        ? Absent.MISSING
        : Absent.NULL_IS_A_VALUE;
  }
}
