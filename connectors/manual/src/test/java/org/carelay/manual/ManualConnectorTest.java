package org.carelay.manual;

import org.carelay.connector.Client;
import org.carelay.connector.Connector;
import org.carelay.connector.NoSettings;
import org.carelay.connector.testkit.ConnectorContract;

class ManualConnectorTest extends ConnectorContract {
  @Override
  protected Connector<NoSettings, Client> connector() {
    return new ManualConnector();
  }
}
