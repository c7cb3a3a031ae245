package org.carelay.engine.trigger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.Connector;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.ManualTrigger;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Recipes.ActiveRecipe;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.Catalog;
import org.jspecify.annotations.Nullable;

/** Keeps pollers and webhook paths in step with the recipes that are active. */
public final class Triggers implements AutoCloseable {
  private static final int WORKSPACE = 1;

  private final TriggerServices services;
  private final TriggerHealth health = new TriggerHealth();
  private final Hooks hooks;
  private final SilentRecipes silent;
  private final Map<String, PollLoop> loops = new HashMap<>();
  private boolean polling;

  public Triggers(TriggerServices services) {
    this.services = services;
    this.hooks = new Hooks(services);
    this.silent = new SilentRecipes(services, health);
  }

  public TriggerHealth health() {
    return health;
  }

  public Hooks hooks() {
    return hooks;
  }

  /** Begins to poll, and follows every change of the recipes. */
  public synchronized void start() {
    polling = true;
    services.recipes().onChange(this::refresh);
    refresh();
  }

  /** Brings loops and paths in line with the recipes. */
  public synchronized void refresh() {
    var groups = new LinkedHashMap<String, PollGroup>();
    var routes = new HashMap<String, List<Hooks.Route>>();
    for (ActiveRecipe recipe : services.recipes().allActive()) {
      try {
        sort(recipe, groups, routes);
      } catch (BindingException | Clients.NotAvailable e) {
        silent.add(recipe, String.valueOf(e.getMessage()));
      }
    }
    services.catalog().connectors().forEach(connector -> watch(connector, groups));
    silent.tell();
    hooks.replace(routes);
    var gone = new ArrayList<>(loops.keySet());
    gone.removeIf(id -> sameMembers(loops.get(id), groups.get(id)));
    for (String id : gone) {
      Objects.requireNonNull(loops.remove(id)).close();
    }
    groups.forEach(
        (id, group) -> loops.computeIfAbsent(id, same -> new PollLoop(group, services, health)));
    if (polling) {
      loops.values().forEach(PollLoop::start);
    }
  }

  private static boolean sameMembers(@Nullable PollLoop loop, @Nullable PollGroup group) {
    return loop != null && group != null && loop.group().members().equals(group.members());
  }

  private void sort(
      ActiveRecipe recipe, Map<String, PollGroup> groups, Map<String, List<Hooks.Route>> routes)
      throws BindingException, Clients.NotAvailable {
    var use = recipe.recipe().trigger();
    Catalog.TriggerEntry entry = services.catalog().trigger(use.uses());
    if (entry == null) {
      silent.add(recipe, use.uses() + " is not installed.");
      return;
    }
    var input = Binder.bind(use.with(), entry.trigger().input());
    switch (entry.trigger()) {
      case PollingTrigger<?, ?> polled -> {
        if (recipe.paused()) {
          return;
        }
        group(
                recipe.workspace(),
                entry.connector(),
                connection(recipe, entry.connector(), polled.poller()),
                polled.poller(),
                groups)
            .members()
            .add(new PollGroup.Member(recipe, input));
      }
      case HttpTrigger<?, ?> pushed -> {
        var lease =
            services
                .clients()
                .lease(recipe.workspace(), entry.connector(), use.connection(), false);
        var route = new Hooks.Route(recipe, pushed, input, entry.connector(), use.connection());
        routes
            .computeIfAbsent(route.path(lease.context().connectionId()), path -> new ArrayList<>())
            .add(route);
      }
      case ManualTrigger<?, ?> pulled -> {} // listens to nobody; see Starts
    }
  }

  /** A watched connection has one name, whatever name a recipe gives the practice clinic's. */
  private @Nullable String connection(
      ActiveRecipe recipe, Connector<?, ?> connector, Poller<?> poller)
      throws Clients.NotAvailable {
    var written = recipe.recipe().trigger().connection();
    return connector.watches().stream().anyMatch(watch -> watch.id().equals(poller.id()))
        ? services
            .clients()
            .lease(recipe.workspace(), connector, written, false)
            .context()
            .connectionId()
        : written;
  }

  private static PollGroup group(
      int workspace,
      Connector<?, ?> connector,
      @Nullable String connection,
      Poller<?> poller,
      Map<String, PollGroup> groups) {
    var id =
        "%s/%s/%s"
            .formatted(
                connector.about().id(), Objects.requireNonNullElse(connection, "-"), poller.id());
    return groups.computeIfAbsent(
        workspace + "/" + id,
        _ -> new PollGroup(workspace, id, connector, connection, poller, new ArrayList<>()));
  }

  /** Listens on every connection of a connector that wants it, also where no recipe does. */
  private void watch(Connector<?, ?> connector, Map<String, PollGroup> groups) {
    for (var poller : connector.watches()) {
      for (var connection : services.clients().of(WORKSPACE, connector)) {
        group(WORKSPACE, connector, connection, poller, groups);
      }
    }
  }

  /** Polls every group once on the calling thread; for tests and for "look now". */
  public void pollNow() {
    List<PollLoop> all;
    synchronized (this) {
      all = List.copyOf(loops.values());
    }
    all.forEach(polling ? PollLoop::nudge : PollLoop::pollOnce);
  }

  @Override
  public synchronized void close() {
    polling = false;
    loops.values().forEach(PollLoop::close);
    loops.clear();
  }
}
