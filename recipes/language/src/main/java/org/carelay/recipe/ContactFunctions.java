package org.carelay.recipe;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import org.jspecify.annotations.Nullable;

/** Phone numbers, and addresses that must not be shown in full. */
final class ContactFunctions {
  private static final String DEFAULT_REGION = "US";
  private static final int SHOWN = 4;

  private ContactFunctions() {}

  /** E.164, or nothing where the text is no valid number of the region. */
  static @Nullable Object phone(Arguments arguments) {
    var region = arguments.has(1) ? arguments.text(1) : DEFAULT_REGION;
    var numbers = PhoneNumberUtil.getInstance();
    if (!numbers.getSupportedRegions().contains(region)) {
      throw arguments.refused(1, "a country such as \"US\"");
    }
    try {
      var number = numbers.parse(arguments.text(0), region);
      return numbers.isValidNumber(number) ? numbers.format(number, PhoneNumberFormat.E164) : null;
    } catch (NumberParseException e) {
      return null;
    }
  }

  /** {@code ******0123}, {@code a***@example.org}. */
  static Object mask(Arguments arguments) {
    var text = arguments.text(0);
    int at = text.indexOf('@');
    if (at > 0) {
      return text.charAt(0) + "***" + text.substring(at);
    }
    int shown = text.length() >= 2 * SHOWN ? SHOWN : 0;
    return "*".repeat(text.length() - shown) + text.substring(text.length() - shown);
  }
}
