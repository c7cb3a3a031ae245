package org.carelay.sheets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one recipe follows in one sheet.
 *
 * @param key headers that name a row; empty where rows are told apart by their content
 * @param watch headers whose change is an event; null for all
 * @param required headers that must not be blank before an event is made
 * @param settle how long a row must have been left alone
 * @param addedOnly whether changes of rows that were there before are of no interest
 */
record Following(
    Place place,
    List<String> key,
    @Nullable List<String> watch,
    List<String> required,
    Duration settle,
    boolean addedOnly) {
  /**
   * Where it is.
   *
   * @param headerRow from 1
   */
  record Place(String spreadsheet, String sheet, int headerRow) {}

  /** What rows are told apart by; where this changes, everything is seen for the first time. */
  String identity() {
    var parts = new ArrayList<String>();
    parts.add(place.spreadsheet());
    parts.add(Cells.name(place.sheet()));
    parts.add(Integer.toString(place.headerRow()));
    key.forEach(header -> parts.add(Cells.name(header)));
    return Fingerprint.key(parts);
  }

  /** All of it but the time; where this changes, the sheet is looked at anew. */
  String config() {
    return Fingerprint.key(
        List.of(identity(), String.valueOf(watch), required.toString(), "" + addedOnly));
  }
}
