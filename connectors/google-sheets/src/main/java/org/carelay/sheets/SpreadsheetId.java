package org.carelay.sheets;

import java.util.regex.Pattern;

/** A spreadsheet's id, which people also give as the address in their browser. */
final class SpreadsheetId {
  private static final Pattern ADDRESS =
      Pattern.compile("/spreadsheets/(?:u/\\d+/)?d/([A-Za-z0-9_-]+)");

  private SpreadsheetId() {}

  static String of(String written) {
    var address = ADDRESS.matcher(written);
    return address.find() ? address.group(1) : written.strip();
  }
}
