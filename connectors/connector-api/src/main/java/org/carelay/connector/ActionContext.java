package org.carelay.connector;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What the engine lends to one attempt of a step. */
public interface ActionContext {
  /**
   * Names this effect: the same for every attempt, different for every other effect. 32 characters
   * of {@code [0-9a-f]}. Use it as idempotency key or to derive a Message-ID.
   */
  String effectKey();

  /** The workspace the run belongs to. Two workspaces share nothing, not even a process. */
  String workspaceId();

  /** The recipe whose step this is. */
  String recipeId();

  /** The step's id, unique within its recipe. */
  String stepId();

  Clock clock();

  /** The recipe's zone. */
  ZoneId zone();

  /** After this the result is of no use; the thread is interrupted soon after. */
  Instant deadline();

  /** The recipients the gate approved, normalised; empty for actions that reach nobody. */
  List<Recipient> recipients();

  /** The connection's durable notes. */
  Memory memory();

  /** Files of this workspace that steps hand to each other. */
  Files files();

  /** Where the provider posts news about this effect; see {@link Connector#callbacks()}. */
  URI callbackUrl(String callbackId);

  /**
   * Makes a personal link. It works from the moment this effect's outcome is stored.
   *
   * @throws ConnectorException.Permanent if there is no such page, or no such recipe
   */
  Invitation.Made invite(Invitation invitation) throws ConnectorException.Permanent;

  /**
   * Records the provider's id of this effect, so that later news finds it. Kept with the outcome.
   */
  void reference(String providerId);

  /** Adds a line to the step's log. Never put secrets or personal data in it. */
  void log(String line);
}
