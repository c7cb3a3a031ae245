package org.carelay.workers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.carelay.workers.FunctionError.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Files on the way into and out of a function.
 *
 * <p>Where an input holds {@code {"$file": {"name": "readings.csv", "text": "..."}}}, or {@code
 * "data"} with base64, the function finds the file in its current folder and {@code "readings.csv"}
 * in the event. Where a result holds {@code {"$file": "report.xlsx"}}, the file of that name in the
 * current folder becomes {@code {"name", "contentType", "data"}}, as an email takes attachments.
 */
final class FunctionFiles {
  private static final String KEY = "$file";
  private static final Pattern PLAIN_NAME =
      Pattern.compile("[^/\\\\\\p{Cntrl}.][^/\\\\\\p{Cntrl}]{0,199}");

  private static final Map<String, String> TYPES =
      Map.of(
          "csv", "text/csv",
          "html", "text/html",
          "json", "application/json",
          "pdf", "application/pdf",
          "png", "image/png",
          "txt", "text/plain",
          "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "xml", "application/xml",
          "zip", "application/zip");

  private FunctionFiles() {}

  private interface Replacement {
    Object of(@Nullable Object file, String path) throws FunctionFailure;
  }

  /** An event with names where files were, and the files. */
  record Input(@Nullable Object event, Map<String, byte[]> files) {
    void writeTo(WorkFolder folder) throws FunctionFailure {
      for (var file : files.entrySet()) {
        try {
          Files.write(folder.path().resolve(file.getKey()), file.getValue());
        } catch (IOException e) {
          throw new FunctionFailure(
              Kind.NOT_AVAILABLE,
              "The file " + file.getKey() + " could not be handed to the function.");
        }
      }
    }
  }

  static Input input(@Nullable Object event) throws FunctionFailure {
    var files = new HashMap<String, byte[]>();
    var named =
        replaced(
            event,
            "",
            (file, path) -> {
              if (!(file instanceof Map<?, ?> map)
                  || !(map.get("name") instanceof String name)
                  || !PLAIN_NAME.matcher(name).matches()) {
                throw badInput(path, "needs a plain \"name\", such as report.csv");
              }
              files.put(name, content(map, path));
              return name;
            });
    return new Input(named, files);
  }

  private static byte[] content(Map<?, ?> file, String path) throws FunctionFailure {
    if (file.get("text") instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      if (file.get("data") instanceof String base64) {
        return Base64.getMimeDecoder().decode(base64);
      }
    } catch (IllegalArgumentException e) {
      throw badInput(path, "has \"data\" that is not base64");
    }
    throw badInput(path, "needs \"text\", or \"data\" in base64");
  }

  private static FunctionFailure badInput(String path, String what) {
    return new FunctionFailure(
        Kind.USER_ERROR, "The file in the input" + at(path) + " " + what + ".");
  }

  /**
   * A result with the files that it names.
   *
   * @param mostBytes what all of them may hold together
   */
  static @Nullable Object collect(@Nullable Object result, WorkFolder folder, long mostBytes)
      throws FunctionFailure {
    var total = new long[1];
    return replaced(
        result,
        "",
        (file, path) -> {
          if (!(file instanceof String name) || !PLAIN_NAME.matcher(name).matches()) {
            throw badResult(path, "names no file; write {\"$file\": \"report.xlsx\"}");
          }
          var bytes = read(folder, name, mostBytes - total[0], path);
          total[0] += bytes.length;
          return Map.of(
              "name", name,
              "contentType", TYPES.getOrDefault(ending(name), "application/octet-stream"),
              "data", Base64.getEncoder().encodeToString(bytes));
        });
  }

  private static byte[] read(WorkFolder folder, String name, long mostBytes, String path)
      throws FunctionFailure {
    var file = folder.path().resolve(name);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw badResult(path, "names " + name + ", which is no file in the current folder");
      }
      if (Files.size(file) > mostBytes) {
        throw badResult(path, "names files that are too large together");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw badResult(path, "names " + name + ", which can not be read");
    }
  }

  private static FunctionFailure badResult(String path, String what) {
    return new FunctionFailure(
        Kind.BAD_RESULT, "The result" + at(path) + " can not be used: it " + what + ".");
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static String at(String path) {
    return path.isEmpty() ? "" : " at " + path;
  }

  /** The value itself where it holds no file. */
  private static @Nullable Object replaced(
      @Nullable Object value, String path, Replacement replacement) throws FunctionFailure {
    return switch (value) {
      case Map<?, ?> map when map.size() == 1 && map.containsKey(KEY) ->
          replacement.of(map.get(KEY), path);
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> changed = null;
        for (var entry : map.entrySet()) {
          var item = replaced(entry.getValue(), path + "/" + entry.getKey(), replacement);
          if (item != entry.getValue()) {
            changed = changed == null ? new LinkedHashMap<>(map) : changed;
            changed.put(entry.getKey(), item);
          }
        }
        yield changed == null ? map : changed;
      }
      case List<?> list -> {
        List<@Nullable Object> changed = null;
        for (var index = 0; index < list.size(); index++) {
          var item = replaced(list.get(index), path + "/" + index, replacement);
          if (item != list.get(index)) {
            changed = changed == null ? new ArrayList<>(list) : changed;
            changed.set(index, item);
          }
        }
        yield changed == null ? list : changed;
      }
      case null, default -> value;
    };
  }
}
