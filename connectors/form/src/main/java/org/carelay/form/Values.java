package org.carelay.form;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts from a page to typed values: numbers, ISO dates, codings. */
final class Values {
  private static final int LONGEST_STRING = 1_000;
  private static final int LONGEST_TEXT = 10_000;
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");

  private final ZoneId zone;
  private final Words words;

  Values(ZoneId zone, Words words) {
    this.zone = zone;
    this.words = words;
  }

  /** What was filled in does not fit. */
  static final class Wrong extends Exception {
    Wrong(String words) {
      super(words, null, false, false);
    }

    String words() {
      return String.valueOf(getMessage());
    }
  }

  List<Object> read(Item item, List<String> written) throws Wrong {
    if (written.isEmpty()) {
      if (item.isRequired()) {
        throw new Wrong(words.get(item.type().isChoice() ? "choose" : "missing"));
      }
      return List.of();
    }
    if (written.size() > 1 && !item.isRepeated()) {
      throw new Wrong(words.get("choose-one"));
    }
    var values = new ArrayList<Object>();
    for (var text : written) {
      values.add(one(item, text));
    }
    return values;
  }

  private Object one(Item item, String text) throws Wrong {
    return switch (item.type()) {
      case BOOLEAN -> yesOrNo(text);
      case INTEGER -> inRange(item, number(text, WHOLE, "whole-number")).longValueExact();
      case DECIMAL -> inRange(item, number(text, NUMBER, "number"));
      case DATE -> inOrder(item, date(text));
      case DATE_TIME -> dateTime(text);
      case TIME -> time(text);
      case STRING -> fitting(item, text, LONGEST_STRING);
      case TEXT -> fitting(item, text, LONGEST_TEXT);
      case CHOICE, OPEN_CHOICE -> chosen(item, text);
      case GROUP, DISPLAY -> throw new IllegalArgumentException("No question: " + item.linkId());
    };
  }

  private Boolean yesOrNo(String text) throws Wrong {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Wrong(words.get("choose"));
    };
  }

  private BigDecimal number(String text, Pattern pattern, String wanted) throws Wrong {
    if (!pattern.matcher(text).matches()) {
      throw new Wrong(words.get(wanted));
    }
    return new BigDecimal(text);
  }

  private BigDecimal inRange(Item item, BigDecimal number) throws Wrong {
    var min = decimal(item.minValue());
    var max = decimal(item.maxValue());
    boolean low = min != null && number.compareTo(min) < 0;
    boolean high = max != null && number.compareTo(max) > 0;
    if (low || high) {
      throw new Wrong(range(min, max));
    }
    return number;
  }

  private String range(@Nullable Object min, @Nullable Object max) {
    if (min != null && max != null) {
      return words.get("between", min, max);
    }
    return min == null ? words.get("at-most", String.valueOf(max)) : words.get("at-least", min);
  }

  static @Nullable BigDecimal decimal(@Nullable Object value) {
    return value instanceof Number number ? new BigDecimal(number.toString()) : null;
  }

  private LocalDate date(String text) throws Wrong {
    try {
      var date = LocalDate.parse(text);
      if (date.getYear() < 1 || date.getYear() > 9999) {
        throw new Wrong(words.get("date"));
      }
      return date;
    } catch (DateTimeException e) {
      throw new Wrong(words.get("date"));
    }
  }

  private String inOrder(Item item, LocalDate date) throws Wrong {
    var text = date.toString();
    var min = item.minValue() instanceof String first ? first : null;
    var max = item.maxValue() instanceof String last ? last : null;
    if (min != null && text.compareTo(min) < 0 || max != null && text.compareTo(max) > 0) {
      throw new Wrong(range(min, max));
    }
    return text;
  }

  /** A page gives no zone: it is the recipe's. */
  private String dateTime(String text) throws Wrong {
    try {
      var local = LocalDateTime.parse(text.replace(' ', 'T'));
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local.atZone(zone));
    } catch (DateTimeException e) {
      throw new Wrong(words.get("date-time"));
    }
  }

  private String time(String text) throws Wrong {
    try {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.parse(text));
    } catch (DateTimeException e) {
      throw new Wrong(words.get("time"));
    }
  }

  private String fitting(Item item, String text, int longest) throws Wrong {
    int max = item.maxLength() == null ? longest : Math.min(longest, item.maxLength());
    int length = text.codePointCount(0, text.length());
    if (length > max) {
      throw new Wrong(words.get("too-long", max, length));
    }
    if (item.minLength() != null && length < item.minLength()) {
      throw new Wrong(words.get("too-short", item.minLength()));
    }
    return text.replace("\r\n", "\n");
  }

  private Map<String, @Nullable Object> chosen(Item item, String text) throws Wrong {
    for (var option : item.options()) {
      if (option.chosen().equals(text)) {
        return new LinkedHashMap<>(option.coding());
      }
    }
    if (item.type() == Item.Type.OPEN_CHOICE && text.startsWith(Fields.OTHER)) {
      var own = text.substring(Fields.OTHER.length());
      if (own.isEmpty()) {
        throw new Wrong(words.get("other-missing"));
      }
      var coding = new LinkedHashMap<String, @Nullable Object>();
      coding.put("code", null);
      coding.put("display", fitting(item, own, LONGEST_STRING));
      return coding;
    }
    throw new Wrong(words.get("choose"));
  }
}
