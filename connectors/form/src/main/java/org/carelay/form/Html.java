package org.carelay.form;

/** HTML under construction. What comes from outside goes through text or attribute. */
final class Html {
  private final StringBuilder html = new StringBuilder();

  /** Adds markup of our own. */
  Html add(String markup) {
    html.append(markup);
    return this;
  }

  Html text(String text) {
    return escape(text);
  }

  /** Adds the inside of an attribute that stands in double quotes. */
  Html attribute(String value) {
    return escape(value);
  }

  /** Adds a paragraph for each line. */
  Html paragraphs(String look, String text) {
    for (var line : text.strip().split("\\R+", -1)) {
      add("<p class=\"" + look + "\">").text(line).add("</p>");
    }
    return this;
  }

  private Html escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
    return this;
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
