package org.carelay.workers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds out what an interpreter really is. The name on the PATH may be a shell script that pyenv or
 * a version manager put there, a link, or a venv: running it once tells which file it is in the end
 * and where its libraries are. Asked once per candidate and kept.
 */
final class Interpreters {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<Language, Path> chosen;
  private final Map<List<String>, Map<?, ?>> known = new ConcurrentHashMap<>();

  /**
   * @param chosen the interpreters that the site has chosen; the others are looked for on the PATH
   */
  Interpreters(Map<Language, Path> chosen) {
    this.chosen = chosen;
  }

  /** The files that may be a language's interpreter, the best first. */
  List<Path> candidates(Language language, String name) {
    var path = chosen.get(language);
    return path == null ? onPath(name).toList() : List.of(path);
  }

  private static Stream<Path> onPath(String name) {
    var folders = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    return Arrays.stream(folders.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }

  /**
   * What the interpreter says of itself.
   *
   * @param arguments make it print one line of JSON
   * @return empty if it can not be run or prints something else
   */
  Map<?, ?> ask(Path interpreter, List<String> arguments) throws InterruptedException {
    var command = Stream.concat(Stream.of(interpreter.toString()), arguments.stream()).toList();
    var answer = known.get(command);
    if (answer == null) {
      answer = run(command);
      if (!answer.isEmpty()) {
        known.put(command, answer);
      }
    }
    return answer;
  }

  private static Map<?, ?> run(List<String> command) throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (var out = process.getInputStream()) {
        process.getOutputStream().close();
        var inTime = process.waitFor(PATIENCE);
        return inTime && process.exitValue() == 0 ? Json.readObject(out.readAllBytes()) : Map.of();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException notRunnable) {
      return Map.of();
    }
  }
}
