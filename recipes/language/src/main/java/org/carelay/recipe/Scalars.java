package org.carelay.recipe;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Single JSON values as Java values. Messages say what is expected and never quote the value. */
final class Scalars {
  private Scalars() {}

  /**
   * @throws IllegalArgumentException if the value does not fit
   */
  static Object read(Object json, Class<?> type) {
    if (type == Object.class) {
      return json;
    }
    if (type == String.class) {
      return text(json);
    }
    if (type == boolean.class || type == Boolean.class) {
      return truth(json);
    }
    if (type == int.class || type == Integer.class) {
      return whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE).intValueExact();
    }
    if (type == long.class || type == Long.class) {
      return whole(json, Long.MIN_VALUE, Long.MAX_VALUE).longValueExact();
    }
    if (type == double.class || type == Double.class) {
      return finite(decimal(json));
    }
    if (type == BigDecimal.class) {
      return decimal(json);
    }
    if (type == List.class && json instanceof List<?> || type == Map.class && json instanceof Map) {
      return json;
    }
    return type.isEnum() ? choice(json, type) : parsed(json, type);
  }

  private static String text(Object json) {
    return switch (json) {
      case String text -> text;
      case Number _, Boolean _ -> Template.scalarText(json);
      default -> throw expected("a text", json);
    };
  }

  private static boolean truth(Object json) {
    return switch (json) {
      case Boolean truth -> truth;
      case String text when text.equalsIgnoreCase("true") -> true;
      case String text when text.equalsIgnoreCase("false") -> false;
      default -> throw expected("true or false", json);
    };
  }

  private static BigDecimal decimal(Object json) {
    try {
      return switch (json) {
        case BigDecimal number -> number;
        case Number number -> new BigDecimal(number.toString());
        case String text when text.length() <= 100 -> new BigDecimal(text.strip());
        default -> throw expected("a number", json);
      };
    } catch (NumberFormatException e) {
      throw expected("a number", json);
    }
  }

  private static double finite(BigDecimal number) {
    if (Double.isInfinite(number.doubleValue())) {
      throw new IllegalArgumentException("must be a smaller number");
    }
    return number.doubleValue();
  }

  private static BigDecimal whole(Object json, long min, long max) {
    var number = decimal(json);
    var range =
        number.compareTo(BigDecimal.valueOf(min)) >= 0
            && number.compareTo(BigDecimal.valueOf(max)) <= 0;
    if (!range || number.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("must be a whole number between " + min + " and " + max);
    }
    return number;
  }

  private static Object choice(Object json, Class<?> type) {
    if (json instanceof String text) {
      for (var constant : type.getEnumConstants()) {
        if (plain(((Enum<?>) constant).name()).equals(plain(text))) {
          return constant;
        }
      }
    }
    throw new IllegalArgumentException("must be one of " + String.join(", ", choices(type)));
  }

  /** How the constants of an enum are written. */
  static List<String> choices(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ValueWriter.kebab(((Enum<?>) constant).name()))
        .toList();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  private static Object parsed(Object json, Class<?> type) {
    if (!(json instanceof String text)) {
      throw expected(example(type), json);
    }
    try {
      return switch (type.getSimpleName()) {
        case "Duration" -> Durations.parse(text);
        case "Instant" -> OffsetDateTime.parse(text).toInstant();
        case "ZoneId" -> ZoneId.of(text);
        case "URI" -> new URI(text);
        case "LocalDate" -> LocalDate.parse(text);
        case "LocalTime" -> LocalTime.parse(text);
        default -> throw new IllegalArgumentException("cannot be written in JSON");
      };
    } catch (DateTimeException | URISyntaxException e) {
      throw new IllegalArgumentException("must be " + example(type), e);
    }
  }

  private static String example(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "Duration" -> "a duration such as PT5S, PT2H or P1D";
      case "Instant" -> "an instant such as 2026-11-22T09:00:00Z";
      case "ZoneId" -> "a zone such as America/New_York";
      case "URI" -> "an address such as https://example.org";
      case "LocalDate" -> "a date such as 2026-11-22";
      case "LocalTime" -> "a time such as 09:00";
      default -> type.getSimpleName();
    };
  }

  private static IllegalArgumentException expected(String what, @Nullable Object json) {
    return new IllegalArgumentException("must be " + what + ", not " + kind(json));
  }

  /** What a JSON value is, in words. */
  static String kind(@Nullable Object json) {
    return switch (json) {
      case null -> "null";
      case String _ -> "a text";
      case Boolean _ -> "true or false";
      case Number _ -> "a number";
      case List<?> _ -> "a list";
      default -> "an object";
    };
  }
}
