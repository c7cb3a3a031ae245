package org.carelay.recipe;

/**
 * Finds where a {@code {{ }}} ends: braces inside texts, quoted names, comments, patterns and
 * objects do not count.
 */
final class TemplateScanner {
  private static final String BEFORE_PATTERN = "(,[{:;=<>&|?~";

  private TemplateScanner() {}

  /** The index of the closing braces. */
  static int closing(String text, int from) {
    int depth = 0;
    char before = '(';
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\'', '`' -> i = skipQuoted(text, i);
        case '/' -> {
          if (text.startsWith("/*", i)) {
            i = skipTo(text, "*/", i + 2) + 1;
            c = before;
          } else if (BEFORE_PATTERN.indexOf(before) >= 0) {
            i = skipQuoted(text, i);
          }
        }
        case '{' -> depth++;
        case '}' -> {
          if (depth == 0 && text.startsWith("}}", i)) {
            return i;
          }
          depth = Math.max(0, depth - 1);
        }
        default -> {}
      }
      if (!Character.isWhitespace(c)) {
        before = c;
      }
    }
    throw new ExpressionException(
        "template-not-closed", "\"{{\" is not closed by \"}}\"", from - 2, null);
  }

  private static int skipQuoted(String text, int open) {
    char quote = text.charAt(open);
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '`') {
        i++;
      } else if (c == quote) {
        return i;
      }
    }
    return text.length();
  }

  private static int skipTo(String text, String end, int from) {
    int at = text.indexOf(end, from);
    return at < 0 ? text.length() : at;
  }
}
