package org.carelay.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.carelay.file.format.FileProblem;
import org.carelay.file.format.Line;
import org.carelay.file.format.Rows;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read a part at a time and stays open between the parts. It only saves work: where
 * the reading stands is in the trigger's state, and a file that stands elsewhere is opened anew.
 */
final class OpenFile {
  private final String content;
  private final Rows rows;
  private final Deque<Line> ahead = new ArrayDeque<>();
  private long position;
  private @Nullable FileProblem problem;
  private boolean ended;

  /**
   * @param content names the content, so that another file of the same name is told apart
   */
  OpenFile(String content, Rows rows) {
    this.content = content;
    this.rows = rows;
  }

  boolean standsAt(String wanted, long lines) {
    return content.equals(wanted) && position == lines;
  }

  /** Goes over what was read before. */
  void skip(long lines) throws IOException, InterruptedException {
    while (position < lines && fill(1) > 0) {
      ahead.removeFirst();
      position++;
    }
  }

  /**
   * The next part: {@code size} lines, or all that are left where that is less than twice as many,
   * so that a large file has no small last part.
   */
  List<Line> next(int size) throws IOException, InterruptedException {
    var available = fill(2 * size);
    var taken = available < 2 * size ? available : size;
    var part = new ArrayList<Line>(taken);
    for (var each = 0; each < taken; each++) {
      part.add(ahead.removeFirst());
    }
    position += taken;
    return part;
  }

  /** Nothing is left. */
  boolean isDone() {
    return ended && ahead.isEmpty();
  }

  /** Why the rest cannot be read; null where all could. */
  @Nullable FileProblem problem() {
    return problem;
  }

  private int fill(int wanted) throws IOException, InterruptedException {
    while (!ended && ahead.size() < wanted) {
      if (Thread.interrupted()) {
        throw new InterruptedException("While reading a file");
      }
      try {
        var line = rows.next();
        if (line == null) {
          ended = true;
        } else {
          ahead.addLast(line);
        }
      } catch (FileProblem e) {
        problem = e;
        ended = true;
      }
    }
    return ahead.size();
  }

  void close() {
    try {
      rows.close();
    } catch (IOException e) {
      return; // it was only read
    }
  }
}
