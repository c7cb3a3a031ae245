package org.carelay.practice.google;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A spreadsheet with one sheet, to be made.
 *
 * @param id letters, digits, {@code -} and {@code _}
 * @param plainText headers of the columns that keep what is typed as it is
 * @param rows the header first; each cell as a person would type it
 * @param driveId the shared drive it lies in; null for My Drive
 */
public record NewSpreadsheet(
    String id, String title, ZoneId zone, Content content, @Nullable String driveId) {
  /** What is in its sheet. */
  public record Content(String sheet, Set<String> plainText, List<List<String>> rows) {}

  public NewSpreadsheet {
    if (!id.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("A spreadsheet's id has letters, digits, - and _ only");
    }
  }

  /** In My Drive, on New York time, with every column's format automatic. */
  public static NewSpreadsheet of(String id, String sheet, List<List<String>> rows) {
    return new NewSpreadsheet(
        id, id, ZoneId.of("America/New_York"), new Content(sheet, Set.of(), rows), null);
  }

  /** The same with these columns formatted as plain text. */
  public NewSpreadsheet withPlainText(String... headers) {
    return new NewSpreadsheet(
        id, title, zone, new Content(content.sheet(), Set.of(headers), content.rows()), driveId);
  }

  /** The same in a shared drive. */
  public NewSpreadsheet inSharedDrive(String drive) {
    return new NewSpreadsheet(id, title, zone, content, drive);
  }
}
