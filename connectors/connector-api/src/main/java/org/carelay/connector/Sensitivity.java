package org.carelay.connector;

/** How a value must be treated in logs, errors, history and exports. */
public enum Sensitivity {
  NONE,
  /** About a patient: masked wherever the reader lacks the right to see it. */
  PERSONAL,
  /** A credential: encrypted at rest, never returned, never logged. */
  SECRET
}
