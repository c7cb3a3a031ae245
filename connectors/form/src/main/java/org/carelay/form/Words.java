package org.carelay.form;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What pages say by themselves, in the form's language or in English. */
final class Words {
  private final ResourceBundle bundle;
  private final Locale locale;

  private Words(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            "org.carelay.form.words",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  static Words of(String language) {
    return new Words(Locale.forLanguageTag(language));
  }

  String get(String name, Object... values) {
    var text = bundle.getString(name);
    return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
  }
}
