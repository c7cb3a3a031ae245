package org.carelay.engine.store;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/**
 * Values that an action declares secret, such as a personal link: sealed in the journal, opened for
 * the steps that use them, and shown to nobody.
 */
public final class SealedOutputs {
  private static final String MARK = "$sealed";
  private static final String SHOWN = "•••";

  private static final ClassValue<List<String>> SECRETS =
      new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> type) {
          var parts = type.getRecordComponents();
          return parts == null
              ? List.of()
              : Arrays.stream(parts)
                  .filter(SealedOutputs::isSecret)
                  .map(RecordComponent::getName)
                  .toList();
        }
      };

  private final Sealing sealing;

  public SealedOutputs(Sealing sealing) {
    this.sealing = sealing;
  }

  private static boolean isSecret(RecordComponent part) {
    var described = part.getAnnotation(Describe.class);
    return described != null && described.sensitivity() == Sensitivity.SECRET;
  }

  /**
   * An output as it is stored.
   *
   * @param type what the action declares
   * @param about the run and step it belongs to
   */
  public Object sealed(Class<?> type, Object output, String about) {
    var names = SECRETS.get(type);
    if (names.isEmpty() || !(output instanceof Map<?, ?> plain)) {
      return output;
    }
    var stored = new LinkedHashMap<Object, @Nullable Object>(plain);
    for (var name : names) {
      stored.computeIfPresent(name, (key, value) -> Map.of(MARK, seal(value, about)));
    }
    return stored;
  }

  private String seal(Object value, String about) {
    var bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(sealing.seal(bytes, about));
  }

  /** An output as steps use it. */
  public Object opened(Object stored, String about) {
    return replaced(
        stored,
        text ->
            new String(
                sealing.open(Base64.getDecoder().decode(text), about), StandardCharsets.UTF_8));
  }

  /** An output as people see it. */
  static @Nullable Object masked(@Nullable Object stored) {
    return stored == null ? null : replaced(stored, text -> SHOWN);
  }

  private static Object replaced(
      Object stored, java.util.function.UnaryOperator<String> replacement) {
    if (!(stored instanceof Map<?, ?> map)
        || map.values().stream().noneMatch(v -> mark(v) != null)) {
      return stored;
    }
    var all = new LinkedHashMap<Object, @Nullable Object>(map);
    all.replaceAll(
        (name, value) -> {
          var sealed = mark(value);
          return sealed == null ? value : replacement.apply(sealed);
        });
    return all;
  }

  private static @Nullable String mark(@Nullable Object value) {
    return value instanceof Map<?, ?> map
            && map.size() == 1
            && map.get(MARK) instanceof String sealed
        ? sealed
        : null;
  }
}
