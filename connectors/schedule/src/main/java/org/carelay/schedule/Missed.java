package org.carelay.schedule;

/** What becomes of times that passed while nobody was looking. */
public enum Missed {
  /** They are dropped. */
  SKIP,
  /** The latest runs, late; the others are dropped. */
  LATEST,
  /** All run, late. */
  ALL
}
