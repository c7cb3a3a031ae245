package org.carelay.practice.google;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Calculates numbers with {@code + - * / ( )}: enough to show what Sheets makes of a phone number
 * typed as {@code +1-212-555-0142}. Everything else is an error, shown as in Sheets.
 */
final class Arithmetic {
  private final String text;
  private int position;

  private Arithmetic(String text) {
    this.text = text;
  }

  /**
   * @param formula with or without its leading {@code =}
   */
  static CellValue evaluate(String formula) {
    var body = formula.startsWith("=") ? formula.substring(1) : formula;
    if (body.chars().anyMatch(Character::isLetter)) {
      return new CellValue.ErrorValue("#NAME?");
    }
    try {
      var parser = new Arithmetic(body);
      var result = parser.sum();
      parser.skipSpaces();
      if (parser.position < body.length()) {
        return new CellValue.ErrorValue("#ERROR!");
      }
      return new CellValue.NumberValue(result);
    } catch (NumberFormatException notANumber) {
      return new CellValue.ErrorValue("#ERROR!");
    } catch (ArithmeticException divisionByZero) {
      return new CellValue.ErrorValue("#DIV/0!");
    }
  }

  private BigDecimal sum() {
    var result = product();
    while (true) {
      if (accept('+')) {
        result = result.add(product());
      } else if (accept('-')) {
        result = result.subtract(product());
      } else {
        return result;
      }
    }
  }

  private BigDecimal product() {
    var result = factor();
    while (true) {
      if (accept('*')) {
        result = result.multiply(factor());
      } else if (accept('/')) {
        result = result.divide(factor(), MathContext.DECIMAL64);
      } else {
        return result;
      }
    }
  }

  private BigDecimal factor() {
    if (accept('+')) {
      return factor();
    }
    if (accept('-')) {
      return factor().negate();
    }
    if (accept('(')) {
      var inner = sum();
      if (!accept(')')) {
        throw new NumberFormatException("no closing bracket");
      }
      return inner;
    }
    skipSpaces();
    var start = position;
    while (position < text.length()
        && (Character.isDigit(text.charAt(position)) || text.charAt(position) == '.')) {
      position++;
    }
    return new BigDecimal(text.substring(start, position));
  }

  private boolean accept(char expected) {
    skipSpaces();
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  private void skipSpaces() {
    while (position < text.length() && text.charAt(position) == ' ') {
      position++;
    }
  }
}
