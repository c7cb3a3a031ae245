package org.carelay.workers.child;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person's method {@code handle}, found by reflection. */
final class Handler {
  private final Method method;
  private final @Nullable Object target;

  private Handler(Method method, @Nullable Object target) {
    this.method = method;
    this.target = target;
  }

  /**
   * Runs the class's initializers and constructor, and finds {@code handle}.
   *
   * @throws InvocationTargetException what the constructor threw
   * @throws IllegalArgumentException if there is no such method; the message says what to write
   */
  static Handler of(List<Class<?>> classes) throws ReflectiveOperationException {
    var method =
        classes.stream()
            .map(Handler::method)
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(Compilation.NO_HANDLE));
    method.setAccessible(true);
    if (Modifier.isStatic(method.getModifiers())) {
      return new Handler(method, null);
    }
    Constructor<?> constructor;
    try {
      constructor = method.getDeclaringClass().getDeclaredConstructor();
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          "the class with handle needs a constructor without parameters", e);
    }
    constructor.setAccessible(true);
    return new Handler(method, constructor.newInstance());
  }

  private static Optional<Method> method(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals("handle") && !method.isSynthetic())
        .filter(method -> method.getParameterCount() == 1 || method.getParameterCount() == 2)
        .max(Comparator.comparingInt(Method::getParameterCount));
  }

  @Nullable Object call(@Nullable Object event, @Nullable Object context) throws Throwable {
    var parameters = method.getGenericParameterTypes();
    var first = Binding.bind(event, parameters[0], "");
    try {
      return parameters.length == 1
          ? method.invoke(target, first)
          : method.invoke(target, first, Binding.bind(context, parameters[1], ""));
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
