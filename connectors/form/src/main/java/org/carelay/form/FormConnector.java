package org.carelay.form;

import java.util.List;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.NoSettings;
import org.carelay.connector.Trigger;

/** Questions for patients and staff, on pages of this runtime; needs no connection. */
public final class FormConnector implements Connector<NoSettings, Client> {
  @Override
  public About about() {
    return new About(
        "form", "Form", "Asks people questions on a page, by a personal link or an open one.");
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
    return "A form needs no connection";
  }

  @Override
  public List<Trigger<Client, ?>> triggers() {
    return List.of(new SubmittedTrigger());
  }

  @Override
  public List<Action<Client, ?, ?>> actions() {
    return List.of(new InviteAction());
  }
}
