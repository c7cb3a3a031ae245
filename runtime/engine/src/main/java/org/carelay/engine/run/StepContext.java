package org.carelay.engine.run;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Files;
import org.carelay.connector.Invitation;
import org.carelay.connector.Memory;
import org.carelay.connector.Recipient;
import org.jspecify.annotations.Nullable;

/** What one attempt may use. */
public final class StepContext implements ActionContext {
  private final Attempt.Target target;
  private final Clock clock;
  private final Instant deadline;
  private final StepLog log;
  private final Files files;
  private @Nullable String reference;

  StepContext(Attempt.Target target, Clock clock, Instant deadline, StepLog log, Files files) {
    this.target = target;
    this.clock = clock;
    this.deadline = deadline;
    this.log = log;
    this.files = files;
  }

  @Override
  public String effectKey() {
    return target.effectKey();
  }

  @Override
  public String workspaceId() {
    return String.valueOf(target.place().workspace());
  }

  @Override
  public String recipeId() {
    return target.place().recipe();
  }

  @Override
  public String stepId() {
    return target.place().step();
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public ZoneId zone() {
    return target.zone();
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  @Override
  public List<Recipient> recipients() {
    return target.recipients();
  }

  @Override
  public Memory memory() {
    return target.lease().context().memory();
  }

  @Override
  public Files files() {
    return files;
  }

  @Override
  public URI callbackUrl(String callbackId) {
    return target.lease().context().callbackUrl(callbackId);
  }

  @Override
  public Invitation.Made invite(Invitation invitation) throws ConnectorException.Permanent {
    return target.guests().invite(invitation, target.lease().context().publicUrl());
  }

  @Override
  public void reference(String providerId) {
    this.reference = providerId;
  }

  @Override
  public void log(String line) {
    log.add(line);
  }

  @Nullable String reference() {
    return reference;
  }
}
