package org.carelay.engine.effect;

import java.util.List;
import org.carelay.connector.Recipient;

/** What the gate says of a message. */
public sealed interface Verdict {
  /**
   * @param recipients normalised
   */
  record Pass(List<Recipient> recipients) implements Verdict {}

  /** A person must look at it first. */
  record Hold(String reason) implements Verdict {}

  /** Not in this mode. */
  record Suppress(String reason) implements Verdict {}

  /** Too late to be of use. */
  record Expired(String reason) implements Verdict {}

  /** This address reaches nobody: a person must put it right. */
  record BadAddress(String reason) implements Verdict {}
}
