package org.carelay.email;

import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/**
 * A file to send along: text, base64, or the reference of a file that an earlier step has written.
 * A text alone is such a reference.
 */
record Attachment(
    @Describe(
            title = "Name",
            help = "Needed unless it is a file of an earlier step.",
            example = "report.csv")
        @Nullable String name,
    @Describe(title = "Type", example = "text/csv", defaultValue = "by the name's ending")
        @Nullable String contentType,
    @Describe(title = "Content as text", sensitivity = Sensitivity.PERSONAL, widget = "multiline")
        @Nullable String text,
    @Describe(
            title = "Content in base64",
            help = "For anything that is not text.",
            sensitivity = Sensitivity.PERSONAL)
        @Nullable String data,
    @Describe(
            title = "File",
            help = "The reference of a file that an earlier step has written.",
            example = "{{ steps.report.file }}")
        @Nullable String file,
    @Describe(
            title = "Inline name",
            help = "Shows an image in the HTML, where it says src=\"cid:NAME\".",
            example = "logo")
        @Nullable String inline) {

  public static Attachment parse(String reference) {
    return new Attachment(null, null, null, null, reference, null);
  }
}
