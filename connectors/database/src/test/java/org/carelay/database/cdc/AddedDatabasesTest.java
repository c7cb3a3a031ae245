package org.carelay.database.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.mongodb.MongoDbConnectorConfig;
import io.debezium.connector.mongodb.MongoDbOffsetContext;
import io.debezium.connector.oracle.CommitScn;
import io.debezium.connector.oracle.OracleConnectorConfig;
import io.debezium.connector.sqlserver.Lsn;
import io.debezium.connector.sqlserver.SqlServerConnectorConfig;
import io.debezium.connector.sqlserver.SqlServerOffsetContext;
import io.debezium.relational.history.MemorySchemaHistory;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.carelay.database.DatabaseSettings;
import org.junit.jupiter.api.Test;

/**
 * That Debezium understands what it is told of SQL Server, Oracle and MongoDB. None of them was
 * tried against a live server.
 */
class AddedDatabasesTest {
  private static final String NAME = "carelay_0123456789ab";

  /** What the engine, its store and Connect read, and not the connector. */
  private static final Set<String> ENGINE =
      Set.of("name", "connector.class", "bootstrap.servers", "offset.flush.interval.ms");

  @Test
  void tells_debezium_of_sql_server() throws Exception {
    var properties =
        SqlServerProperties.of(
            settings(
                "jdbc:sqlserver://db.example.org\\ward:1434;databaseName=clinic;encrypt=true;trustServerCertificate=false"),
            NAME,
            Set.of("dbo.visit"),
            "{}");
    assertThat(properties)
        .containsEntry("database.hostname", "db.example.org")
        .containsEntry("database.instance", "ward")
        .containsEntry("database.port", "1434")
        .containsEntry("database.names", "clinic")
        .containsEntry("driver.encrypt", "true")
        .containsEntry("driver.trustServerCertificate", "false")
        .containsEntry("table.include.list", "\\Qdbo.visit\\E");
    assertThat(unknown(properties, SqlServerConnectorConfig.class)).isEmpty();
    assertThat(problems(properties, SqlServerConnectorConfig.ALL_FIELDS)).isEmpty();
    var config = new SqlServerConnectorConfig(Configuration.from(properties));
    assertThat(config.getDatabaseNames()).containsExactly("clinic");
    assertThat(config.getSnapshotMode().getValue()).isEqualTo("recovery");
  }

  @Test
  void tells_debezium_of_oracle_and_a_pluggable_database_in_it() throws Exception {
    var properties =
        OracleProperties.of(
            settings("jdbc:oracle:thin:@//db.example.org:1522/orcl?pdb=clinic"),
            NAME,
            Set.of("WARD.VISIT"),
            "{}");
    assertThat(properties)
        .containsEntry("database.hostname", "db.example.org")
        .containsEntry("database.port", "1522")
        .containsEntry("database.dbname", "ORCL")
        .containsEntry("database.pdb.name", "CLINIC");
    assertThat(unknown(properties, OracleConnectorConfig.class)).isEmpty();
    assertThat(problems(properties, OracleConnectorConfig.ALL_FIELDS)).isEmpty();
    var config = new OracleConnectorConfig(Configuration.from(properties));
    assertThat(config.getPdbName()).isEqualTo("CLINIC");
    assertThat(config.getSnapshotMode().getValue()).isEqualTo("recovery");
  }

  @Test
  void tells_debezium_of_mongodb() throws Exception {
    var properties =
        MongoProperties.of(
            settings("mongodb://a.example.org,b.example.org:27018/clinic?replicaSet=rs0&tls=true"),
            NAME,
            Set.of("clinic.visit"),
            "{}");
    assertThat(unknown(properties, MongoDbConnectorConfig.class)).isEmpty();
    assertThat(problems(properties, MongoDbConnectorConfig.ALL_FIELDS)).isEmpty();
    var config = new MongoDbConnectorConfig(Configuration.from(properties));
    assertThat(config.getCaptureMode().isIncludePreImage()).isTrue();
    assertThat(config.getCaptureMode().isFullUpdate()).isTrue();
    assertThat(config.getCaptureTarget()).contains("clinic");
  }

