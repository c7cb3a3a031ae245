package org.carelay.file;

import java.util.Map;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** What a file, or one of its rows, puts in scope. */
public record FileEvent(
    @Describe(
            title = "File",
            help = "Its name, size in bytes, sha256 and when it was modified.",
            example = "file.name")
        Map<String, Object> file,
    @Describe(
            title = "Row",
            help = "Values by column; a reading has metric, value, unit, at, source and context.",
            sensitivity = Sensitivity.PERSONAL)
        @Nullable Map<String, Object> row,
    @Describe(title = "Line", help = "Where the row stands in the file, counted from 1.")
        @Nullable Long line) {}
