package org.carelay.sheets;

import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.Choice;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Trigger;

/** Google Sheets, by a service account. */
public final class GoogleSheetsConnector implements Connector<GoogleConnection, GoogleClient> {
  @Override
  public About about() {
    return new About(
        "google-sheets",
        "Google Sheets",
        "Follows rows of Google spreadsheets and writes into them, as a service account.");
  }

  @Override
  public Class<GoogleConnection> settings() {
    return GoogleConnection.class;
  }

  @Override
  public GoogleClient open(GoogleConnection settings, ConnectionContext context) {
    return GoogleClient.open(settings, context);
  }

  @Override
  public String test(GoogleClient client) throws ConnectorException, InterruptedException {
    var signedIn = "Signed in as " + client.email() + ". Share each spreadsheet with this address.";
    try {
      client
          .calls()
          .drive(() -> client.drive().changes().getStartPageToken(), client.calls().soon());
      return signedIn;
    } catch (ConnectorException.Permanent noDrive) {
      return signedIn
          + " Google Drive cannot be asked for changes, so every sheet is read each time; turn on"
          + " the Google Drive API to spare the quota.";
    }
  }

  @Override
  public List<Choice> choices(GoogleClient client, String of, Map<String, Object> written)
      throws ConnectorException, InterruptedException {
    return SheetSamples.choices(client, of, written);
  }

  @Override
  public List<Trigger<GoogleClient, ?>> triggers() {
    return List.of(new RowChanged(), new RowAdded());
  }

  @Override
  public List<Action<GoogleClient, ?, ?>> actions() {
    return List.of(new ReadRows(), new AppendRow(), new UpdateRow(), new CreateSheet());
  }
}
