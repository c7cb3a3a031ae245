package org.carelay.engine.trigger;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.carelay.connector.PageTrigger;
import org.carelay.connector.PageTrigger.Guest;
import org.carelay.connector.PageTrigger.Page;
import org.carelay.connector.PageTrigger.Visit;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.store.Invitations;
import org.carelay.engine.store.Invitations.Invitation;
import org.carelay.engine.store.Recipes.ActiveRecipe;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages on which people without an account answer: by a personal link, once, or at an open address.
 * Looking changes nothing; an answer is durable before its sender is thanked.
 */
public final class Pages {
  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

  private final TriggerServices services;
  private volatile Map<String, Open> open = Map.of();

  Pages(TriggerServices services) {
    this.services = services;
  }

  /** A recipe whose page is open to anybody. */
  record Open(ActiveRecipe recipe, PageTrigger<?, ?> trigger, Record input) {
    @Nullable String address() {
      return fitting(trigger).address(input);
    }
  }

  /** How a visitor is answered. */
  public sealed interface Answer {
    /** A page to go on with. */
    record Shown(Page page) implements Answer {}

    /** Durable, now or before. */
    record Taken(Page page) implements Answer {}

    /** No such page: unknown, expired, or no longer waited for. Nobody learns which. */
    record Closed() implements Answer {}
  }

  void replace(Map<String, Open> fresh) {
    open = Map.copyOf(fresh);
  }

  /**
   * Somebody comes by a personal link.
   *
   * @param sent the fields of the page; null where somebody only looks
   */
  public Answer personal(String token, @Nullable Map<String, List<String>> sent) {
    var invitation = services.invitations().find(token);
    if (invitation == null || invitation.state() == Invitations.State.CLOSED) {
      return new Answer.Closed();
    }
    var entry = services.catalog().trigger(invitation.page());
    if (entry == null || !(entry.trigger() instanceof PageTrigger<?, ?> page)) {
      return new Answer.Closed();
    }
    try {
      var input = Binder.bind(invitation.input(), page.input());
      return invitation.state() == Invitations.State.ANSWERED
          ? new Answer.Taken(fitting(page).received(input))
          : visited(invitation, fitting(page), input, sent);
    } catch (BindingException e) {
      LOG.warn("The page of invitation {} cannot be shown any more", invitation.id());
      return new Answer.Closed();
    }
  }

  @SuppressWarnings("unchecked") // The input is bound to the trigger's own input type.
  private static PageTrigger<?, Record> fitting(PageTrigger<?, ?> trigger) {
    return (PageTrigger<?, Record>) trigger;
  }

  private Answer visited(
      Invitation invitation,
      PageTrigger<?, Record> page,
      Record input,
      @Nullable Map<String, List<String>> sent) {
    var guest = new Guest(invitation.id(), invitation.subject());
    Instant now = services.ids().now();
    var active = services.recipes().active(invitation.workspace(), owner(invitation));
    ZoneId zone = active == null ? ZoneOffset.UTC : active.recipe().zone();
    var visit = new Visit(sent, invitation.draft(), guest, invitation.id(), now, zone);
    return switch (page.visit(visit, input)) {
      case PageTrigger.Outcome.Shown(var shown) -> new Answer.Shown(shown);
      case PageTrigger.Outcome.Saved(var draft, var shown) -> {
        services.invitations().save(invitation, draft);
        yield new Answer.Shown(shown);
      }
      case PageTrigger.Outcome.Answered(var data, var thanks) -> {
        if (invitation.starts() != null) {
          if (active == null) {
            yield new Answer.Closed();
          }
          // First the event: answering again after a crash is the same event by its key.
          accept(active, new TriggerEvent("invitation/" + invitation.id(), now, data));
        }
        yield switch (services.invitations().answer(invitation, data)) {
          case OPEN -> {
            services.intake().nudge();
            yield new Answer.Taken(thanks);
          }
          case ANSWERED -> new Answer.Taken(page.received(input));
          case CLOSED -> new Answer.Closed();
        };
      }
    };
  }

  /** Returns when it is durable. */
  private void accept(ActiveRecipe recipe, TriggerEvent event) {
    Hooks.inTime(services.intake().accept(recipe, event)).join();
  }

  private static String owner(Invitation invitation) {
    return invitation.starts() == null ? invitation.recipe() : invitation.starts();
  }

  /**
   * Somebody comes to an open page.
   *
   * @param sent the fields of the page; null where somebody only looks
   */
  public Answer open(String address, @Nullable Map<String, List<String>> sent) {
    var found = open.get(address);
    if (found == null) {
      return new Answer.Closed();
    }
    var key = key(sent);
    var zone = found.recipe().recipe().zone();
    var visit = new Visit(sent, Map.of(), null, key, services.ids().now(), zone);
    return switch (fitting(found.trigger()).visit(visit, found.input())) {
      case PageTrigger.Outcome.Shown(var shown) -> new Answer.Shown(shown);
      case PageTrigger.Outcome.Saved(var draft, var shown) -> new Answer.Shown(shown);
      case PageTrigger.Outcome.Answered(var data, var thanks) -> {
        accept(found.recipe(), new TriggerEvent("form/" + key, visit.at(), data));
        yield new Answer.Taken(thanks);
      }
    };
  }

  /** The page gives back what it was given, so that pressing twice is one answer. */
  private String key(@Nullable Map<String, List<String>> sent) {
    var given = sent == null ? null : sent.get(PageTrigger.KEY);
    return given != null && !given.isEmpty() && given.getFirst().matches("[0-9a-f-]{36}")
        ? given.getFirst()
        : services.ids().next().toString();
  }

  /** For tests and screens: where pages are open, and which recipe's. */
  public Map<String, String> addresses() {
    var all = new java.util.TreeMap<String, String>();
    open.forEach((address, page) -> all.put(address, page.recipe().recipe().id()));
    return all;
  }
}
