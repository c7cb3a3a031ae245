package org.carelay.practice.google;

/**
 * How a number is shown.
 *
 * @param pattern in Google's notation, such as {@code m/d/yyyy h:mm am/pm}
 */
public record NumberFormat(Type type, String pattern) {
  /** Plain text: what is typed stays as it is, leading zeros and plus signs included. */
  public static final NumberFormat PLAIN_TEXT = new NumberFormat(Type.TEXT, "@");

  static final NumberFormat DATE = new NumberFormat(Type.DATE, "m/d/yyyy");
  static final NumberFormat ISO_DATE = new NumberFormat(Type.DATE, "yyyy-mm-dd");
  static final NumberFormat TIME = new NumberFormat(Type.TIME, "h:mm:ss am/pm");
  static final NumberFormat DATE_TIME = new NumberFormat(Type.DATE_TIME, "m/d/yyyy h:mm:ss");
  static final NumberFormat PERCENT = new NumberFormat(Type.PERCENT, "0.00%");
  static final NumberFormat CURRENCY = new NumberFormat(Type.CURRENCY, "$#,##0.00");
  static final NumberFormat GROUPED = new NumberFormat(Type.NUMBER, "#,##0.###");

  /** The names the API uses. */
  public enum Type {
    TEXT,
    NUMBER,
    PERCENT,
    CURRENCY,
    DATE,
    TIME,
    DATE_TIME;

    boolean isDateOrTime() {
      return this == DATE || this == TIME || this == DATE_TIME;
    }
  }
}
