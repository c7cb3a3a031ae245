package org.carelay.sheets;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carelay.connector.Action;
import org.carelay.connector.Connector;
import org.carelay.connector.Memory;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.testkit.ConnectionContract;
import org.carelay.connector.testkit.ConnectorContract;
import org.carelay.connector.testkit.DeadServer;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.connector.testkit.PollingTriggerContract;
import org.carelay.connector.testkit.RemoteActionContract;
import org.carelay.practice.google.PracticeGoogle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What every connector, connection, trigger and action keeps to. */
class ContractTest {
  @TempDir Path folder;
  private PracticeClinic clinic;

  @BeforeEach
  void start() throws IOException {
    clinic = new PracticeClinic(folder);
  }

  @AfterEach
  void stop() {
    clinic.close();
  }

  @Nested
  class TheConnector extends ConnectorContract<GoogleConnection, GoogleClient> {
    @Override
    protected Connector<GoogleConnection, GoogleClient> connector() {
      return new GoogleSheetsConnector();
    }
  }

  @Nested
  class AConnection extends ConnectionContract<GoogleConnection, GoogleClient> {
    @Override
    protected Connector<GoogleConnection, GoogleClient> connector() {
      return new GoogleSheetsConnector();
    }

    @Override
    protected GoogleConnection settings() {
      return clinic.settings();
    }

    @Override
    protected GoogleConnection wrongSecret() throws IOException {
      var key = new HashMap<>(clinic.google.serviceAccountKey());
      try (var another = PracticeGoogle.start(folder.resolve("another"), 0)) {
        key.put("private_key", another.serviceAccountKey().getOrDefault("private_key", ""));
      }
      return new GoogleConnection(key, clinic.google.rootUrl(), null, null, null);
    }

    @Override
    protected GoogleConnection at(InetSocketAddress address) {
      return clinic.settingsAt(address);
    }
  }

  /** Edits of a person at the front desk. */
  private abstract class RowsContract<I extends Record>
      extends PollingTriggerContract<GoogleClient, I> {
    @Override
    protected GoogleClient client() {
      return clinic.client;
    }

    @Override
    protected void settle() {
      clinic.clock.advance(PracticeClinic.SETTLE);
    }

    @Override
    protected Clock clock() {
      return clinic.clock;
    }

    @Override
    protected Memory memory() {
      return clinic.memory;
    }

    @Override
    protected void nothingOfInterest() {
      clinic.sheet.sort(1, true);
      clinic.sheet.insertColumn(0);
      clinic.sheet.deleteColumn(0);
      clinic.clock.advance(Duration.ofSeconds(30));
    }

    @Override
    protected Optional<Outage> outage() {
      return Optional.of(
          new Outage() {
            @Override
            public void begin() {
              clinic.google.share(PracticeClinic.ID, false);
            }

            @Override
            public void end() {
              clinic.google.share(PracticeClinic.ID, true);
            }
          });
    }

    @Override
    protected Optional<GoogleClient> unreachable() throws IOException {
      return Optional.of(clinic.open(clinic.settingsAt(DeadServer.nobody()), clinic.clock));
    }
  }

  @Nested
  class ARowChanged extends RowsContract<RowChanged.Input> {
    private int changes;

    @Override
    protected PollingTrigger<GoogleClient, RowChanged.Input> trigger() {
      return new RowChanged();
    }

    @Override
    protected RowChanged.Input input() {
      return clinic.byId();
    }

    @Override
    protected void change() {
      clinic.sheet.edit(1, 4, "Status " + ++changes);
    }
  }

  @Nested
  class ARowAdded extends RowsContract<RowAdded.Input> {
    private int changes;

    @Override
    protected PollingTrigger<GoogleClient, RowAdded.Input> trigger() {
      return new RowAdded();
    }

    @Override
    protected RowAdded.Input input() {
      return new RowAdded.Input(
          PracticeClinic.ID,
          PracticeClinic.SHEET,
          List.of("Appointment ID"),
          null,
          PracticeClinic.SETTLE,
          null);
    }

    @Override
    protected void change() {
      clinic.sheet.append("N-" + ++changes, "New");
      clinic.sheet.edit(1, 4, "no matter " + changes);
    }
  }

  /** Actions on the real clock, since a deadline is real time. */
  private abstract class RowActionContract<I extends Record, O>
      extends RemoteActionContract<GoogleClient, I, O> {
    @Override
    protected GoogleClient client() {
      return clinic.open(Clock.systemUTC());
    }

    @Override
    protected GoogleClient clientAt(InetSocketAddress address) {
      return clinic.open(clinic.settingsAt(address), Clock.systemUTC());
    }

    @Override
    protected Object outside() {
      return clinic.sheet.read().rows();
    }

    @Override
    protected FakeActionContext context() {
      return FakeActionContext.aContext().remembering(clinic.memory);
    }
  }

  @Nested
  class ReadingRows extends RowActionContract<ReadRows.Input, ReadRows.Output> {
    @Override
    protected Action<GoogleClient, ReadRows.Input, ReadRows.Output> action() {
      return new ReadRows();
    }

    @Override
    protected ReadRows.Input input() {
      return new ReadRows.Input(PracticeClinic.ID, PracticeClinic.SHEET, null, null);
    }
  }

  @Nested
  class AppendingARow extends RowActionContract<AppendRow.Input, AppendRow.Output> {
    @Override
    protected Action<GoogleClient, AppendRow.Input, AppendRow.Output> action() {
      return new AppendRow();
    }

    @Override
    protected AppendRow.Input input() {
      return new AppendRow.Input(
          PracticeClinic.ID, PracticeClinic.SHEET, Map.of("Name", "Eve"), null);
    }
  }

  @Nested
  class UpdatingARow extends RowActionContract<UpdateRow.Input, UpdateRow.Output> {
    @Override
    protected Action<GoogleClient, UpdateRow.Input, UpdateRow.Output> action() {
      return new UpdateRow();
    }

    @Override
    protected UpdateRow.Input input() {
      return new UpdateRow.Input(
          PracticeClinic.ID,
          PracticeClinic.SHEET,
          Map.of("Appointment ID", "A-2"),
          Map.of("Sent", "queued"),
          null);
    }
  }
}
