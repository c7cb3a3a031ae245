package org.carelay.workers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a worker.
 *
 * @param environment the child's whole environment, besides its home and temporary folder
 * @param readable files and folders that the language itself needs
 * @param load what the first frame says besides its id: the code and where its packages are
 */
record Launch(
    List<String> command,
    Map<String, String> environment,
    List<Path> readable,
    Map<String, Object> load) {}
