package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.Notice;

/** Whether the server lets this user read its log. */
record ServerState(String walLevel, boolean mayReplicate, boolean standby, String user) {
  /** On Amazon RDS the right is a role that one is a member of. */
  private static final String SQL =
      """
      select current_setting('wal_level'),
             exists (select from pg_roles where rolname = current_user and (rolreplication or rolsuper))
               or exists (select from pg_roles
                          where rolname = 'rds_replication' and pg_has_role(oid, 'member')),
             pg_is_in_recovery(), current_user""";

  static ServerState look(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(SQL)) {
      row.next();
      return new ServerState(
          row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getString(4));
    }
  }

  List<Notice> notices() {
    var notices = new ArrayList<Notice>();
    if (!walLevel.equals("logical")) {
      notices.add(
          new Notice(
              "wal-level",
              "wal-level",
              true,
              "The database does not log enough to read changes of rows. Run this, and then restart"
                  + " PostgreSQL: ALTER SYSTEM SET wal_level = logical;"));
    }
    if (!mayReplicate) {
      notices.add(
          new Notice(
              "replication-right",
              "replication-right-missing",
              true,
              "The database user may not read the log of changes. Let an administrator run: ALTER"
                  + " ROLE %s WITH REPLICATION;".formatted(TableName.quote(user))));
    }
    if (standby) {
      notices.add(
          new Notice(
              "standby",
              "standby",
              true,
              "This server is a standby that only copies another one. Change the connection's"
                  + " address to the primary server."));
    }
    return notices;
  }
}
