package org.carelay.file;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Files in a bucket. What is read is first fetched whole to this machine, so that reading can go on
 * where it stood; what is written is whole or not there.
 */
final class Bucket implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WAIT = Duration.ofSeconds(60);
  private static final int MOST_FILES = 100_000;
  private static final int MOST_OF_A_NAME = 1_000;
  private static final String EFFECT = "carelay-effect";

  private final BucketSettings settings;
  private final String prefix;
  private final S3Client s3;
  private final Map<String, Path> fetched = new ConcurrentHashMap<>();
  private final Map<String, String> etags = new ConcurrentHashMap<>();
  private final Map<String, String> writers = new ConcurrentHashMap<>();
  private @Nullable Path cache;

  /**
   * @throws IllegalArgumentException if the settings contradict each other
   */
  Bucket(BucketSettings settings) {
    this.settings = settings;
    if (!settings.bucket().strip().matches("[A-Za-z0-9][A-Za-z0-9.-]{1,62}")) {
      throw new IllegalArgumentException("The bucket's name must look like elm-clinic-inbox");
    }
    if (settings.accessKey().isBlank() || settings.secretKey().isBlank()) {
      throw new IllegalArgumentException("Give the access key and the secret key");
    }
    prefix = settings.prefix() == null ? "" : settings.prefix().strip();
    var region = settings.region() == null ? "us-east-1" : settings.region().strip();
    var builder =
        S3Client.builder()
            .region(Region.of(region))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        settings.accessKey().strip(), settings.secretKey().strip())))
            // Not all who speak the protocol take uploads in chunks.
            .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(WAIT)
                    .build());
    if (settings.endpoint() != null) {
      builder.endpointOverride(safe(settings.endpoint())).forcePathStyle(true);
    }
    s3 = builder.build();
  }

  private static URI safe(URI endpoint) {
    var host = String.valueOf(endpoint.getHost());
    var local = host.equals("localhost") || host.startsWith("127.");
    if ("https".equals(endpoint.getScheme()) || local && "http".equals(endpoint.getScheme())) {
      return endpoint;
    }
    throw new IllegalArgumentException(
        "The address of the storage must begin with https://, since files are about patients");
  }

  /** What is directly below the prefix, by name. */
  List<Folder.Found> files() throws ConnectorException {
    return asked(
        () -> {
          var found = new ArrayList<Folder.Found>();
          var listing =
              s3.listObjectsV2Paginator(
                  request ->
                      request.bucket(settings.bucket().strip()).prefix(prefix).delimiter("/"));
          for (var object : listing.contents()) {
            var name = object.key().substring(prefix.length());
            if (Folder.isPlain(name) && Folder.isFinished(name)) {
              etags.put(name, object.eTag());
              found.add(new Folder.Found(name, Path.of(name), object.size(), version(object)));
            }
            if (found.size() > MOST_FILES) {
              throw new Permanent(
                  "too-many-files",
                  "The bucket has more than 100,000 files there. Use a longer beginning of names,"
                      + " or a done folder.",
                  null);
            }
          }
          forgetAllBut(found);
          return List.copyOf(found);
        });
  }

  /** Content that was replaced within the same second has another version, too. */
  private static long version(S3Object object) {
    var second = object.lastModified().getEpochSecond();
    return second * 1000 + Math.floorMod(object.eTag().hashCode(), 1000);
  }

  /** The file's content on this machine. */
  Path local(Folder.Found file) throws ConnectorException {
    var known = fetched.get(key(file));
    if (known != null && Files.exists(known)) {
      return known;
    }
    return asked(
        () -> {
          var target = Files.createTempFile(cache(), "file", ending(file.name()));
          Files.delete(target);
          s3.getObject(
              request ->
                  request
                      .bucket(settings.bucket().strip())
                      .key(prefix + file.name())
                      .ifMatch(etags.get(file.name())),
              ResponseTransformer.toFile(target));
          fetched.put(key(file), target);
          return target;
        });
  }

  /** Frees the place that a file takes here. */
  void forget(Folder.Found file) {
    remove(fetched.remove(key(file)));
  }

  private void forgetAllBut(List<Folder.Found> files) {
    var there = new HashSet<String>();
    files.forEach(file -> there.add(key(file)));
    for (var old : List.copyOf(fetched.keySet())) {
      if (!there.contains(old)) {
        remove(fetched.remove(old));
      }
    }
  }

  private static void remove(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The folder goes when the connection is closed.
    }
  }

  /** Puts a file that everybody has read aside; one of that name there is kept under another. */
  void putAside(Folder.Found file, String done) throws ConnectorException {
    asked(
        () -> {
          var target = file.name();
          for (var more = 2; writer(done + "/" + target) != null; more++) {
            target = Folder.numbered(file.name(), more);
          }
          var bucket = settings.bucket().strip();
          var to = prefix + done + "/" + target;
          s3.copyObject(
              request ->
                  request
                      .sourceBucket(bucket)
                      .sourceKey(prefix + file.name())
                      .destinationBucket(bucket)
                      .destinationKey(to));
          s3.deleteObject(request -> request.bucket(bucket).key(prefix + file.name()));
          forget(file);
          return to;
        });
  }

  /**
   * Puts a file there. The same effect writes to the same name again; somebody else's file of that
   * name stays, and this one gets a number.
   *
   * @return the name it has there
   */
  String put(String name, InputStream content, String effect) throws ConnectorException {
    return asked(
        () -> {
          var local = Files.createTempFile(cache(), "write", "");
          try {
            Files.copy(content, local, StandardCopyOption.REPLACE_EXISTING);
            for (var number = 1; number < MOST_OF_A_NAME; number++) {
              var candidate = number == 1 ? name : Folder.numbered(name, number);
              var writer = writer(candidate);
              if ((writer == null || writer.equals(effect))
                  && store(candidate, local, effect, writer == null)) {
                return candidate;
              }
            }
            throw new Permanent("too-many-files", "There are too many files of this name.", null);
          } finally {
            Files.deleteIfExists(local);
          }
        });
  }

  /** False where somebody else was quicker. */
  private boolean store(String name, Path content, String effect, boolean isNew) {
    try {
      s3.putObject(
          request -> {
            request
                .bucket(settings.bucket().strip())
                .key(prefix + name)
                .metadata(Map.of(EFFECT, effect));
            if (isNew) {
              request.ifNoneMatch("*");
            }
          },
          RequestBody.fromFile(content));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == 412 || e.statusCode() == 409) {
        return false;
      }
      throw e;
    }
  }

  /** Whether a recipe of ours has written this content. */
  boolean isOurs(Folder.Found file) throws ConnectorException {
    var known = writers.get(key(file));
    if (known == null) {
      known = asked(() -> Objects.requireNonNullElse(writer(file.name()), ""));
      writers.put(key(file), known);
    }
    return !known.isEmpty();
  }

  /** The effect that wrote a file; empty for somebody else's, null where there is none. */
  private @Nullable String writer(String name) {
    try {
      var head =
          s3.headObject(request -> request.bucket(settings.bucket().strip()).key(prefix + name));
      return head.metadata().getOrDefault(EFFECT, "");
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return null;
      }
      throw e;
    }
  }

  private synchronized Path cache() throws IOException {
    var folder = cache;
    if (folder == null) {
      folder = Files.createTempDirectory("carelay-bucket");
      cache = folder;
    }
    return folder;
  }

  private static String key(Folder.Found file) {
    return file.name() + "@" + file.modified() + "@" + file.bytes();
  }

  private static String ending(String name) {
    var dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  private interface Question<T> {
    T ask() throws ConnectorException, IOException;
  }

  /** Words of ours: what services say quotes keys and names. */
  private static <T> T asked(Question<T> question) throws ConnectorException {
    try {
      return question.ask();
    } catch (S3Exception e) {
      throw switch (e.statusCode()) {
        case 401, 403 ->
            new AuthenticationFailed(
                "storage-refused",
                "The storage refuses the access key, or it may not do this in the bucket. Put the"
                    + " right one into the connection.",
                null);
        case 301, 307 ->
            new Permanent(
                "wrong-region",
                "The bucket is in another region. Name it in the connection.",
                null);
        case 404 ->
            new Permanent(
                "no-such-bucket", "There is no such bucket or file. Check the connection.", null);
        case 412 -> new Retryable("file-changed", "The file is being replaced.", null);
        default -> unreachable();
      };
    } catch (SdkException | IOException e) {
      throw unreachable();
    }
  }

  private static Retryable unreachable() {
    return new Retryable("storage-unreachable", "The storage cannot be reached now.", null);
  }

  @Override
  public void close() {
    s3.close();
    fetched.values().forEach(Bucket::remove);
    remove(cache);
  }

  @Override
  public String toString() {
    return "Bucket[" + settings.bucket() + "]";
  }
}
