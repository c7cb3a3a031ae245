package org.carelay.database;

/** What becomes of a row that has the key already. */
public enum Existing {
  /** It gets the new values. */
  UPDATE,
  /** It stays as it is. */
  KEEP
}
