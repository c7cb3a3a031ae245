package org.carelay.bench;

import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.NoSettings;
import org.carelay.connector.Trigger;
import org.jspecify.annotations.Nullable;

/** A trigger that is never posted to, and a step that does nothing, so that the engine is left. */
final class NoopConnector implements Connector<NoSettings, Client> {
  record Nothing(@Describe(title = "Value") @Nullable Object value) {}

  record Body(@Describe(title = "Body") Map<String, Object> body) {}

  @Override
  public About about() {
    return new About("noop", "Nothing", "Does nothing.");
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Client open(NoSettings settings, ConnectionContext context) {
    return Client.NONE;
  }

  @Override
  public String test(Client client) {
    return "Nothing to test.";
  }

  @Override
  public List<Trigger<Client, ?>> triggers() {
    return List.of(new Never());
  }

  @Override
  public List<Action<Client, ?, ?>> actions() {
    return List.of(new Step());
  }

  private static final class Step implements Action<Client, Nothing, Object> {
    @Override
    public About about() {
      return new About("noop.step", "Nothing", "Does nothing.");
    }

    @Override
    public Class<Nothing> input() {
      return Nothing.class;
    }

    @Override
    public Class<Object> output() {
      return Object.class;
    }

    @Override
    public Effect effect() {
      return Effect.READ;
    }

    @Override
    public Object perform(Client client, Nothing input, ActionContext context) {
      return Map.of("ok", true);
    }
  }

  private static final class Never implements HttpTrigger<Client, Nothing> {
    @Override
    public About about() {
      return new About("noop.never", "Never", "Never fires.");
    }

    @Override
    public Class<Nothing> input() {
      return Nothing.class;
    }

    @Override
    public Class<? extends Record> event() {
      return Body.class;
    }

    @Override
    public String path(Nothing input, String connectionId) {
      return "never";
    }

    @Override
    public Outcome receive(HttpCall call, Nothing input, Client client) {
      return new Outcome.Refused(404, "never", "This is only for measuring.");
    }
  }
}
