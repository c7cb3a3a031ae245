package org.carelay.form;

import org.carelay.connector.Client;
import org.carelay.connector.Connector;
import org.carelay.connector.NoSettings;
import org.carelay.connector.testkit.ConnectorContract;

class FormConnectorTest extends ConnectorContract<NoSettings, Client> {
  @Override
  protected Connector<NoSettings, Client> connector() {
    return new FormConnector();
  }
}
