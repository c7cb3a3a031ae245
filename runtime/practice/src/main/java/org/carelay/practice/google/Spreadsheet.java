package org.carelay.practice.google;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file. Immutable: an edit makes the next one.
 *
 * @param driveId the shared drive it lies in; null for My Drive
 * @param metadata developer metadata of the whole spreadsheet by id
 * @param access what the service account may do
 * @param stamp where it stands in Drive's history
 */
record Spreadsheet(
    String id,
    Properties properties,
    List<Sheet> sheets,
    Map<Integer, Metadata> metadata,
    Access access,
    Stamp stamp) {

  /** What the file is called and how it counts time. */
  record Properties(String title, ZoneId zone, @Nullable String driveId) {}

  /** A note a program left on the spreadsheet. */
  record Metadata(String key, String value, String visibility) {}

  /** What the service account may do. */
  enum Access {
    EDITOR,
    NOT_SHARED,
    DELETED
  }

  /**
   * @param version increases with every change of this file
   * @param sequence increases with every change of any file
   */
  record Stamp(long version, long sequence, Instant modified) {}

  Spreadsheet {
    sheets = List.copyOf(sheets);
    metadata = Map.copyOf(metadata);
  }

  Optional<Sheet> sheet(String title) {
    return sheets.stream().filter(sheet -> sheet.title().equalsIgnoreCase(title)).findFirst();
  }

  Optional<Sheet> sheet(int sheetId) {
    return sheets.stream().filter(sheet -> sheet.id() == sheetId).findFirst();
  }

  Spreadsheet replacing(Sheet changed) {
    return withSheets(
        sheets.stream().map(sheet -> sheet.id() == changed.id() ? changed : sheet).toList());
  }

  /**
   * @param wanted the sheet's id; null for any
   */
  Spreadsheet adding(String title, @Nullable Integer wanted) {
    var changed = new ArrayList<>(sheets);
    changed.add(Sheet.empty(wanted == null ? freeId() : wanted, title));
    return withSheets(changed);
  }

  private int freeId() {
    var id = sheets.size();
    while (sheet(id).isPresent()) {
      id++;
    }
    return id;
  }

  Spreadsheet withSheets(List<Sheet> changed) {
    return new Spreadsheet(id, properties, changed, metadata, access, stamp);
  }

  Spreadsheet withMetadata(Map<Integer, Metadata> changed) {
    return new Spreadsheet(id, properties, sheets, changed, access, stamp);
  }

  Spreadsheet with(Access changed) {
    return new Spreadsheet(id, properties, sheets, metadata, changed, stamp);
  }

  Spreadsheet stamped(Stamp changed) {
    return new Spreadsheet(id, properties, sheets, metadata, access, changed);
  }
}
