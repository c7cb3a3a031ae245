package org.carelay.connector.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for what is no JSON value in an event or output. */
final class JsonValues {
  private JsonValues() {}

  /** Pointers to everything below {@code value} that JSON does not have. */
  static List<String> strangersIn(@Nullable Object value) {
    var strangers = new ArrayList<String>();
    collect(value, "", strangers);
    return strangers;
  }

  private static void collect(@Nullable Object value, String pointer, List<String> strangers) {
    switch (value) {
      case null -> {}
      case String _, Boolean _, Integer _, Long _, BigInteger _, BigDecimal _ -> {}
      case Map<?, ?> map ->
          map.forEach(
              (name, each) -> {
                if (!(name instanceof String)) {
                  strangers.add(pointer + ": the name " + name + " is no text");
                }
                collect(each, pointer + "/" + name, strangers);
              });
      case List<?> list -> {
        for (var i = 0; i < list.size(); i++) {
          collect(list.get(i), pointer + "/" + i, strangers);
        }
      }
      default -> strangers.add(pointer + ": " + value.getClass().getName());
    }
  }
}
