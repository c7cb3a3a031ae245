package org.carelay.recipe;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;

/** What reflection says about a record, looked up once per class. */
final class RecordShape {
  /** One component. */
  record Component(
      int index,
      String name,
      Type type,
      boolean optional,
      @Nullable Describe describe,
      MethodHandle accessor) {
    boolean verbatim() {
      return describe != null && describe.verbatim();
    }

    Object read(Object owner) {
      try {
        return accessor.invokeExact(owner);
      } catch (Throwable e) {
        throw new IllegalStateException("The component " + name + " cannot be read", e);
      }
    }
  }

  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final Map<String, Component> components = new LinkedHashMap<>();
  private final MethodHandle constructor;
  private final @Nullable MethodHandle parse;

  private RecordShape(Class<?> type) {
    var parts = type.getRecordComponents();
    try {
      var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      var types = new ArrayList<Class<?>>();
      for (var part : parts) {
        components.put(part.getName(), component(components.size(), part, lookup));
        types.add(part.getType());
      }
      constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, parts.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      parse = parse(type, lookup);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + " is not a record we can use", e);
    }
  }

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  private static Component component(int index, RecordComponent part, MethodHandles.Lookup lookup)
      throws IllegalAccessException {
    var accessor = part.getAccessor();
    accessor.setAccessible(true);
    return new Component(
        index,
        part.getName(),
        part.getGenericType(),
        part.getAnnotatedType().isAnnotationPresent(Nullable.class),
        part.getAnnotation(Describe.class),
        lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class)));
  }

  private static @Nullable MethodHandle parse(Class<?> type, MethodHandles.Lookup lookup)
      throws IllegalAccessException {
    try {
      return lookup
          .findStatic(type, "parse", MethodType.methodType(type, String.class))
          .asType(MethodType.methodType(Object.class, String.class));
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  List<Component> components() {
    return List.copyOf(components.values());
  }

  @Nullable Component component(String name) {
    return components.get(name);
  }

  Iterable<String> names() {
    return components.keySet();
  }

  int size() {
    return components.size();
  }

  /** Whether the record may also be written as a text. */
  boolean parses() {
    return parse != null;
  }

  /**
   * @throws IllegalArgumentException as the record's own rules say
   */
  Object construct(@Nullable Object[] values) {
    try {
      return constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  Object parseText(String text) {
    if (parse == null) {
      throw new IllegalStateException("This record cannot be written as a text");
    }
    try {
      return parse.invokeExact(text);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
