package org.carelay.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far one recipe is with one file.
 *
 * @param bytes and {@code modified}, in milliseconds: a file with others is another file
 * @param since when it was first seen so, in milliseconds
 * @param sha256 of its content, once it has settled
 * @param lines how many have been read
 * @param bad the first lines that could not be, and {@code badCount} how many there are
 * @param problem why the file cannot be read on
 */
record FileState(
    Phase phase,
    long bytes,
    long modified,
    long since,
    @Nullable String sha256,
    long lines,
    List<String> bad,
    long badCount,
    @Nullable String problem) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int MOST_TOLD = 10;

  /** What is done next. */
  enum Phase {
    /** Wait until nobody writes to it any more. */
    SETTLING,
    READING,
    DONE,
    /** It was there before the recipe. */
    OLD
  }

  static FileState seen(Phase phase, Folder.Found file, long now) {
    return new FileState(phase, file.bytes(), file.modified(), now, null, 0, List.of(), 0, null);
  }

  boolean isOf(Folder.Found file) {
    return bytes == file.bytes() && modified == file.modified();
  }

  FileState reading(String content) {
    return new FileState(
        Phase.READING, bytes, modified, since, content, lines, bad, badCount, problem);
  }

  FileState done(@Nullable String why) {
    return new FileState(Phase.DONE, bytes, modified, since, sha256, lines, bad, badCount, why);
  }

  FileState read(long more, List<String> worse) {
    var told = new ArrayList<>(bad);
    worse.stream().limit(MOST_TOLD - (long) told.size()).forEach(told::add);
    return new FileState(
        phase,
        bytes,
        modified,
        since,
        sha256,
        lines + more,
        told,
        badCount + worse.size(),
        problem);
  }

  /** Whether somebody must look at the file. */
  boolean needsAPerson() {
    return badCount > 0 || problem != null;
  }

  String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of texts and numbers has no JSON", e);
    }
  }

  static FileState of(String text) {
    try {
      return JSON.readValue(text, FileState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The state of a file cannot be read", e);
    }
  }
}
