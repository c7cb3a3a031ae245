package org.carelay.recipe;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSONata's text functions, within {@link Bounds}: a pattern can take for ever on 40 letters. */
final class TextFunctions {
  private TextFunctions() {}

  static Object contains(Arguments arguments) {
    var text = arguments.text(0);
    return arguments.at(1) instanceof Pattern pattern
        ? pattern.matcher(arguments.bounds().watch(text)).find()
        : text.contains(arguments.text(1));
  }

  static Object match(Arguments arguments) {
    var found = Utils.createSequence();
    var matcher = matcher(arguments);
    int limit = limit(arguments, 2);
    while (found.size() < limit && matcher.find()) {
      var match = new LinkedHashMap<String, Object>();
      match.put("match", matcher.group());
      match.put("index", matcher.start());
      match.put("groups", groups(matcher));
      found.add(match);
      arguments.bounds().made(8);
    }
    return found;
  }

  private static Matcher matcher(Arguments arguments) {
    if (arguments.at(1) instanceof Pattern pattern) {
      return pattern.matcher(arguments.bounds().watch(arguments.text(0)));
    }
    throw arguments.refused(1, "a pattern such as /[0-9]+/");
  }

  private static List<@Nullable Object> groups(MatchResult match) {
    var groups = new ArrayList<@Nullable Object>();
    for (int i = 1; i <= match.groupCount(); i++) {
      groups.add(match.group(i) == null ? "" : match.group(i));
    }
    return groups;
  }

  private static int limit(Arguments arguments, int index) {
    int limit = arguments.has(index) ? arguments.whole(index) : Integer.MAX_VALUE;
    if (limit < 0) {
      throw arguments.refused(index, "a number that is not negative");
    }
    return limit;
  }

  static Object replace(Arguments arguments) {
    var text = arguments.text(0);
    var replacement = arguments.text(2);
    int limit = limit(arguments, 3);
    boolean patterned = arguments.at(1) instanceof Pattern;
    if (!patterned && arguments.text(1).isEmpty()) {
      throw arguments.refused(1, "a text that is not empty");
    }
    var matcher = patterned ? matcher(arguments) : literal(arguments, 1).matcher(text);
    var result = new StringBuilder();
    int from = 0;
    for (int count = 0; count < limit && matcher.find(); count++) {
      int before = result.length();
      result.append(text, from, matcher.start());
      result.append(patterned ? expanded(replacement, matcher) : replacement);
      from = matcher.end();
      arguments.bounds().made((result.length() - before) / 16 + 1);
    }
    return result.append(text, from, text.length()).toString();
  }

  private static Pattern literal(Arguments arguments, int index) {
    return Pattern.compile(arguments.text(index), Pattern.LITERAL);
  }

  /** {@code $1} is a group, {@code $0} the whole match, {@code $$} a dollar sign. */
  private static String expanded(String replacement, MatchResult match) {
    if (replacement.indexOf('$') < 0) {
      return replacement;
    }
    var text = new StringBuilder();
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
      if (c == '$' && Character.isDigit(next)) {
        int group = next - '0';
        var value = group <= match.groupCount() ? match.group(group) : null;
        text.append(value == null ? "" : value);
        i++;
      } else {
        text.append(c);
        i += c == '$' && next == '$' ? 1 : 0;
      }
    }
    return text.toString();
  }

  static Object split(Arguments arguments) {
    var text = arguments.text(0);
    int limit = limit(arguments, 2);
    boolean patterned = arguments.at(1) instanceof Pattern;
    if (!patterned && arguments.text(1).isEmpty()) {
      return letters(text, limit);
    }
    var matcher = patterned ? matcher(arguments) : literal(arguments, 1).matcher(text);
    var parts = new ArrayList<Object>();
    int from = 0;
    while (parts.size() < limit && matcher.find()) {
      if (matcher.end() > matcher.start()) {
        parts.add(text.substring(from, matcher.start()));
        from = matcher.end();
        arguments.bounds().made(1);
      }
    }
    if (parts.size() < limit) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  private static List<Object> letters(String text, int limit) {
    return new ArrayList<>(text.codePoints().limit(limit).mapToObj(Character::toString).toList());
  }

  static Object join(Arguments arguments) {
    var parts = arguments.at(0) instanceof List<?> list ? list : List.of(arguments.text(0));
    var separator = arguments.has(1) ? arguments.text(1) : "";
    var text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      if (!(parts.get(i) instanceof String part)) {
        throw arguments.refused(0, "a list of texts");
      }
      text.append(i == 0 ? "" : separator).append(part);
      arguments.bounds().made((part.length() + separator.length()) / 16 + 1);
    }
    return text.toString();
  }

  static Object pad(Arguments arguments) {
    var text = arguments.text(0);
    int width = arguments.whole(1);
    var filling = arguments.has(2) && !arguments.text(2).isEmpty() ? arguments.text(2) : " ";
    int missing = Math.abs(width) - text.codePointCount(0, text.length());
    if (width == Integer.MIN_VALUE || missing > Bounds.RANGE) {
      throw arguments.refused(1, "at most " + Bounds.RANGE);
    }
    if (missing <= 0) {
      return text;
    }
    var repeated = filling.repeat(missing);
    var added = repeated.substring(0, repeated.offsetByCodePoints(0, missing));
    return width < 0 ? added + text : text + added;
  }

  /** Replaced since JSONata's own turns decimals into binary fractions on the way. */
  static @Nullable Object lookup(Arguments arguments) {
    var name = arguments.text(1);
    if (arguments.at(0) instanceof List<?> list) {
      var found = Utils.createSequence();
      for (var item : list) {
        var value = item instanceof Map<?, ?> map ? map.get(name) : null;
        if (value instanceof List<?> inner) {
          found.addAll(inner);
        } else if (value != null) {
          found.add(value);
        }
      }
      return found;
    }
    return arguments.at(0) instanceof Map<?, ?> map && map.containsKey(name)
        ? Objects.requireNonNullElse(map.get(name), Jsonata.NULL_VALUE)
        : null;
  }
}
