package org.carelay.workers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.carelay.workers.FunctionCall.Source;
import org.carelay.workers.FunctionError.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the classes of compiled functions in files named by the hash of their code, so that neither
 * a new process nor a new runtime has to compile them again.
 */
final class CompiledClasses {
  /** Beyond this many the oldest go; whoever needs one again has it compiled. */
  private static final int KEPT = 5_000;

  /** Looking at all of them is worth it only now and then. */
  private static final int BETWEEN_LOOKS = 100;

  private final Path folder;
  private final AtomicInteger kept = new AtomicInteger();

  CompiledClasses(Path folder) {
    this.folder = folder;
  }

  boolean has(Source source) {
    return Files.exists(file(source));
  }

  /** The classes in base64 by name. */
  Map<?, ?> get(Source source) throws FunctionFailure {
    try {
      return Json.readObject(Files.readAllBytes(file(source)));
    } catch (IOException e) {
      throw new FunctionFailure(
          Kind.NOT_AVAILABLE, "The compiled function can not be read: " + e.getMessage());
    }
  }

  void keep(Source source, @Nullable Object classes) throws FunctionFailure {
    try {
      var unfinished = Files.createTempFile(folder, "new-", ".tmp");
      Files.write(unfinished, Json.write(classes, false));
      Files.move(unfinished, file(source), StandardCopyOption.ATOMIC_MOVE);
      if (kept.incrementAndGet() % BETWEEN_LOOKS == 0) {
        forgetOldest();
      }
    } catch (IOException e) {
      throw new FunctionFailure(
          Kind.NOT_AVAILABLE, "The compiled function can not be kept: " + e.getMessage());
    }
  }

  private void forgetOldest() throws IOException {
    try (var files = Files.list(folder)) {
      var all = files.sorted(Comparator.comparing(CompiledClasses::age)).toList();
      for (var old : all.subList(0, Math.max(0, all.size() - KEPT))) {
        Files.deleteIfExists(old);
      }
    }
  }

  private static long age(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException gone) {
      return 0;
    }
  }

  private Path file(Source source) {
    var text = Runtime.version() + "\0" + source.environment() + "\0" + source.code();
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(hash) + ".json");
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
