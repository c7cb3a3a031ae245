package org.carelay.database;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;

/**
 * A statement with named parameters.
 *
 * @param parts the text around the parameters: one more than there are names
 * @param names of the parameters in order; one may occur several times
 */
record NamedSql(List<String> parts, List<String> names) {
  private static final String COMMON =
      """
      |::\
      |:(?<name>[A-Za-z_][A-Za-z_0-9]*+)\
      |(?<question>\\?)\
      |(?<end>;)""";

  /** What is no place for a parameter: texts, names, comments, casts. */
  private static final Pattern POSTGRES =
      Pattern.compile(
          """
          (?<![A-Za-z_0-9$])[eE]'(?:[^'\\\\]++|''|\\\\.)*+'\
          |'(?:[^']++|'')*+'\
          |"(?:[^"]++|"")*+"\
          |(?<dollar>(?<![A-Za-z_0-9$])\\$(?:[A-Za-z_][A-Za-z_0-9]*+)?\\$)\
          |--[^\\n]*+\
          |/\\*.*?\\*/"""
              + COMMON,
          Pattern.DOTALL);

  private static final Pattern MARIADB =
      Pattern.compile(
          """
          '(?:[^'\\\\]++|''|\\\\.)*+'\
          |"(?:[^"\\\\]++|""|\\\\.)*+"\
          |`(?:[^`]++|``)*+`\
          |(?<dollar>(?!))\
          |--(?=\\s)[^\\n]*+\
          |#[^\\n]*+\
          |/\\*.*?\\*/"""
              + COMMON,
          Pattern.DOTALL);

  /**
   * What a statement that reads begins with. A read-only transaction does not hold back all others:
   * MariaDB ends it for a {@code drop table}, and PostgreSQL's {@code copy} writes files.
   */
  private static final Pattern READS =
      Pattern.compile(
          "(?is)^(?:\\s++|--[^\\n]*\\n|#[^\\n]*\\n|/\\*.*?\\*/|\\()*+(?:select|with|values|table|show|explain|describe|desc)\\b");

  /**
   * @throws ConnectorException if it is more than one statement, or its quotes do not end
   */
  static NamedSql parse(String sql, Dialect dialect) throws ConnectorException {
    var parts = new ArrayList<String>();
    var names = new ArrayList<String>();
    var part = new StringBuilder();
    var tokens =
        switch (dialect) {
          case PostgreSql _, LogOnly _ -> POSTGRES;
          case MariaDb _ -> MARIADB;
        };
    var matcher = tokens.matcher(sql);
    var at = 0;
    while (matcher.find(at)) {
      part.append(plain(sql.substring(at, matcher.start())));
      at = matcher.end();
      if (matcher.group("name") != null) {
        parts.add(part.toString());
        part.setLength(0);
        names.add(matcher.group("name"));
      } else if (matcher.group("question") != null) {
        part.append(dialect.questionMark());
      } else if (matcher.group("dollar") != null) {
        at = endOfDollarQuote(sql, matcher);
        part.append(sql, matcher.start(), at);
      } else if (matcher.group("end") != null) {
        refuseMore(sql.substring(at));
      } else {
        part.append(matcher.group());
      }
    }
    parts.add(part.append(plain(sql.substring(at))).toString());
    if (!READS.matcher(parts.getFirst()).find()) {
      throw refused("A query begins with select, with, values, table, show, explain or describe.");
    }
    return new NamedSql(List.copyOf(parts), List.copyOf(names));
  }

  /** For the database: every parameter as a question mark, or as many as it has values. */
  String text(List<Integer> counts) {
    var text = new StringBuilder(parts.getFirst());
    for (var i = 0; i < names.size(); i++) {
      text.append("?").append(", ?".repeat(counts.get(i) - 1)).append(parts.get(i + 1));
    }
    return text.toString();
  }

  private static String plain(String between) throws ConnectorException {
    for (var quote : List.of("'", "\"", "/*")) {
      if (between.contains(quote)) {
        throw refused("A quote or comment that begins with %s does not end.".formatted(quote));
      }
    }
    return between;
  }

  private static int endOfDollarQuote(String sql, Matcher matcher) throws ConnectorException {
    var tag = matcher.group("dollar");
    var end = sql.indexOf(tag, matcher.end());
    if (end < 0) {
      throw refused("A quote that begins with %s does not end.".formatted(tag));
    }
    return end + tag.length();
  }

  private static void refuseMore(String rest) throws ConnectorException {
    if (!rest.replaceAll("(?s)--[^\\n]*|/\\*.*?\\*/|[;\\s]", "").isEmpty()) {
      throw refused("There is more than one statement; a step does one.");
    }
  }

  private static Permanent refused(String message) {
    return new Permanent("sql-not-accepted", message, null);
  }
}
