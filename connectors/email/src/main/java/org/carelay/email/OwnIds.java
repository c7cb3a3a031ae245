package org.carelay.email;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Message-IDs of mails we have sent. Their first part is the effect's key, which nobody but the
 * recipient and the servers on the way can know.
 */
final class OwnIds {
  private static final String ID = "([0-9a-f]{32})\\.([0-9a-f]{16})";

  private final String domain;
  private final Pattern messageId;
  private final @Nullable Pattern envelope;

  /**
   * @param bounces the address before which envelope senders have the id, where there is one
   */
  OwnIds(String from, @Nullable String bounces) {
    domain = Addresses.domain(from);
    messageId = pattern("<" + ID + "@" + Pattern.quote(domain) + ">");
    envelope =
        bounces == null
            ? null
            : pattern(
                Pattern.quote(bounces.substring(0, bounces.lastIndexOf('@')))
                    + "\\+"
                    + ID
                    + Pattern.quote(bounces.substring(bounces.lastIndexOf('@'))));
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /** The references under which the effects of all ids in a text may stand in the ledger. */
  List<String> in(@Nullable String text) {
    var found = new LinkedHashSet<String>();
    collect(messageId, text, found);
    return List.copyOf(found);
  }

  /** As {@link #in}, for the addresses that a mail came to. */
  List<String> inRecipients(@Nullable String text) {
    var found = new LinkedHashSet<String>();
    if (envelope != null) {
      collect(envelope, text, found);
    }
    return List.copyOf(found);
  }

  private void collect(Pattern pattern, @Nullable String text, Set<String> found) {
    if (text == null) {
      return;
    }
    var matcher = pattern.matcher(text);
    while (matcher.find()) {
      var key = matcher.group(1).toLowerCase(Locale.ROOT);
      found.add("<%s.%s@%s>".formatted(key, matcher.group(2).toLowerCase(Locale.ROOT), domain));
      found.add(ofAll(key, domain));
    }
  }

  /** Stands for the mails of one effect to several recipients. */
  static String ofAll(String effectKey, String domain) {
    return "<%s@%s>".formatted(effectKey, domain);
  }
}
