package org.carelay.file.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kind of file it is. */
public enum Format {
  CSV,
  XLSX,
  JSON,
  NDJSON,
  XML,
  /** {@code export.xml} of Apple Health: readings. */
  APPLE_HEALTH,
  /** What Fitbit's Web API gave for a day's heart rate: readings. */
  FITBIT,
  /** Data points of Open mHealth, as a list or one on each line: readings. */
  OPEN_MHEALTH;

  /** By the ending of a file's name; null where that says nothing. */
  public static @Nullable Format of(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
      case "csv", "tsv", "txt" -> CSV;
      case "xlsx" -> XLSX;
      case "json" -> JSON;
      case "ndjson", "jsonl" -> NDJSON;
      case "xml" -> XML;
      default -> null;
    };
  }

  /** Opens a file of this kind. */
  public Rows open(Path file, RowOptions options) throws IOException, FileProblem {
    return switch (this) {
      case CSV -> CsvRows.open(file, options);
      case XLSX -> XlsxRows.open(file, options);
      case JSON -> JsonRows.open(file, options);
      case NDJSON -> NdjsonRows.open(file);
      case XML -> XmlRows.open(file, options);
      case APPLE_HEALTH -> new AppleHealth(XmlRows.elements(file, "Record"), options);
      case FITBIT -> new Fitbit(JsonRows.whole(file), options);
      case OPEN_MHEALTH -> new OpenMhealth(JsonRows.listOrLines(file), options);
    };
  }

  /** Whether its rows are readings of a device; those have a time of their own. */
  public boolean givesReadings() {
    return switch (this) {
      case APPLE_HEALTH, FITBIT, OPEN_MHEALTH -> true;
      case CSV, XLSX, JSON, NDJSON, XML -> false;
    };
  }
}
