package org.carelay.file;

import java.net.URI;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** A bucket of S3 or of storage that speaks its protocol, in place of a folder. */
public record BucketSettings(
    @Describe(title = "Bucket", example = "elm-clinic-inbox") String bucket,
    @Describe(
            title = "Beginning of names",
            help = "Only what is directly below it counts.",
            example = "appointments/",
            defaultValue = "the whole bucket")
        @Nullable String prefix,
    @Describe(
            title = "Address of the service",
            help = "For storage other than Amazon's.",
            example = "https://minio.example.org",
            defaultValue = "Amazon's, by the region")
        @Nullable URI endpoint,
    @Describe(title = "Region", defaultValue = "us-east-1") @Nullable String region,
    @Describe(title = "Access key", example = "AKIAEXAMPLE") String accessKey,
    @Describe(title = "Secret key", sensitivity = Sensitivity.SECRET) String secretKey) {

  /** Without the secret: this may end up in a log. */
  @Override
  public String toString() {
    return "BucketSettings[" + bucket + "]";
  }
}
