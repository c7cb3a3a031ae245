package org.carelay.workers.child;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON into what a parameter of {@code handle} asks for: a Map, a List, text, a number, a
 * date or time from its ISO text, an enum, or a record of these.
 */
final class Binding {
  private Binding() {}

  /**
   * @throws IllegalArgumentException that says which value does not fit
   */
  static @Nullable Object bind(@Nullable Object value, Type type, String path) {
    var raw = type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : type;
    if (!(raw instanceof Class<?> wanted) || wanted == Object.class) {
      return value;
    }
    if (value == null) {
      if (wanted.isPrimitive()) {
        throw misfit(path, "nothing", wanted);
      }
      return null;
    }
    if (wanted.isRecord() && value instanceof Map<?, ?> map) {
      return record(map, wanted, path);
    }
    if (value instanceof List<?> list && wanted.isAssignableFrom(ArrayList.class)) {
      return list(list, argument(type, 0), path);
    }
    if (value instanceof Map<?, ?> map && wanted.isAssignableFrom(LinkedHashMap.class)) {
      return map(map, argument(type, 1), path);
    }
    return scalar(value, wanted, path);
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }

  private static Object list(List<?> list, Type element, String path) {
    var bound = new ArrayList<@Nullable Object>(list.size());
    for (var item : list) {
      bound.add(bind(item, element, path + "/" + bound.size()));
    }
    return bound;
  }

  private static Object map(Map<?, ?> map, Type valueType, String path) {
    if (valueType == Object.class) {
      return map;
    }
    var bound = new LinkedHashMap<@Nullable Object, @Nullable Object>();
    map.forEach((key, item) -> bound.put(key, bind(item, valueType, path + "/" + key)));
    return bound;
  }

  private static Object record(Map<?, ?> map, Class<?> type, String path) {
    var components = type.getRecordComponents();
    var values =
        Arrays.stream(components)
            .map(
                part ->
                    bind(
                        map.get(part.getName()),
                        part.getGenericType(),
                        path + "/" + part.getName()))
            .toArray();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "the event" + path + " can not become a " + type.getSimpleName() + ": " + e.getCause(),
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object scalar(Object value, Class<?> wanted, String path) {
    try {
      if (wanted.isInstance(value)) {
        return value;
      }
      if (value instanceof Number number) {
        return number(number, wanted, path);
      }
      if (value instanceof Boolean && wanted == boolean.class) {
        return value;
      }
      if (value instanceof String text) {
        return parsed(text, wanted, path);
      }
    } catch (ArithmeticException | ReflectiveOperationException e) {
      throw misfit(path, "the value", wanted);
    }
    throw misfit(path, "a value of type " + value.getClass().getSimpleName(), wanted);
  }

  private static Object number(Number number, Class<?> wanted, String path) {
    var exact = new BigDecimal(number.toString());
    if (wanted == int.class || wanted == Integer.class) {
      return exact.intValueExact();
    } else if (wanted == long.class || wanted == Long.class) {
      return exact.longValueExact();
    } else if (wanted == double.class || wanted == Double.class) {
      return exact.doubleValue();
    } else if (wanted == BigDecimal.class) {
      return exact;
    } else if (wanted == BigInteger.class) {
      return exact.toBigIntegerExact();
    }
    throw misfit(path, "a number", wanted);
  }

  /** Every date and time of java.time has a parse method, and every enum a valueOf. */
  private static Object parsed(String text, Class<?> wanted, String path)
      throws ReflectiveOperationException {
    if (wanted.isEnum() || wanted.getPackageName().equals("java.time")) {
      var parse =
          wanted.isEnum()
              ? wanted.getMethod("valueOf", String.class)
              : wanted.getMethod("parse", CharSequence.class);
      // An enum in the person's code is seldom public.
      parse.setAccessible(true);
      return parse.invoke(null, text);
    }
    throw misfit(path, "a text", wanted);
  }

  private static IllegalArgumentException misfit(String path, String found, Class<?> wanted) {
    return new IllegalArgumentException(
        "the event"
            + (path.isEmpty() ? "" : " at " + path)
            + " holds "
            + found
            + " where the function wants "
            + wanted.getSimpleName());
  }
}
