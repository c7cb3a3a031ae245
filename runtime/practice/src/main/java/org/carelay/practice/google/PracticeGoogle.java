package org.carelay.practice.google;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A Google on loopback. Everything in it is in files of one folder and still there at the next
 * start; nothing leaves the machine.
 */
public final class PracticeGoogle implements AutoCloseable {
  private final Library library;
  private final Faults faults;
  private final TokenEndpoint tokens;
  private final GoogleServer server;
  private final URI rootUrl;

  /** A spreadsheet and the names of its sheets. */
  public record Listing(String id, String title, List<String> sheets) {}

  private PracticeGoogle(Path folder, HttpServer http, Clock clock) {
    library = new Library(new SpreadsheetStore(folder), clock);
    faults = new Faults(clock, library.drive());
    rootUrl = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    // Client libraries judge a token's life by the machine's clock, so this does too.
    tokens =
        new TokenEndpoint(ServiceAccount.in(folder), rootUrl.resolve("token"), Clock.systemUTC());
    server = new GoogleServer(http, new Router(library, tokens), tokens, faults);
  }

  /**
   * Starts on 127.0.0.1.
   *
   * @param folder made if it is not there
   * @param port 0 for any free one
   * @throws IOException if the port cannot be had
   */
  public static PracticeGoogle start(Path folder, int port) throws IOException {
    return start(folder, port, Clock.systemUTC());
  }

  /** As {@link #start(Path, int)}, with Drive's lag, quotas and file times on this clock. */
  public static PracticeGoogle start(Path folder, int port, Clock clock) throws IOException {
    // Without this the JDK's server holds small answers back for 40 ms (Nagle and delayed ACK).
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
    var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    var http = HttpServer.create(address, 0);
    return new PracticeGoogle(folder, http, clock);
  }

  /** The root of Sheets and Drive, ending in a slash. */
  public URI rootUrl() {
    return rootUrl;
  }

  /** The key of the one service account; its {@code token_uri} points here. */
  public Map<String, Object> serviceAccountKey() {
    return tokens.keyFile();
  }

  public List<Listing> spreadsheets() {
    return library.all().stream()
        .map(
            one ->
                new Listing(
                    one.id(),
                    one.properties().title(),
                    one.sheets().stream().map(Sheet::title).toList()))
        .toList();
  }

  /** Makes these unless spreadsheets with their ids are there, even deleted ones. */
  public void seedIfEmpty(List<NewSpreadsheet> seeds) {
    seeds.stream().filter(seed -> !library.contains(seed.id())).forEach(this::create);
  }

  /** Makes a spreadsheet, or replaces one with the same id, and returns its sheet. */
  public PracticeSheet create(NewSpreadsheet seed) {
    var sheet = SheetSeed.sheet(seed, LocalDate.ofInstant(library.clock().instant(), seed.zone()));
    library.add(
        new Spreadsheet(
            seed.id(),
            new Spreadsheet.Properties(seed.title(), seed.zone(), seed.driveId()),
            List.of(sheet),
            Map.of(),
            Spreadsheet.Access.EDITOR,
            new Spreadsheet.Stamp(0, 0, library.clock().instant())));
    return sheet(seed.id(), seed.content().sheet());
  }

  /**
   * @throws IllegalArgumentException if there is no such sheet
   */
  public PracticeSheet sheet(String id, String title) {
    var exists =
        library.all().stream().anyMatch(one -> one.id().equals(id) && one.sheet(title).isPresent());
    if (!exists) {
      throw new IllegalArgumentException("There is no sheet \"" + title + "\" in \"" + id + "\"");
    }
    return new PracticeSheet(library, id, title);
  }

  /** Whether the service account may use the spreadsheet. */
  public void share(String id, boolean shared) {
    var access = shared ? Spreadsheet.Access.EDITOR : Spreadsheet.Access.NOT_SHARED;
    library.change(id, before -> before.with(access));
  }

  public void delete(String id) {
    library.change(id, before -> before.with(Spreadsheet.Access.DELETED));
  }

  /** Calls back with the spreadsheet's id after each change, on the thread that made it. */
  public void onChange(Consumer<String> listener) {
    library.onChange(listener);
  }

  public Faults faults() {
    return faults;
  }

  public CallCounts calls() {
    return server.counts();
  }

  /** Tokens handed out so far are refused from now on, as after an hour. */
  public void expireTokens() {
    tokens.expireTokens();
  }

  /** The key is refused from now on, as after it was deleted in the Google console, or not. */
  public void revokeKey(boolean revoked) {
    tokens.revokeKey(revoked);
  }

  @Override
  public void close() {
    server.close();
  }
}
