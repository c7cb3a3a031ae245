package org.carelay.sheets;

import java.net.URI;
import java.time.Duration;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Settings of a connection to Google. */
public record GoogleConnection(
    @Describe(
            title = "Service account key",
            help =
                "The JSON key file of a service account. Share each spreadsheet with its address.",
            sensitivity = Sensitivity.SECRET,
            widget = "code")
        Object serviceAccountKey,
    @Describe(
            title = "Root address",
            help = "Only for a stand-in: where Sheets and Drive are served.",
            defaultValue = "https://sheets.googleapis.com/",
            example = "http://127.0.0.1:8090/")
        @Nullable URI rootUrl,
    @Describe(
            title = "Look every",
            help = "How often Google is asked what has changed.",
            defaultValue = "PT10S")
        @Nullable Duration pollInterval,
    @Describe(
            title = "Reads a minute",
            help = "Google allows a service account 60 reads of sheets a minute.",
            defaultValue = "50, or 600 with a rootUrl of your own")
        @Nullable Integer readsPerMinute,
    @Describe(
            title = "Writes a minute",
            help = "Google allows a service account 60 writes to sheets a minute.",
            defaultValue = "50, or 600 with a rootUrl of your own")
        @Nullable Integer writesPerMinute) {

  /** The key is left out. */
  @Override
  public String toString() {
    return "GoogleConnection[rootUrl=" + rootUrl + "]";
  }
}
