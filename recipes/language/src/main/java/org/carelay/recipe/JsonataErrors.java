package org.carelay.recipe;

import com.dashjoin.jsonata.JException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The library's errors in sentences that never quote a value, since values may be personal. */
final class JsonataErrors {
  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry("D1001", "gives a number that is too large"),
          Map.entry("D1002", "negates something that is not a number"),
          Map.entry("D1009", "makes an object that has the same name twice"),
          Map.entry("D2014", "makes a range that is too long"),
          Map.entry("D3030", "turns a text into a number that is not one"),
          Map.entry("D3137", "raises an error with $error"),
          Map.entry("D3138", "finds more than one with $single"),
          Map.entry("D3139", "finds none with $single"),
          Map.entry("D3141", "fails an $assert"),
          Map.entry("T0410", "gives a function a value of the wrong type"),
          Map.entry("T0411", "gives a function a value of the wrong type"),
          Map.entry("T0412", "gives a function a list with values of the wrong type"),
          Map.entry("T1003", "makes an object with a name that is not a text"),
          Map.entry("T1005", "calls a function without $"),
          Map.entry("T1006", "calls something that is no function"),
          Map.entry("T2001", "calculates with something that is not a number"),
          Map.entry("T2002", "calculates with something that is not a number"),
          Map.entry("T2003", "makes a range that does not start with a whole number"),
          Map.entry("T2004", "makes a range that does not end with a whole number"),
          Map.entry("T2006", "passes a value to something that is no function"),
          Map.entry("T2007", "sorts by values of different types"),
          Map.entry("T2008", "sorts by something that is neither text nor number"),
          Map.entry("T2009", "compares a text with a number"),
          Map.entry("T2010", "compares something that is neither text nor number"));

  private JsonataErrors() {}

  /** Quotes the expression's own text only. */
  static String syntax(JException e) {
    return switch (String.valueOf(e.getError())) {
      case "S0101" -> "A quoted text is not closed";
      case "S0105" -> "A quoted name is not closed by `";
      case "S0106" -> "A comment is not closed by */";
      case "S0201" -> "\"" + e.getCurrent() + "\" does not belong here";
      case "S0202" -> "\"" + e.getCurrent() + "\" is needed here, not \"" + e.getExpected() + "\"";
      case "S0203" -> "\"" + e.getCurrent() + "\" is needed before the end";
      case "S0204" -> "There is no operator \"" + e.getCurrent() + "\"";
      case "S0207" -> "Something is missing at the end";
      case "S0211" -> "\"" + e.getCurrent() + "\" does not belong here";
      case "S0212" -> "Only a name with $ can stand left of :=";
      case "S0301" -> "A pattern is empty";
      case "S0302" -> "A pattern is not closed by /";
      default -> "This is not an expression (" + e.getError() + ")";
    };
  }

  static ExpressionException failure(String text, Bounds bounds, Throwable thrown) {
    var exceeded = bounds.exceeded();
    if (exceeded != null) {
      return failed(text, exceeded.code(), exceeded.sentence(), -1);
    }
    if (thrown instanceof StackOverflowError) {
      return failed(text, "expression-bounds", "goes too deep", -1);
    }
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof EvaluationError own) {
        return failed(text, own.code(), own.sentence(), own.getLocation());
      }
      if (cause instanceof JException theirs) {
        var code = String.valueOf(theirs.getError());
        var sentence = SENTENCES.getOrDefault(code, "cannot be evaluated (" + code + ")");
        return failed(text, "expression-failed", sentence, theirs.getLocation());
      }
    }
    return failed(text, "expression-failed", "does not fit the values it is given", -1);
  }

  private static ExpressionException failed(
      String text, String code, String sentence, int position) {
    var shown = text.length() <= 200 ? text : text.substring(0, 200) + "...";
    return new ExpressionException(code, "\"" + shown + "\" " + sentence, position, null);
  }
}
