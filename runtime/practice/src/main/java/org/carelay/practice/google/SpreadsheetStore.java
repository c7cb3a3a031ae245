package org.carelay.practice.google;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps each spreadsheet in a file of its own. A file is replaced as a whole, so that a process
 * killed in the middle leaves the old state or the new one.
 */
final class SpreadsheetStore {
  private static final String SUFFIX = ".spreadsheet.json";
  private final Path folder;

  SpreadsheetStore(Path folder) {
    this.folder = folder;
  }

  List<Spreadsheet> load() {
    try (var files = Files.list(Files.createDirectories(folder))) {
      var result = new ArrayList<Spreadsheet>();
      for (var file : files.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList()) {
        result.add(SpreadsheetJson.read(Json.read(Files.readAllBytes(file))));
      }
      return result;
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot read the practice sheets in " + folder, failure);
    }
  }

  /** Returns when the file is in place. */
  void save(Spreadsheet spreadsheet) {
    try {
      replace(spreadsheet.id() + SUFFIX, Json.bytes(SpreadsheetJson.write(spreadsheet)));
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot write the practice sheet to " + folder, failure);
    }
  }

  private void replace(String name, byte[] content) throws IOException {
    var partial = Files.write(folder.resolve(name + ".part"), content);
    Files.move(
        partial,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
