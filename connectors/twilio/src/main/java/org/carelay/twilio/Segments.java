package org.carelay.twilio;

/**
 * How many texts a phone company makes of one, which is also what it costs. One character outside
 * the GSM alphabet, such as a curly quote, makes each part much shorter (GSM 03.38, 3GPP TS
 * 23.038).
 */
final class Segments {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
          + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED = "^{}\\[~]|€\f";

  private Segments() {}

  static int count(String text) {
    var septets = 0;
    for (var index = 0; index < text.length(); index++) {
      var character = text.charAt(index);
      if (BASIC.indexOf(character) >= 0) {
        septets++;
      } else if (EXTENDED.indexOf(character) >= 0) {
        septets += 2;
      } else {
        return parts(text.length(), 70, 67);
      }
    }
    return parts(septets, 160, 153);
  }

  private static int parts(int units, int alone, int together) {
    return units <= alone ? 1 : (units + together - 1) / together;
  }
}
