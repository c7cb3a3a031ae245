package org.carelay.engine.effect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;
import org.carelay.connector.Recipient;
import org.carelay.connector.Recipient.Channel;
import org.jspecify.annotations.Nullable;

/** Every address must be one that a message can reach; phone numbers become E.164. */
final class AddressRule implements Gate.Rule {
  /** One bare address; anything stranger is for a person to look at. */
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

  private static final int MAX_EMAIL_CHARACTERS = 254;

  /** Where a number begins in what is written. */
  private static final Pattern START = Pattern.compile("[+\\uFF0B\\p{Nd}]");

  private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
  private final String region;

  AddressRule(String region) {
    this.region = region.toUpperCase(Locale.ROOT);
  }

  @Override
  public Verdict judge(Gate.Message message, Instant now) {
    if (message.recipients().isEmpty()) {
      return new Verdict.BadAddress("There is no recipient.");
    }
    var normal = new ArrayList<Recipient>();
    for (Recipient recipient : message.recipients()) {
      var address =
          switch (recipient.channel()) {
            case SMS -> phone(recipient.address());
            case EMAIL -> email(recipient.address());
            case PUSH -> recipient.address();
          };
      if (address == null) {
        return new Verdict.BadAddress(
            recipient.channel() == Channel.SMS
                ? "The phone number is not one that can be called. Correct it where it came from."
                : "The email address is not complete. Correct it where it came from.");
      }
      normal.add(new Recipient(recipient.channel(), address));
    }
    return new Verdict.Pass(normal);
  }

  /**
   * A number of the right length for its country. Whether it is assigned is the provider's to say:
   * new area codes come more often than metadata, and an unassigned number reaches nobody.
   */
  private @Nullable String phone(String written) {
    if (spells(written)) {
      return null;
    }
    try {
      var number = phones.parse(written, region);
      return phones.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
          ? phones.format(number, PhoneNumberFormat.E164)
          : null;
    } catch (NumberParseException e) {
      return null;
    }
  }

  /**
   * Letters would be dialled, as those of 1-800-FLOWERS are: "555-0123 Bob" is the number of
   * somebody else.
   */
  private boolean spells(String written) {
    var number = START.matcher(written);
    return number.find() && phones.isAlphaNumber(written.substring(number.start()));
  }

  private static @Nullable String email(String written) {
    var trimmed = written.strip();
    return trimmed.length() <= MAX_EMAIL_CHARACTERS && EMAIL.matcher(trimmed).matches()
        ? trimmed
        : null;
  }
}
