package org.carelay.connector.testkit;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.carelay.connector.ActionContext;
import org.carelay.connector.Files;
import org.carelay.connector.Invitation;
import org.carelay.connector.Memory;
import org.carelay.connector.Recipient;

/** What the engine lends to one attempt, on the real clock unless told otherwise. */
public final class FakeActionContext implements ActionContext {
  private final String effectKey;
  private final Clock clock;
  private final Instant deadline;
  private final List<Recipient> recipients;
  private final Memory memory;
  private final InMemoryFiles files;
  private final List<String> references = new CopyOnWriteArrayList<>();
  private final List<Invitation> invitations = new CopyOnWriteArrayList<>();
  private final List<String> logged = new CopyOnWriteArrayList<>();

  private FakeActionContext(
      String effectKey,
      Clock clock,
      Instant deadline,
      List<Recipient> recipients,
      Memory memory,
      InMemoryFiles files) {
    this.effectKey = effectKey;
    this.clock = clock;
    this.deadline = deadline;
    this.recipients = recipients;
    this.memory = memory;
    this.files = files;
  }

  /** A new effect with a minute to do it in. */
  public static FakeActionContext aContext() {
    var clock = Clock.systemUTC();
    var key = UUID.randomUUID().toString().replace("-", "");
    return new FakeActionContext(
        key,
        clock,
        clock.instant().plus(Duration.ofMinutes(1)),
        List.of(),
        new InMemoryMemory(),
        new InMemoryFiles());
  }

  /** The next attempt of the same effect. */
  public FakeActionContext again() {
    return new FakeActionContext(effectKey, clock, deadline, recipients, memory, files);
  }

  public FakeActionContext to(Recipient... approved) {
    return new FakeActionContext(effectKey, clock, deadline, List.of(approved), memory, files);
  }

  public FakeActionContext within(Duration time) {
    return new FakeActionContext(
        effectKey, clock, clock.instant().plus(time), recipients, memory, files);
  }

  /** On another clock, with a minute from its now. */
  public FakeActionContext at(Clock other) {
    var until = other.instant().plus(Duration.ofMinutes(1));
    return new FakeActionContext(effectKey, other, until, recipients, memory, files);
  }

  public FakeActionContext remembering(Memory notes) {
    return new FakeActionContext(effectKey, clock, deadline, recipients, notes, files);
  }

  /** With the files that another step has kept. */
  public FakeActionContext keeping(InMemoryFiles kept) {
    return new FakeActionContext(effectKey, clock, deadline, recipients, memory, kept);
  }

  /** The provider's ids that the action recorded. */
  public List<String> references() {
    return List.copyOf(references);
  }

  public List<String> logged() {
    return List.copyOf(logged);
  }

  @Override
  public String effectKey() {
    return effectKey;
  }

  @Override
  public String workspaceId() {
    return "elm-clinic";
  }

  @Override
  public String recipeId() {
    return "ready-row-to-text";
  }

  @Override
  public String stepId() {
    return "step";
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public ZoneId zone() {
    return ZoneId.of("America/New_York");
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  @Override
  public List<Recipient> recipients() {
    return recipients;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public Files files() {
    return files.of(effectKey);
  }

  @Override
  public URI callbackUrl(String callbackId) {
    return URI.create("https://carelay.example.org/hooks/callback/test/" + callbackId);
  }

  @Override
  public Invitation.Made invite(Invitation invitation) {
    invitations.add(invitation);
    var id = "invitation-" + invitations.size();
    return new Invitation.Made(id, URI.create("https://carelay.example.org/forms/" + id));
  }

  /** The personal links that the action made. */
  public List<Invitation> invitations() {
    return List.copyOf(invitations);
  }

  @Override
  public void reference(String providerId) {
    references.add(providerId);
  }

  @Override
  public void log(String line) {
    logged.add(line);
  }
}
