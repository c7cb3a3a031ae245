package org.carelay.manual;

import java.util.List;
import org.carelay.connector.About;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.NoSettings;
import org.carelay.connector.Trigger;

/** Started by a person; needs no connection. */
public final class ManualConnector implements Connector<NoSettings, Client> {
  @Override
  public About about() {
    return new About("manual", "By hand", "Starts recipes when a person says so.");
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
    return "A person needs no connection";
  }

  @Override
  public List<Trigger<Client, ?>> triggers() {
    return List.of(new StartedTrigger());
  }
}
