package org.carelay.practice.google;

/** What a call counts as. Google keeps separate quotas for them. */
public enum CallKind {
  SHEETS_READ,
  SHEETS_WRITE,
  DRIVE,
  TOKEN
}
