package org.carelay.file;

import java.time.Duration;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** A folder, or a bucket that is used as one. */
public record FileSettings(
    @Describe(
            title = "Folder",
            help =
                "The whole path of a folder that this runtime may read and write. Without it, files"
                    + " are only kept by the runtime for later steps.",
            example = "/srv/carelay/inbox")
        @Nullable String folder,
    @Describe(
            title = "Done folder",
            help =
                "A folder below it to which files go when all recipes have read them; those with"
                    + " bad rows stay until somebody has looked at them.",
            example = "done",
            defaultValue = "files stay where they are")
        @Nullable String done,
    @Describe(
            title = "Quiet time",
            help = "A file is read when it has not changed for this long.",
            defaultValue = "PT5S")
        @Nullable Duration settle,
    @Describe(title = "Look every", defaultValue = "PT5S") @Nullable Duration pollInterval,
    @Describe(
            title = "Upload token",
            help = "Bearer token for uploads; without it there are none.",
            sensitivity = Sensitivity.SECRET)
        @Nullable String uploadToken,
    @Describe(title = "S3 storage", help = "A bucket in place of the folder.")
        @Nullable BucketSettings s3) {

  /** Without the token: this may end up in a log. */
  @Override
  public String toString() {
    return "FileSettings[" + folder + "]";
  }
}
