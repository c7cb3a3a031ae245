package org.carelay.file;

import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;

/** A file that a step has written. */
record WrittenFile(
    @Describe(
            title = "Status",
            help = "Written, or No rows where there was nothing to write but the names.",
            example = "Written")
        String status,
    @Describe(
            title = "File",
            help = "Its reference, for the attachments of a mail.",
            example = "file:0f3a1b/report.xlsx")
        String file,
    @Describe(title = "Name", example = "report.xlsx") String name,
    @Describe(title = "Bytes") long bytes,
    @Describe(title = "Rows", help = "Without the names.") int rows,
    @Describe(
            title = "Name in the folder",
            help = "Where the connection has a folder; with a number if the name was taken.")
        @Nullable String inFolder) {}
