package org.carelay.database.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.database.DatabaseSettings;
import org.carelay.database.cdc.BinaryLog.BinaryLogStart;
import org.junit.jupiter.api.Test;

/** What is not seen against a real server. */
class BinaryLogPropertiesTest {
  @Test
  void takes_address_and_encryption_from_the_connection() throws Exception {
    var properties =
        properties(
            "jdbc:mariadb://a.example.org,b.example.org:3307/clinic?sslMode=verify-full&trustStore=/etc/trust.p12",
            true);
    assertThat(properties)
        .containsEntry("connector.class", WokenMariaDb.class.getName())
        .containsEntry("database.hostname", "b.example.org")
        .containsEntry("database.port", "3307")
        .containsEntry("database.ssl.mode", "verify-full")
        .containsEntry("database.ssl.truststore", "/etc/trust.p12")
        .containsEntry("database.include.list", "\\Qclinic\\E")
        .containsEntry("table.include.list", "\\Qclinic.visit\\E");
  }

  @Test
  void says_what_to_install_for_mysql() {
    assertThatThrownBy(() -> properties("jdbc:mariadb://db.example.org/clinic", false))
        .isInstanceOfSatisfying(
            Permanent.class,
            e -> {
              assertThat(e.code()).isEqualTo("not-installed");
              assertThat(e.getMessage()).contains("mysql-connector-j", "CARELAY_HOME");
            });
  }

  private static Properties properties(String url, boolean mariaDb) throws ConnectorException {
    var settings = new DatabaseSettings(url, "carelay", "secret", null, null, null, null, null);
    var start = BinaryLogPosition.at("log.000001", 4, "0-1-1", 1);
    var source = new BinaryLog.Source(new Server("b.example.org", 3307), mariaDb);
    return BinaryLogProperties.of(
        settings,
        "carelay_0123456789ab",
        Set.of("clinic.visit"),
        new BinaryLogStart(source, start, new TableHistory()));
  }
}
