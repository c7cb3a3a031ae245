package org.carelay.workers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a worker.
 *
 * @param environment the child's whole environment, besides its home and temporary folder
 * @param readable files and folders that the language itself needs
 * @param overheadBytes private memory that the language takes before the function has any
 * @param files what to put beside the work folder, where the worker may read but not write
 * @param links names beside the work folder that lead to folders of packages
 * @param load what the first frame says: the code and where its packages are
 */
record Launch(
    List<String> command,
    Map<String, String> environment,
    List<Path> readable,
    long overheadBytes,
    Map<String, String> files,
    Map<String, Path> links,
    Map<String, Object> load) {}
