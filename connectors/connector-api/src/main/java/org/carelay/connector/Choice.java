package org.carelay.connector;

/**
 * A value that a form offers, such as a column of the chosen sheet.
 *
 * @param value what is written in the recipe
 * @param label what the person reads
 */
public record Choice(String value, String label) {
  public static Choice of(String name) {
    return new Choice(name, name);
  }
}
