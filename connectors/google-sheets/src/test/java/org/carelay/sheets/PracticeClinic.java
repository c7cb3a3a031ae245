package org.carelay.sheets;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller;
import org.carelay.connector.TriggerEvent;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.connector.testkit.ManualClock;
import org.carelay.connector.testkit.PollingDriver;
import org.carelay.practice.google.NewSpreadsheet;
import org.carelay.practice.google.PracticeGoogle;
import org.carelay.practice.google.PracticeSheet;
import org.jspecify.annotations.Nullable;

/** A practice Google with one sheet, a client of it, and an engine that polls, on one clock. */
final class PracticeClinic implements AutoCloseable {
  static final String ID = "1AbC";
  static final String SHEET = "Appointments";
  static final Duration SETTLE = Duration.ofSeconds(5);

  private static final AtomicReference<byte @Nullable []> KEY = new AtomicReference<>();

  final ManualClock clock = new ManualClock();
  final InMemoryMemory memory = new InMemoryMemory();
  final PracticeGoogle google;
  final PracticeSheet sheet;
  private final List<GoogleClient> clients = new ArrayList<>();
  GoogleClient client;
  PollingDriver<GoogleClient> driver;
  private Poller.@Nullable Result last;

  PracticeClinic(Path folder) throws IOException {
    google = started(folder, clock);
    sheet = google.create(appointments(ID));
    client = open(clock);
    driver = new PollingDriver<>(SheetPoller.INSTANCE, client, clock, memory);
  }

  /** With one key for all tests, since making one takes a second. */
  private static PracticeGoogle started(Path folder, Clock clock) throws IOException {
    var file = folder.resolve("service-account.pkcs8");
    synchronized (KEY) {
      if (KEY.get() != null) {
        Files.write(file, KEY.get());
      }
      var google = PracticeGoogle.start(folder, 0, clock);
      KEY.set(Files.readAllBytes(file));
      return google;
    }
  }

  static NewSpreadsheet appointments(String id) {
    return NewSpreadsheet.of(
            id,
            SHEET,
            List.of(
                List.of("Appointment ID", "Name", "Mobile", "Visit", "Status", "Consent", "Sent"),
                List.of("A-1", "Ann", "0123", "2026-11-24 9:30", "Waiting", "TRUE", ""),
                List.of("A-2", "Bob", "0124", "2026-11-25", "Waiting", "FALSE", ""),
                List.of("A-3", "Cem", "0125", "2026-11-26 14:00", "Waiting", "TRUE", "")))
        .withPlainText("Mobile");
  }

  GoogleClient open(Clock on) {
    return open(settings(), on);
  }

  GoogleClient open(GoogleConnection settings, Clock on) {
    var context =
        new ConnectionContext("front-desk", URI.create("https://carelay.example.org"), on, memory);
    var opened = new GoogleSheetsConnector().open(settings, context);
    clients.add(opened);
    return opened;
  }

  GoogleConnection settings() {
    return new GoogleConnection(
        google.serviceAccountKey(), google.rootUrl(), Duration.ofSeconds(1), 60_000, 60_000);
  }

  /** The same credential for a Google elsewhere, token endpoint included. */
  GoogleConnection settingsAt(InetSocketAddress address) {
    var root = "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/";
    var key = new HashMap<>(google.serviceAccountKey());
    key.put("token_uri", root + "token");
    return new GoogleConnection(key, URI.create(root), null, null, null);
  }

  RowChanged.Input byId() {
    return input(List.of("Appointment ID"), null, null, SETTLE);
  }

  RowChanged.Input atOnce() {
    return input(List.of("Appointment ID"), null, null, Duration.ZERO);
  }

  static RowChanged.Input input(
      @Nullable List<String> key,
      @Nullable List<String> watch,
      @Nullable List<String> required,
      Duration settle) {
    return new RowChanged.Input(ID, SHEET, key, watch, required, settle, null);
  }

  /** Listens with this input, and has seen what is there. */
  void follow(RowChanged.Input input) throws ConnectorException, InterruptedException {
    driver.subscribe("recipe", new RowChanged(), input);
    poll();
  }

  Poller.Result poll() throws ConnectorException, InterruptedException {
    var result = driver.poll();
    last = result;
    return result;
  }

  /** What a poll tells, such as "changed A-1 [Status]". */
  List<String> look() throws ConnectorException, InterruptedException {
    return events().stream().map(PracticeClinic::told).toList();
  }

  List<TriggerEvent> events() throws ConnectorException, InterruptedException {
    return poll().findings().stream().flatMap(finding -> finding.events().stream()).toList();
  }

  static String told(TriggerEvent event) {
    return "%s %s %s"
        .formatted(
            event.data().get("change"),
            row(event).get("Appointment ID"),
            event.data().get("changed"));
  }

  static Map<?, ?> row(TriggerEvent event) {
    return (Map<?, ?>) event.data().getOrDefault("row", Map.of());
  }

  List<Notice> notices() {
    return last == null
        ? List.of()
        : last.findings().stream().flatMap(finding -> finding.notices().stream()).toList();
  }

  /** Moves time and looks. */
  List<String> lookAfter(Duration time) throws ConnectorException, InterruptedException {
    clock.advance(time);
    return look();
  }

  FakeActionContext context() {
    return FakeActionContext.aContext().at(clock).remembering(memory);
  }

  @Override
  public void close() {
    clients.forEach(GoogleClient::close);
    google.close();
  }
}
