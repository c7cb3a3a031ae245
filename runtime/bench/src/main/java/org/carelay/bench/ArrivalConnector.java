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
import org.carelay.connector.NoSettings;

/** A step that only says when it began. */
record ArrivalConnector(Arrivals arrivals) implements Connector<NoSettings, Client> {
  record Input(@Describe(title = "Number") int n) {}

  @Override
  public About about() {
    return new About("arrival", "Arrival", "Says when a step began.");
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
  public List<Action<Client, ?, ?>> actions() {
    return List.of(new Mark(arrivals));
  }

  private record Mark(Arrivals arrivals) implements Action<Client, Input, Object> {
    @Override
    public About about() {
      return new About("arrival.mark", "Mark", "Says when it began.");
    }

    @Override
    public Class<Input> input() {
      return Input.class;
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
    public Object perform(Client client, Input input, ActionContext context) {
      arrivals.mark(input.n());
      return Map.of();
    }
  }
}
