package org.carelay.engine.effect;

import java.util.Locale;

/** Whom messages may reach. */
public enum DeliveryMode {
  /** Nobody: every message goes to the practice clinic. */
  PRACTICE,
  /** Only listed addresses. */
  ALLOWLIST,
  /** Everybody. */
  LIVE;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
