package org.carelay.engine.journal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What is known of an outside change. */
public enum EffectState {
  /** Recorded; the outside may or may not have been asked yet. */
  @JsonProperty("trying")
  TRYING,
  /** Done; for a message: accepted by the provider. */
  @JsonProperty("done")
  DONE,
  /** The provider may have taken it; it is being looked up, or a person is asked. */
  @JsonProperty("unknown")
  UNKNOWN,
  /** Not tried until a person decides. */
  @JsonProperty("held")
  HELD,
  /** Surely not done. May be tried again under the same key. */
  @JsonProperty("failed")
  FAILED,
  /** Never tried: not allowed in this mode, or a person said no. May be tried again. */
  @JsonProperty("suppressed")
  SUPPRESSED,
  /** Never tried: too late to be of use. */
  @JsonProperty("expired")
  EXPIRED,
  @JsonProperty("delivered")
  DELIVERED,
  @JsonProperty("undelivered")
  UNDELIVERED;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static EffectState of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  /** True where another run may take the same key, because nothing reached anybody. */
  public boolean leavesKeyFree() {
    return this == FAILED || this == SUPPRESSED || this == EXPIRED;
  }
}
