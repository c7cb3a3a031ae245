package org.carelay.email;

import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** A file to send along: its content is either text or base64. */
record Attachment(
    @Describe(title = "Name", example = "report.csv") String name,
    @Describe(title = "Type", example = "text/csv", defaultValue = "by the name's ending")
        @Nullable String contentType,
    @Describe(title = "Content as text", sensitivity = Sensitivity.PERSONAL, widget = "multiline")
        @Nullable String text,
    @Describe(
            title = "Content in base64",
            help = "For anything that is not text.",
            sensitivity = Sensitivity.PERSONAL)
        @Nullable String data) {}
