package org.carelay.recipe;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The one place that reaches into the JSONata library for what its API does not give: the syntax
 * tree, which the checker reads, and the three pieces of hidden state that have to be handled so
 * that evaluations do not disturb each other (see {@link JsonataRuntime}).
 */
final class JsonataInternals {
  private static final Map<String, Field> SYMBOL_FIELDS = new ConcurrentHashMap<>();
  private static final Field TREE = field(Jsonata.class, "ast");
  private static final Field ENVIRONMENT = field(Jsonata.class, "environment");
  static final ThreadLocal<Jsonata> CURRENT = threadLocal("current");
  static final ThreadLocal<Parser> PARSER = threadLocal("_parser");

  private JsonataInternals() {}

  private static Field field(Class<?> owner, String name) {
    try {
      var field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("The JSONata library has changed: no " + name, e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> T threadLocal(String name) {
    return (T) required(get(field(Jsonata.class, name), null));
  }

  private static @Nullable Object get(Field field, @Nullable Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The JSONata library has changed: " + field, e);
    }
  }

  static Jsonata.Frame environment(Jsonata expression) {
    return (Jsonata.Frame) required(get(ENVIRONMENT, expression));
  }

  static void setEnvironment(Jsonata expression, Jsonata.Frame environment) {
    try {
      ENVIRONMENT.set(expression, environment);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The JSONata library has changed", e);
    }
  }

  static Syntax tree(Jsonata expression) {
    return new Syntax((Parser.Symbol) required(get(TREE, expression)));
  }

  private static Object required(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("The JSONata library has changed: a part is missing");
    }
    return value;
  }

  /** One node of the library's syntax tree. */
  record Syntax(Parser.Symbol symbol) {
    private @Nullable Object part(String name) {
      return get(SYMBOL_FIELDS.computeIfAbsent(name, n -> field(Parser.Symbol.class, n)), symbol);
    }

    String type() {
      return String.valueOf(part("type"));
    }

    /** The name, operator or literal. */
    String value() {
      return String.valueOf(part("value"));
    }

    /** As the library's own evaluation takes it. */
    @Nullable Object literal() {
      return part("value");
    }

    int position() {
      return (Integer) required(part("position"));
    }

    boolean has(String name) {
      var value = part(name);
      return value != null && !Boolean.FALSE.equals(value);
    }

    String text(String name) {
      return String.valueOf(part(name));
    }

    @Nullable Syntax child(String name) {
      return part(name) instanceof Parser.Symbol child ? new Syntax(child) : null;
    }

    List<Syntax> children(String name) {
      return part(name) instanceof List<?> list
          ? list.stream().map(child -> new Syntax((Parser.Symbol) child)).toList()
          : List.of();
    }

    /** Keys and values, in turn. */
    List<Syntax> pairs() {
      return part("lhsObject") instanceof List<?> list
          ? list.stream()
              .flatMap(pair -> List.of((Parser.Symbol[]) pair).stream())
              .map(Syntax::new)
              .toList()
          : List.of();
    }
  }
}
