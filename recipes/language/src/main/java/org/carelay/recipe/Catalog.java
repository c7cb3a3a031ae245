package org.carelay.recipe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carelay.connector.Action;
import org.carelay.connector.Connector;
import org.carelay.connector.Trigger;
import org.jspecify.annotations.Nullable;

/** What recipes can use: connectors with their triggers and actions, by id. */
public final class Catalog {
  private final List<Connector<?, ?>> connectors;
  private final Map<String, TriggerEntry> triggers = new TreeMap<>();
  private final Map<String, ActionEntry> actions = new TreeMap<>();

  private Catalog(List<Connector<?, ?>> connectors) {
    this.connectors = List.copyOf(connectors);
    for (var connector : this.connectors) {
      for (var trigger : connector.triggers()) {
        refuseTwice(triggers.put(trigger.about().id(), new TriggerEntry(connector, trigger)));
      }
      for (var action : connector.actions()) {
        refuseTwice(actions.put(action.about().id(), new ActionEntry(connector, action)));
      }
    }
  }

  /** A trigger and whose it is. */
  public record TriggerEntry(Connector<?, ?> connector, Trigger<?, ?> trigger) {
    /** Whether a recipe must name a connection. */
    public boolean needsConnection() {
      return Catalog.needsConnection(connector);
    }

    /** Whether a recipe may name a connection. */
    public boolean takesConnection() {
      return Catalog.takesConnection(connector);
    }
  }

  /** An action and whose it is. */
  public record ActionEntry(Connector<?, ?> connector, Action<?, ?, ?> action) {
    /** Whether a recipe must name a connection. */
    public boolean needsConnection() {
      return Catalog.needsConnection(connector);
    }

    /** Whether a recipe may name a connection. */
    public boolean takesConnection() {
      return Catalog.takesConnection(connector);
    }
  }

  /** Where every setting is optional a connection may be left out. */
  static boolean needsConnection(Connector<?, ?> connector) {
    return RecordShape.of(connector.settings()).components().stream()
        .anyMatch(component -> !component.optional());
  }

  static boolean takesConnection(Connector<?, ?> connector) {
    return RecordShape.of(connector.settings()).size() > 0;
  }

  /**
   * @throws IllegalArgumentException if two connectors use the same id
   */
  public static Catalog of(List<Connector<?, ?>> connectors) {
    return new Catalog(connectors);
  }

  private static void refuseTwice(@Nullable Record earlier) {
    if (earlier != null) {
      throw new IllegalArgumentException("Two connectors give the same id: " + earlier);
    }
  }

  public List<Connector<?, ?>> connectors() {
    return connectors;
  }

  public @Nullable Connector<?, ?> connector(String id) {
    return connectors.stream()
        .filter(connector -> connector.about().id().equals(id))
        .findFirst()
        .orElse(null);
  }

  public @Nullable TriggerEntry trigger(String id) {
    return triggers.get(id);
  }

  public @Nullable ActionEntry action(String id) {
    return actions.get(id);
  }

  Iterable<String> triggerIds() {
    return triggers.keySet();
  }

  Iterable<String> actionIds() {
    return actions.keySet();
  }

  /** JSON of everything: what the API's catalog gives and the editor builds its forms from. */
  public Map<String, Object> describe() {
    return CatalogDescription.of(connectors);
  }
}