  @Test
  void an_address_that_is_not_understood_says_how_to_write_it() {
    assertThatThrownBy(
            () ->
                SqlServerProperties.of(
                    settings("jdbc:sqlserver://db.example.org"), NAME, Set.of("dbo.visit"), "{}"))
        .isInstanceOf(ConnectorException.Permanent.class)
        .hasMessageContaining("databaseName=clinic");
    assertThatThrownBy(
            () ->
                OracleProperties.of(
                    settings("jdbc:oracle:thin:@(DESCRIPTION=...)"), NAME, Set.of("A.B"), "{}"))
        .hasMessageContaining("jdbc:oracle:thin:@//db.example.org:1521/ORCL");
    assertThatThrownBy(
            () ->
                MongoProperties.of(
                    settings("mongodb://db.example.org"), NAME, Set.of("clinic.visit"), "{}"))
        .hasMessageContaining("mongodb://db.example.org:27017/clinic");
  }

  @Test
  void debezium_goes_on_from_the_positions_that_are_stored() throws Exception {
    var sqlServer =
        new SqlServerConnectorConfig(
            Configuration.from(
                SqlServerProperties.of(
                    settings("jdbc:sqlserver://db.example.org;databaseName=clinic"),
                    NAME,
                    Set.of("dbo.visit"),
                    "{}")));
    var read =
        new SqlServerOffsetContext.Loader(sqlServer)
            .load(Map.of("commit_lsn", "00000027:00000ac0:0002", "event_serial_no", 1L));
    assertThat(read.getChangePosition().getCommitLsn())
        .isEqualTo(Lsn.valueOf("00000027:00000ac0:0002"));
    assertThat(read.isInitialSnapshotRunning()).isFalse();
    assertThat(LogOffset.of(read.getOffset()).get("commit_lsn"))
        .isEqualTo("00000027:00000ac0:0002");
    var scn = LogOffset.parse(OracleLog.offset(8_123_456_789_012L));
    assertThat(CommitScn.valueOf(scn.get("commit_scn")).getMaxCommittedScn().longValue())
        .isEqualTo(8_123_456_789_012L);
    var mongo =
        new MongoDbConnectorConfig(
            Configuration.from(
                MongoProperties.of(
                    settings("mongodb://db.example.org/clinic"),
                    NAME,
                    Set.of("clinic.visit"),
                    "{}")));
    var token = Map.of("sec", 1_795_000_000L, "ord", 3L, "resume_token", "8263");
    assertThat(new MongoDbOffsetContext.Loader(mongo).load(token).lastResumeToken())
        .isEqualTo("8263");
  }

  /** Debezium reads how tables are only where it finds no history of them. */
  @Test
  void keeps_no_history_of_tables() {
    assertThat(new MemorySchemaHistory().exists()).isFalse();
  }

  @Test
  void places_in_a_log_grow() {
    assertThat(
            List.of(
                SqlServerReader.place("00000027:00000ac0:0002"),
                SqlServerReader.place("00000027:00000ac0:0003"),
                SqlServerReader.place("00000027:00000ac1:0001"),
                SqlServerReader.place("00000028:00000000:0001")))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(MongoReader.place(1_795_000_000, 2)).isLessThan(MongoReader.place(1_795_000_001, 1));
  }

  /** Names that neither the connector nor the engine knows. */
  private static List<String> unknown(Properties properties, Class<?> config)
      throws ReflectiveOperationException {
    var known = new HashSet<>(ENGINE);
    for (var field : (Field.Set) config.getField("ALL_FIELDS").get(null)) {
      known.add(field.name());
    }
    for (Class<?> each = config; each != null; each = each.getSuperclass()) {
      for (var field : each.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == Field.class) {
          field.setAccessible(true);
          known.add(((Field) field.get(null)).name());
        }
      }
    }
    return properties.stringPropertyNames().stream()
        .filter(name -> !known.contains(name))
        .filter(name -> !name.startsWith("driver.") && !name.startsWith("carelay."))
        .filter(name -> !name.equals("offset.storage"))
        .toList();
  }

  private static List<String> problems(Properties properties, Iterable<Field> fields) {
    var problems = new ArrayList<String>();
    Configuration.from(properties).validateAndRecord(fields, problems::add);
    return problems;
  }

  private static DatabaseSettings settings(String url) {
    return new DatabaseSettings(url, "carelay", "secret", null, null, null, null, null);
  }
}
