package org.carelay.database.cdc;

import java.util.Locale;

/** What was done to a row. */
public enum RowOperation {
  INSERT,
  UPDATE,
  DELETE;

  private final String written = name().toLowerCase(Locale.ROOT);

  /** As recipes write it. */
  String written() {
    return written;
  }
}
