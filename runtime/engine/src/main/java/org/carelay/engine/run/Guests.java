package org.carelay.engine.run;

import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Invitation;
import org.carelay.connector.PageTrigger;
import org.carelay.engine.Json;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.store.Invitations;
import org.carelay.recipe.Binder;
import org.carelay.recipe.ExpressionException;
import org.jspecify.annotations.Nullable;

/**
 * The personal links that one attempt of a step makes. They become durable with the step's outcome,
 * and not at all if the attempt comes to nothing.
 */
final class Guests {
  /** 192 bits: a link is found by guessing never. */
  private static final int TOKEN_BYTES = 24;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final RunExecution execution;
  private final UseStep.Bound bound;
  private final List<Operation> made = new ArrayList<>();

  Guests(RunExecution execution, UseStep.Bound bound) {
    this.execution = execution;
    this.bound = bound;
  }

  /** What is to be stored. */
  List<Operation> made() {
    return made;
  }

  Invitation.Made invite(Invitation invitation, URI publicUrl) throws ConnectorException.Permanent {
    var input = input(invitation);
    var bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var run = execution.run;
    var at = execution.services.ids().now();
    var id = execution.services.ids().next().toString();
    made.add(
        new Operation.Invite(
            run.workspace(),
            id,
            Invitations.hash(token),
            run.key(),
            run.recipe().id(),
            bound.path(),
            subject(),
            invitation.page(),
            Json.bytes(input),
            invitation.recipe(),
            at,
            at.plus(invitation.validFor())));
    return new Invitation.Made(id, URI.create(publicUrl + "/forms/" + token));
  }

  @SuppressWarnings("unchecked") // JSON of a record is an object.
  private Map<String, Object> input(Invitation invitation) throws ConnectorException.Permanent {
    var entry = execution.services.catalog().trigger(invitation.page());
    if (entry == null || !(entry.trigger() instanceof PageTrigger<?, ?>)) {
      throw new ConnectorException.Permanent(
          "no-such-page", "No page \"" + invitation.page() + "\" is installed.", null);
    }
    if (invitation.input() != null) {
      return (Map<String, Object>) Binder.toJson(invitation.input());
    }
    var starts = Objects.requireNonNull(invitation.recipe(), "a page has an input or a recipe");
    var active = execution.services.recipes().active(execution.run.workspace(), starts);
    if (active == null || !active.recipe().trigger().uses().equals(invitation.page())) {
      throw new ConnectorException.Permanent(
          "no-such-form",
          "Recipe \"" + starts + "\" is not active, or does not begin with a form.",
          null);
    }
    return active.recipe().trigger().with();
  }

  private @Nullable String subject() {
    var template = execution.run.recipe().subject();
    try {
      return template == null
          ? null
          : String.valueOf(template.render(execution.scope(bound.frame())));
    } catch (ExpressionException e) {
      return null; // the step that needs it says so
    }
  }
}
