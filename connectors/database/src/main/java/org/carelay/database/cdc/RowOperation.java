package org.carelay.database.cdc;

import java.util.Locale;

/** What was done to a row. */
public enum RowOperation {
  INSERT,
  UPDATE,
  DELETE;

  /** As recipes write it. */
  String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}
