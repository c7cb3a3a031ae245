package org.carelay.engine.store;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.carelay.connector.Client;
import org.carelay.connector.Condition;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.ConnectorException;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.Catalog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opened connections, kept while their settings stay the same. */
public final class Clients implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);

  /** How long another node's change may go unnoticed. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** Replaced clients stay open for calls under way, until this many others were replaced. */
  private static final int RETIRED = 8;

  private final Connections connections;
  private final Catalog catalog;
  private final Sql sql;
  private final Surroundings around;
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();
  private final Deque<Client> retired = new ArrayDeque<>();

  /**
   * What the site gives every connection.
   *
   * @param practice settings of the practice clinic's service for a connector id, or null
   * @param practiceStandsIn true where a connection that does not exist is the practice one
   */
  public record Surroundings(
      Clock clock,
      URI publicUrl,
      Function<String, @Nullable Map<String, Object>> practice,
      boolean practiceStandsIn) {}

  /** An opened connection. */
  public record Lease(Client client, ConnectionContext context, String connector) {}

  private record Opened(Lease lease, int version, Instant checkedAt) {
    /** A clock that was put back says nothing of how long ago that was. */
    boolean isFresh(Instant now) {
      return Duration.between(checkedAt, now).abs().compareTo(FRESH) <= 0;
    }
  }

  /** There is no connection to use. */
  public static final class NotAvailable extends Exception {
    private final String code;

    NotAvailable(String code, String message) {
      super(message);
      this.code = code;
    }

    public String code() {
      return code;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  public Clients(Connections connections, Catalog catalog, Sql sql, Surroundings around) {
    this.connections = connections;
    this.catalog = catalog;
    this.sql = sql;
    this.around = around;
  }

  public static NotAvailable noSuchConnection(String id) {
    return new NotAvailable(
        "no-such-connection", "There is no connection \"" + id + "\". Create it first.");
  }

  /**
   * @param uses an action's or trigger's id
   * @param practice true where the practice clinic must be used, whatever is named
   */
  public Lease lease(int workspace, String uses, @Nullable String connection, boolean practice)
      throws NotAvailable {
    var action = catalog.action(uses);
    var trigger = catalog.trigger(uses);
    var connector =
        action != null ? action.connector() : trigger != null ? trigger.connector() : null;
    if (connector == null) {
      throw new NotAvailable("not-installed", "No connector gives \"" + uses + "\".");
    }
    return lease(workspace, connector, connection, practice);
  }

  public Lease lease(
      int workspace, Connector<?, ?> connector, @Nullable String connection, boolean practice)
      throws NotAvailable {
    var id = connector.about().id();
    if (connection == null) {
      return fixed(workspace, connector, id, Map.of());
    }
    var practiceName = "practice-" + id;
    if ((practice || connection.equals(practiceName))
        && around.practice().apply(id) instanceof Map<String, Object> settings) {
      return fixed(workspace, connector, practiceName, settings);
    }
    if (practice) {
      throw new NotAvailable(
          "not-in-practice",
          "In practice nothing leaves this machine, and the practice clinic has nothing to take what "
              + id
              + " sends.");
    }
    var known = opened.get(workspace + "/" + connection);
    if (known != null && known.isFresh(around.clock().instant())) {
      return known.lease();
    }
    var stored = connections.stored(workspace, connection);
    if (stored == null) {
      if (around.practiceStandsIn()
          && around.practice().apply(id) instanceof Map<String, Object> settings) {
        return fixed(workspace, connector, practiceName, settings);
      }
      throw noSuchConnection(connection);
    }
    if (!stored.connector().equals(id)) {
      throw new NotAvailable(
          "wrong-connector",
          "Connection \""
              + connection
              + "\" is for "
              + stored.connector()
              + ", not for "
              + id
              + ".");
    }
    return refreshed(workspace, connector, stored);
  }

  /** The names of all a connector's connections, the practice clinic's among them. */
  public List<String> of(int workspace, Connector<?, ?> connector) {
    var id = connector.about().id();
    var names = new ArrayList<>(connections.of(workspace, id));
    if (around.practice().apply(id) != null) {
      names.add("practice-" + id);
    }
    return names;
  }

  /** Without settings of a person's making: opened once. */
  private Lease fixed(
      int workspace, Connector<?, ?> connector, String name, Map<String, Object> settings)
      throws NotAvailable {
    var known = opened.get(workspace + "/" + name);
    if (known != null) {
      return known.lease();
    }
    synchronized (this) {
      var again = opened.get(workspace + "/" + name);
      if (again != null) {
        return again.lease();
      }
      var lease = open(workspace, connector, name, settings);
      opened.put(workspace + "/" + name, new Opened(lease, 0, Instant.MAX));
      return lease;
    }
  }

  private synchronized Lease refreshed(
      int workspace, Connector<?, ?> connector, Connections.Stored stored) throws NotAvailable {
    var key = workspace + "/" + stored.id();
    var known = opened.get(key);
    Lease lease =
        known != null && known.version() == stored.version()
            ? known.lease()
            : open(workspace, connector, stored.id(), connections.open(workspace, stored));
    if (known != null && known.lease() != lease) {
      retire(known.lease().client());
    }
    opened.put(key, new Opened(lease, stored.version(), around.clock().instant()));
    return lease;
  }

  private <S extends Record> Lease open(
      int workspace, Connector<S, ?> connector, String name, Map<String, Object> settings)
      throws NotAvailable {
    var context =
        new ConnectionContext(
            name, around.publicUrl(), around.clock(), new Notes(sql, workspace, name));
    try {
      var bound = Binder.bind(settings, connector.settings());
      return new Lease(connector.open(bound, context), context, connector.about().id());
    } catch (BindingException e) {
      var problem = e.problems().getFirst();
      throw new NotAvailable(
          "bad-settings",
          "Connection \""
              + name
              + "\" is not complete at "
              + problem.pointer()
              + ": "
              + problem.message());
    } catch (IllegalArgumentException e) {
      throw new NotAvailable(
          "bad-settings", "Connection \"" + name + "\" cannot be used: " + e.getMessage());
    }
  }

  private void retire(Client client) {
    client.retire();
    retired.addLast(client);
    if (retired.size() > RETIRED) {
      close(retired.removeFirst());
    }
  }

  /**
   * Lets a connection that is about to be deleted give back what the outside keeps for it.
   *
   * @return what a person must do instead; null where all went well
   */
  public @Nullable String release(int workspace, String connection) throws InterruptedException {
    var stored = connections.stored(workspace, connection);
    var connector = stored == null ? null : catalog.connector(stored.connector());
    if (connector == null) {
      return null;
    }
    try {
      var lease = lease(workspace, connector, connection, false);
      lease.client().release(lease.context().memory());
      return null;
    } catch (NotAvailable | ConnectorException e) {
      return e.getMessage();
    }
  }

  /** How the connections are that are open on this node, by name. */
  public SortedMap<String, Condition> conditions(int workspace) {
    var conditions = new TreeMap<String, Condition>();
    var prefix = workspace + "/";
    opened.forEach(
        (key, each) -> {
          var condition = each.lease().client().condition();
          if (key.startsWith(prefix) && condition != null) {
            conditions.put(key.substring(prefix.length()), condition);
          }
        });
    return conditions;
  }

  /** After a change on this node: the next use sees it. */
  public synchronized void forget(int workspace, String connection) {
    var known = opened.remove(workspace + "/" + connection);
    if (known != null) {
      retire(known.lease().client());
    }
  }

  @Override
  public synchronized void close() {
    opened.values().forEach(o -> close(o.lease().client()));
    retired.forEach(Clients::close);
    opened.clear();
    retired.clear();
  }

  private static void close(Client client) {
    try {
      client.close();
    } catch (Exception e) {
      LOG.warn("A connection did not close cleanly: {}", e.getClass().getSimpleName());
    }
  }
}
