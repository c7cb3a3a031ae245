package org.carelay.engine.store;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Sensitivity;

/** Which of a connection's settings are secrets, also those inside other settings. */
final class Secrets {
  /** {@code //user:password@host}, {@code thin:user/password@host}, {@code ?password=...}. */
  private static final Pattern PASSWORD_IN_ADDRESS =
      Pattern.compile(
          "//[^/?#@\\s]*:[^/?#@\\s]+@|thin:[^/@\\s]+/[^@\\s]+@|[?&;]\\w*(password|passwd|pwd)=[^&;\\s]",
          Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /** The settings as they may be shown. */
  static Map<String, Object> without(Class<?> type, Map<String, Object> settings) {
    var shown = new TreeMap<>(settings);
    components(type, Secrets::isSecret).keySet().forEach(shown::remove);
    components(type, Secrets::isGroup)
        .forEach((name, group) -> shown.computeIfPresent(name, (_, it) -> without(group, it)));
    return shown;
  }

  /** Secrets that are left out keep their value, so that a form without secrets can be saved. */
  static Map<String, Object> completed(
      Class<?> type, Map<String, Object> given, Map<String, Object> before) {
    var complete = new TreeMap<>(given);
    for (String name : components(type, Secrets::isSecret).keySet()) {
      var old = before.get(name);
      if (old != null && !complete.containsKey(name)) {
        complete.put(name, old);
      }
    }
    components(type, Secrets::isGroup)
        .forEach(
            (name, group) ->
                complete.computeIfPresent(
                    name,
                    (_, it) ->
                        before.get(name) instanceof Map<?, ?> old && it instanceof Map<?, ?> now
                            ? completed(group, named(now), named(old))
                            : it));
    return complete;
  }

  /**
   * Passwords that stand in an address, which is shown and kept where it is no secret.
   *
   * @param pointer where the settings stand
   */
  static List<InputProblem> inAddresses(
      Class<?> type, Map<String, Object> settings, String pointer) {
    var problems = new ArrayList<InputProblem>();
    var shown = without(type, settings);
    shown.forEach(
        (name, value) -> {
          if (value instanceof String text && PASSWORD_IN_ADDRESS.matcher(text).find()) {
            problems.add(
                new InputProblem(
                    pointer + "/" + name,
                    "secret-in-address",
                    "A password stands in this address, which is shown to others: put it into a"
                        + " field of its own."));
          }
        });
    components(type, Secrets::isGroup)
        .forEach(
            (name, group) -> {
              if (shown.get(name) instanceof Map<?, ?> inner) {
                problems.addAll(inAddresses(group, named(inner), pointer + "/" + name));
              }
            });
    return problems;
  }

  private static Object without(Class<?> type, Object value) {
    return value instanceof Map<?, ?> map ? without(type, named(map)) : value;
  }

  private static Map<String, Class<?>> components(
      Class<?> type, Predicate<RecordComponent> wanted) {
    var found = new TreeMap<String, Class<?>>();
    Arrays.stream(type.getRecordComponents())
        .filter(wanted)
        .forEach(component -> found.put(component.getName(), component.getType()));
    return found;
  }

  private static boolean isSecret(RecordComponent component) {
    var described = component.getAnnotation(Describe.class);
    return described != null && described.sensitivity() == Sensitivity.SECRET;
  }

  private static boolean isGroup(RecordComponent component) {
    return !isSecret(component) && component.getType().isRecord();
  }

  @SuppressWarnings("unchecked") // Settings are JSON objects, whose names are texts.
  private static Map<String, Object> named(Map<?, ?> object) {
    return (Map<String, Object>) object;
  }
}
