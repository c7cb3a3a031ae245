package org.carelay.recipe;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step's {@code with}: a JSON object whose texts may hold {@code {{ }}}, compiled once.
 *
 * <p>Where the action's input has an optional component and its whole-value expression gives
 * nothing, the component is left out. In free-form objects null is a value, and nothing is a
 * missing value.
 */
public final class InputTemplate {
  private final Map<String, Object> raw;
  private final Node root;

  private InputTemplate(Map<String, Object> raw, Node root) {
    this.raw = raw;
    this.root = root;
  }

  /** What becomes of an expression that gives nothing, or null. */
  private enum Absent {
    MISSING,
    LEFT_OUT,
    NULL_IS_A_VALUE
  }

  private sealed interface Node {
    record Fixed(@Nullable Object value) implements Node {}

    record Text(Template template, String pointer, Absent absent) implements Node {}

    record Members(Map<String, Node> members) implements Node {}

    record Elements(List<Node> elements) implements Node {}
  }

  /**
   * @param input the action's input record; null where anything may be written
   * @throws ExpressionException for the first expression that cannot be compiled
   */
  public static InputTemplate compile(
      Map<String, Object> raw, @Nullable Class<? extends Record> input) {
    return new InputTemplate(raw, node(raw, input, "", Absent.MISSING));
  }

  private static Node node(
      @Nullable Object value, @Nullable Type type, String pointer, Absent absent) {
    return switch (value) {
      case String text -> textNode(Template.compile(text), pointer, absent);
      case Map<?, ?> map -> members(map, type, pointer);
      case List<?> list -> {
        var elements = new ArrayList<Node>();
        for (var element : list) {
          var place = pointer + "/" + elements.size();
          elements.add(node(element, elementType(type), place, inside(type)));
        }
        yield simplest(new Node.Elements(elements), list);
      }
      case null, default -> new Node.Fixed(value);
    };
  }

  private static Node textNode(Template template, String pointer, Absent absent) {
    return template.isLiteral()
        ? new Node.Fixed(template.text())
        : new Node.Text(template, pointer, absent);
  }

  private static Node members(Map<?, ?> map, @Nullable Type type, String pointer) {
    var shape = type instanceof Class<?> c && c.isRecord() ? RecordShape.of(c) : null;
    var members = new LinkedHashMap<String, Node>();
    map.forEach(
        (key, value) -> {
          var name = String.valueOf(key);
          var place = pointer + "/" + Pointers.escape(name);
          var component = shape == null ? null : shape.component(name);
          if (component == null) {
            members.put(name, node(value, elementType(type), place, inside(type)));
          } else if (component.verbatim()) {
            members.put(name, new Node.Fixed(value));
          } else {
            var absent = component.optional() ? Absent.LEFT_OUT : Absent.MISSING;
            members.put(name, node(value, component.type(), place, absent));
          }
        });
    return simplest(new Node.Members(members), map);
  }

  /** A part without expressions is its own value. */
  private static Node simplest(Node node, Object value) {
    var inner =
        switch (node) {
          case Node.Members(var members) -> members.values();
          case Node.Elements(var elements) -> elements;
          case Node.Fixed _, Node.Text _ -> List.<Node>of();
        };
    return inner.stream().allMatch(Node.Fixed.class::isInstance) ? new Node.Fixed(value) : node;
  }

  private static @Nullable Type elementType(@Nullable Type type) {
    return type instanceof ParameterizedType p
        ? p.getActualTypeArguments()[p.getActualTypeArguments().length - 1]
        : null;
  }

  private static Absent inside(@Nullable Type type) {
    var element = elementType(type);
    return element == null || element == Object.class || !(element instanceof Class<?>)
        ? Absent.NULL_IS_A_VALUE
        : Absent.MISSING;
  }

  /** As written. */
  public Map<String, Object> raw() {
    return raw;
  }

  /**
   * @throws MissingValueException where a needed value is not there, with its pointer
   * @throws ExpressionException where an expression fails, with its pointer in the message
   */
  public Map<String, Object> render(Scope scope) {
    @SuppressWarnings("unchecked")
    var rendered = (Map<String, Object>) value(root, scope);
    return rendered == null ? Map.of() : rendered;
  }

  private static @Nullable Object value(Node node, Scope scope) {
    return switch (node) {
      case Node.Fixed(var fixed) -> fixed;
      case Node.Text text -> text(text, scope);
      case Node.Elements(var elements) -> {
        var list = new ArrayList<@Nullable Object>(elements.size());
        elements.forEach(element -> list.add(value(element, scope)));
        yield list;
      }
      case Node.Members(var members) -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        members.forEach(
            (name, member) -> {
              var value = value(member, scope);
              if (value != null || !leavesOut(member)) {
                map.put(name, value);
              }
            });
        yield map;
      }
    };
  }

  private static boolean leavesOut(Node node) {
    return node instanceof Node.Text text && text.absent() == Absent.LEFT_OUT;
  }

  private static @Nullable Object text(Node.Text text, Scope scope) {
    var whole = text.template().whole();
    try {
      if (whole == null) {
        return text.template().render(scope);
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
      throw new ExpressionException(
          e.code(), e.getMessage() + " (needed at " + text.pointer() + ")", e.position(), e);
    }
  }

  @Override
  public String toString() {
    return Collections.unmodifiableMap(raw).toString();
  }
}
