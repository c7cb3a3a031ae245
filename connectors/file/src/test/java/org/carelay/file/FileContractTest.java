package org.carelay.file;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carelay.connector.Action;
import org.carelay.connector.Connector;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.testkit.ActionContract;
import org.carelay.connector.testkit.ConnectorContract;
import org.carelay.connector.testkit.HttpTriggerContract;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.connector.testkit.ManualClock;
import org.carelay.connector.testkit.PollingTriggerContract;
import org.carelay.recipe.Binder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What every connector promises, in a real folder. */
class FileContractTest {
  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private int count;

  private Folder open() {
    return new Folder(Lab.settings(folder), new InMemoryMemory());
  }

  private Map<String, String> contents() throws IOException {
    var contents = new HashMap<String, String>();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        contents.put(file.getFileName().toString(), Hashes.of(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  @Nested
  class OfTheConnector extends ConnectorContract<FileSettings, Folder> {
    @Override
    protected Connector<FileSettings, Folder> connector() {
      return new FileConnector();
    }
  }

  /** The same for files and rows. */
  abstract class Arrived extends PollingTriggerContract<Folder, FileArrived.Input> {
    @Override
    protected PollingTrigger<Folder, FileArrived.Input> trigger() {
      return new FileArrived();
    }

    @Override
    protected Folder client() throws Exception {
      Files.writeString(folder.resolve("early.csv"), "id,name\n0,early\n");
      return open();
    }

    @Override
    protected void change() throws Exception {
      count++;
      Files.writeString(folder.resolve("list-" + count + ".csv"), "id,name\n" + count + ",Avery\n");
    }

    @Override
    protected void nothingOfInterest() throws Exception {
      count++;
      Files.writeString(folder.resolve("list.csv.part"), "id,name\n" + count);
      Files.writeString(folder.resolve("notes.doc"), "note " + count);
      Files.createDirectories(folder.resolve("folder.csv"));
      clock.advance(Duration.ofMinutes(1));
    }

    @Override
    protected void settle() {
      clock.advance(Duration.ofSeconds(10));
    }

    @Override
    protected Clock clock() {
      return clock;
    }

    @Override
    protected Optional<Folder> unreachable() {
      return Optional.of(new Folder(Lab.settings(folder.resolve("missing")), new InMemoryMemory()));
    }
  }

  @Nested
  class ForEachFile extends Arrived {
    @Override
    protected FileArrived.Input input() throws Exception {
      return Lab.arrived(Map.of("files", "*.csv"));
    }
  }

  @Nested
  class ForEachRow extends Arrived {
    @Override
    protected FileArrived.Input input() throws Exception {
      return Lab.arrived(Map.of("files", "*.csv", "per", "row"));
    }
  }

  @Nested
  class Uploaded extends HttpTriggerContract<Folder, FileUploaded.Input> {
    @Override
    protected HttpTrigger<Folder, FileUploaded.Input> trigger() {
      return new FileUploaded();
    }

    @Override
    protected Folder client() {
      return open();
    }

    @Override
    protected FileUploaded.Input input() {
      return new FileUploaded.Input();
    }

    @Override
    protected HttpCall genuine() {
      return genuine("id\n1\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected HttpCall genuine(byte[] body) {
      return call("upload-token", body);
    }

    @Override
    protected HttpCall forged() {
      return call("another-token", new byte[] {1});
    }

    @Override
    protected List<String> secrets() {
      return List.of("upload-token");
    }

    private static HttpCall call(String token, byte[] body) {
      var url = URI.create("https://carelay.example.org/hooks/upload/inbox?name=list%20a.csv");
      var headers = Map.of("authorization", List.of("Bearer " + token));
      return new HttpCall("POST", url, headers, body, Instant.now());
    }
  }

  @Nested
  class OfCsv extends ActionContract<Folder, WriteCsv.Input, WrittenFile> {
    @Override
    protected Action<Folder, WriteCsv.Input, WrittenFile> action() {
      return new WriteCsv();
    }

    @Override
    protected Folder client() {
      return open();
    }

    @Override
    protected WriteCsv.Input input() throws Exception {
      return Binder.bind(
          Map.of("name", "report", "rows", List.of(Map.of("id", "007"))), WriteCsv.Input.class);
    }

    @Override
    protected Object outside() throws Exception {
      return contents();
    }
  }

  @Nested
  class OfXlsx extends ActionContract<Folder, WriteXlsx.Input, WrittenFile> {
    @Override
    protected Action<Folder, WriteXlsx.Input, WrittenFile> action() {
      return new WriteXlsx();
    }

    @Override
    protected Folder client() {
      return open();
    }

    @Override
    protected WriteXlsx.Input input() throws Exception {
      return Binder.bind(
          Map.of("name", "report", "rows", List.of(Map.of("id", "007"))), WriteXlsx.Input.class);
    }

    @Override
    protected Object outside() throws Exception {
      return contents().keySet();
    }
  }
}
