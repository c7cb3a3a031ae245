package org.carelay.database.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.carelay.connector.Notice;
import org.junit.jupiter.api.Test;

/** What people are told to run in SQL Server and Oracle. */
class AddedDoctorTest {
  private static final RowChanged.Input INPUT =
      new RowChanged.Input("visit", List.of("status"), List.of());

  private static final TableColumns VISIT = new TableColumns("dbo.visit", Set.of("id", "status"));

  @Test
  void sql_server_is_told_to_keep_changes() {
    assertThat(new SqlServerState("clinic", "carelay", false, false, null).notices())
        .singleElement()
        .satisfies(
            notice ->
                assertThat(notice.message()).contains("USE [clinic]; EXEC sys.sp_cdc_enable_db;"));
    assertThat(messages(new SqlServerState("clinic", "o]k", true, false, "Stopped").notices()))
        .satisfiesExactly(
            agent -> assertThat(agent).contains("(Stopped)", "xp_servicecontrol N'START'"),
            right -> assertThat(right).contains("GRANT SELECT ON SCHEMA::cdc TO [o]]k];"));
    assertThat(new SqlServerState("clinic", "carelay", true, true, "Running").notices()).isEmpty();
    assertThat(new SqlServerState("clinic", "carelay", true, true, null).notices()).isEmpty();
    var table = new SqlServerTable("dbo", "vis'it", false, false, VISIT);
    assertThat(messages(table.notices(INPUT, "carelay")))
        .satisfiesExactly(
            captured ->
                assertThat(captured)
                    .contains(
                        "EXEC sys.sp_cdc_enable_table @source_schema = N'dbo', @source_name = N'vis''it', @role_name = NULL;"),
            right -> assertThat(right).contains("GRANT SELECT ON [dbo].[vis'it] TO [carelay];"));
  }

  @Test
  void oracle_is_told_to_log_enough() {
    var server = new OracleState("C##CARELAY", true, false, false, 1, 1, Set.of("LOGMINING"));
    assertThat(messages(server.notices()))
        .satisfiesExactly(
            right ->
                assertThat(right)
                    .contains(
                        "GRANT LOGMINING TO C##CARELAY; GRANT EXECUTE ON DBMS_LOGMNR TO C##CARELAY;"),
            archive -> assertThat(archive).contains("ALTER DATABASE ARCHIVELOG;"),
            log -> assertThat(log).contains("ALTER DATABASE ADD SUPPLEMENTAL LOG DATA;"));
    var table = new OracleTable("WARD", "VISIT", false, VISIT);
    assertThat(messages(table.notices(INPUT)))
        .satisfiesExactly(
            columns ->
                assertThat(columns)
                    .contains(
                        "ALTER TABLE \"WARD\".\"VISIT\" ADD SUPPLEMENTAL LOG DATA (ALL) COLUMNS;"));
  }

  private static List<String> messages(List<Notice> notices) {
    assertThat(notices).allMatch(Notice::pausing);
    return notices.stream().map(Notice::message).toList();
  }
}
