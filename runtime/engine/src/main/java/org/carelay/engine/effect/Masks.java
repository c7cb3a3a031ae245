package org.carelay.engine.effect;

import org.carelay.connector.Recipient;

/** Addresses as they may be shown to those who do not need to know them. */
public final class Masks {
  private static final int SHOWN = 4;

  private Masks() {}

  /** The last four digits, or the first letter and the domain. */
  public static String address(Recipient recipient) {
    var address = recipient.address();
    int at = address.lastIndexOf('@');
    if (at > 0) {
      return address.charAt(0) + "…" + address.substring(at);
    }
    return address.length() <= SHOWN ? "…" : "…" + address.substring(address.length() - SHOWN);
  }
}
