package org.carelay.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.workers.FunctionCall;
import org.carelay.workers.FunctionSettings;
import org.carelay.workers.FunctionTrial;
import org.carelay.workers.Functions;
import org.carelay.workers.Isolation;
import org.carelay.workers.Language;
import org.jspecify.annotations.Nullable;

/**
 * {@code carelay function FILE [--input FILE | INPUT]}: calls the function in a file as a recipe
 * would. The input is JSON, {@code -} reads it from standard input. What the function returns goes
 * to standard output; what it prints, and what the call took, to standard error.
 */
final class FunctionCommand {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private FunctionCommand() {}

  static int run(List<String> arguments) {
    var inFile = arguments.size() == 3 && arguments.get(1).equals("--input");
    if (arguments.isEmpty() || arguments.size() > 2 && !inFile) {
      System.err.println(
          "Usage: ./carelay function FILE [--input FILE | INPUT]     (INPUT is JSON, or - to read"
              + " it)");
      return 2;
    }
    var file = arguments.getFirst();
    var language = language(file);
    if (language == null) {
      System.err.println("A function's file ends with .py, .js, .mjs or .java; this is " + file);
      return 2;
    }
    try (var functions = Functions.open(FunctionSettings.defaults())) {
      var code = Files.readString(Path.of(file));
      var input = inFile ? inputFile(arguments.getLast()) : input(arguments);
      return report(FunctionTrial.of(functions, call(language, code, input)));
    } catch (JsonProcessingException e) {
      System.err.println("The input is not JSON: " + e.getOriginalMessage());
      return 2;
    } catch (CharacterCodingException e) {
      System.err.println(file + " is not UTF-8 text. Save it as UTF-8.");
      return 2;
    } catch (IOException e) {
      System.err.println(e.getMessage() + " cannot be read.");
      return 2;
    } catch (InterruptedException e) {
      return 1;
    }
  }

  private static FunctionCall call(Language language, String code, @Nullable Object input) {
    return new FunctionCall(
        new FunctionCall.Owner("1", "$trial", "trial"),
        new FunctionCall.Source(language, code),
        input,
        Map.of(),
        FunctionCall.Permissions.DEFAULT,
        Isolation.FRESH,
        TIMEOUT,
        TIMEOUT.multipliedBy(3));
  }

  private static @Nullable Object inputFile(String file) throws IOException {
    return JSON.readValue(Files.readAllBytes(Path.of(file)), Object.class);
  }

  private static @Nullable Object input(List<String> arguments) throws IOException {
    if (arguments.size() == 1) {
      return Map.of();
    }
    var text = arguments.getLast();
    return JSON.readValue(
        text.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : text,
        Object.class);
  }

  private static @Nullable Language language(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "py" -> Language.PYTHON;
      case "js", "mjs" -> Language.JAVASCRIPT;
      case "java" -> Language.JAVA;
      default -> null;
    };
  }

  private static int report(FunctionTrial trial) throws JsonProcessingException {
    trial.log().forEach(System.err::println);
    System.err.println("(" + trial.durationMs() + " ms" + memory(trial.peakMemoryBytes()) + ")");
    var error = trial.error();
    if (error == null) {
      System.out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(trial.output()));
      return 0;
    }
    System.err.println(
        error.line() == null ? error.message() : "line " + error.line() + ": " + error.message());
    return 1;
  }

  private static String memory(@Nullable Long bytes) {
    return bytes == null ? "" : ", " + (bytes >> 20) + " MiB with the language";
  }
}
