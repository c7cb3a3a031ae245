package org.carelay.sheets;

import com.google.api.services.sheets.v4.Sheets;
import com.google.api.services.sheets.v4.model.SheetProperties;
import com.google.api.services.sheets.v4.model.Spreadsheet;
import com.google.api.services.sheets.v4.model.ValueRange;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException;
import org.jspecify.annotations.Nullable;

/** Reads values and properties with the calls that every stand-in has. */
final class SheetReader {
  private static final Duration INFO_LIFE = Duration.ofMinutes(15);
  private static final String INFO_FIELDS =
      "spreadsheetId,properties(title,timeZone),sheets(properties(sheetId,title))";
  private static final Pattern BARE_TITLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern CELL = Pattern.compile("[A-Za-z]{1,3}\\d+|[Rr]\\d*[Cc]\\d*");

  private final Sheets sheets;
  private final GoogleCalls calls;
  private final Clock clock;
  private final Map<String, SpreadsheetInfo> infos = new ConcurrentHashMap<>();

  /** How dates come: as numbers, which can be compared, or as shown, which tells them apart. */
  enum Dates {
    SERIAL_NUMBER,
    FORMATTED_STRING
  }

  SheetReader(Sheets sheets, GoogleCalls calls, Clock clock) {
    this.sheets = sheets;
    this.calls = calls;
    this.clock = clock;
  }

  /** A whole sheet in A1 notation. */
  static String range(String sheet) {
    // A title such as Q1 is also the name of a cell, unless it is quoted.
    return BARE_TITLE.matcher(sheet).matches() && !CELL.matcher(sheet).matches()
        ? sheet
        : "'" + sheet.replace("'", "''") + "'";
  }

  /** A part of a sheet in A1 notation. */
  static String range(String sheet, String cells) {
    return range(sheet) + "!" + cells;
  }

  static String letters(int column) {
    var result = new StringBuilder();
    for (var n = column + 1; n > 0; n = (n - 1) / 26) {
      result.insert(0, (char) ('A' + (n - 1) % 26));
    }
    return result.toString();
  }

  /** Values of several ranges in one call, raw, after waiting for the budget. */
  List<List<List<Object>>> values(
      String spreadsheet, List<String> ranges, Dates dates, Instant deadline)
      throws ConnectorException, InterruptedException {
    var answer =
        calls.read(
            () ->
                sheets
                    .spreadsheets()
                    .values()
                    .batchGet(spreadsheet)
                    .setRanges(ranges)
                    .setValueRenderOption("UNFORMATTED_VALUE")
                    .setDateTimeRenderOption(dates.name())
                    .setPrettyPrint(false),
            deadline);
    var got = answer.getValueRanges() == null ? List.<ValueRange>of() : answer.getValueRanges();
    var result = new ArrayList<List<List<Object>>>();
    for (var i = 0; i < ranges.size(); i++) {
      var values = i < got.size() ? got.get(i).getValues() : null;
      result.add(values == null ? List.of() : values);
    }
    return result;
  }

  /** Properties, from memory where they are fresh; else by one call within the budget. */
  SpreadsheetInfo info(String spreadsheet, Instant deadline)
      throws ConnectorException, InterruptedException {
    var known = fresh(spreadsheet);
    if (known != null) {
      return known;
    }
    var answer =
        calls.read(() -> sheets.spreadsheets().get(spreadsheet).setFields(INFO_FIELDS), deadline);
    var info = read(answer);
    infos.put(spreadsheet, info);
    return info;
  }

  /** The names on the tabs, from left to right. */
  List<String> titles(String spreadsheet, Instant deadline)
      throws ConnectorException, InterruptedException {
    var answer =
        calls.read(() -> sheets.spreadsheets().get(spreadsheet).setFields(INFO_FIELDS), deadline);
    return answer.getSheets() == null
        ? List.of()
        : answer.getSheets().stream().map(sheet -> sheet.getProperties().getTitle()).toList();
  }

  @Nullable SpreadsheetInfo fresh(String spreadsheet) {
    var known = infos.get(spreadsheet);
    return known != null && known.readAt().plus(INFO_LIFE).isAfter(clock.instant()) ? known : null;
  }

  void forget(String spreadsheet) {
    infos.remove(spreadsheet);
  }

  private SpreadsheetInfo read(Spreadsheet spreadsheet) {
    var ids = new HashMap<String, Integer>();
    if (spreadsheet.getSheets() != null) {
      for (var sheet : spreadsheet.getSheets()) {
        SheetProperties properties = sheet.getProperties();
        if (properties != null && properties.getTitle() != null) {
          var id = properties.getSheetId();
          ids.put(Cells.name(properties.getTitle()), id == null ? 0 : id);
        }
      }
    }
    var properties = spreadsheet.getProperties();
    return new SpreadsheetInfo(
        zone(properties == null ? null : properties.getTimeZone()),
        Map.copyOf(ids),
        clock.instant());
  }

  private static @Nullable ZoneId zone(@Nullable String name) {
    try {
      return name == null ? null : ZoneId.of(name);
    } catch (DateTimeException unknown) {
      return null;
    }
  }
}
