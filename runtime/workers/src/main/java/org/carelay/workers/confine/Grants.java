package org.carelay.workers.confine;

import java.nio.file.Path;
import java.util.List;

/**
 * What a confined process may do.
 *
 * @param readable files and folders it may read, and run as a program; what does not exist is
 *     passed over
 * @param workFolder the one folder in which it may write
 * @param limits what it may use up
 */
public record Grants(List<Path> readable, Path workFolder, Limits limits) {

  /**
   * What a process may use up.
   *
   * @param dataBytes private writable memory: heap, stacks, buffers
   * @param fileBytes the size of one file
   * @param openFiles file descriptors
   */
  public record Limits(long dataBytes, long fileBytes, int openFiles) {}
}
