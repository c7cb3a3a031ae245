package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "08001, 0, RETRY, database-unreachable",
    "08006, 0, RETRY, database-unreachable",
    "53300, 0, RETRY, database-busy",
    "57P01, 0, RETRY, database-busy",
    "57P03, 0, RETRY, database-busy",
    "57014, 0, RETRY, statement-timeout",
    "70100, 1969, RETRY, statement-timeout",
    "40001, 0, RETRY, database-busy",
    "40P01, 0, RETRY, database-busy",
    "40001, 1213, RETRY, database-busy",
    "HY000, 1205, RETRY, database-busy",
    "0A000, 0, RETRY, table-changed",
    "28P01, 0, SIGN_IN, login-refused",
    "28000, 1045, SIGN_IN, login-refused",
    "42501, 0, SIGN_IN, right-missing",
    "42000, 1142, SIGN_IN, right-missing",
    "3D000, 0, STOP, no-such-database",
    "23505, 0, STOP, constraint-violated",
    "23000, 1062, STOP, constraint-violated",
    "22P02, 0, STOP, value-refused",
    "25006, 0, STOP, read-only",
    "42P01, 0, STOP, sql-not-accepted",
    "XX000, 0, STOP, database-error"
  })
  void says_whether_to_try_again(String state, int vendor, String kind, String code) {
    var cause = new SQLException("Key (name)=(Lovelace) is bad", state, vendor);
    for (var dialect : new Dialect[] {new PostgreSql(), new MariaDb()}) {
      var failure = Failures.of(cause, dialect);
      assertThat(failure.code()).isEqualTo(code);
      assertThat(kind(failure)).isEqualTo(kind);
      assertThat(failure.getMessage()).doesNotContain("Lovelace");
      assertThat(failure).hasNoCause();
    }
  }

  @Test
  void looks_through_what_pools_and_batches_wrap() {
    var refused = new SQLException("no", "28P01");
    var pooled = new SQLTransientConnectionException("timeout", refused);
    assertThat(Failures.of(pooled, new PostgreSql())).isInstanceOf(AuthenticationFailed.class);
    var batch = new BatchUpdateException("batch", null, 0, new int[0]);
    batch.setNextException(new SQLException("same", "23505"));
    assertThat(Failures.of(batch, new PostgreSql()).code()).isEqualTo("constraint-violated");
    assertThat(Failures.of(new SQLException("?"), new PostgreSql()).code())
        .isEqualTo("database-unreachable");
  }

  private static String kind(ConnectorException failure) {
    return switch (failure) {
      case Retryable _ -> "RETRY";
      case AuthenticationFailed _ -> "SIGN_IN";
      case Permanent _ -> "STOP";
      case ConnectorException.OutcomeUnknown _ -> "UNKNOWN";
    };
  }
}
