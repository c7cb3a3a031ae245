package org.carelay.workers;

import java.util.regex.Pattern;

/** What to do about an error that comes from being confined, as the three languages tell it. */
final class KeptIn {
  private static final Pattern NETWORK =
      Pattern.compile(
          "^PermissionError: \\[Errno 13] Permission denied$|^URLError:|^gaierror:"
              + "|^TypeError: fetch failed$|\\b(?:connect|getaddrinfo|bind) (?:EACCES|EPERM|ENOTFOUND|EAI_AGAIN)\\b"
              + "|^(?:\\w*SocketException|BindException|ConnectException|UnknownHostException):");

  private static final Pattern FILES =
      Pattern.compile(
          "^PermissionError: .*Permission denied: '|: EACCES: permission denied, "
              + "|^AccessDeniedException:|^FileNotFoundException: .*\\(Permission denied\\)$");

  private static final Pattern PROGRAMS =
      Pattern.compile(
          "^PermissionError: \\[Errno 1] |\\bspawn\\w* .*E(?:PERM|ACCES)\\b|^IOException: Cannot run program");

  private KeptIn() {}

  /** A sentence to put behind the error; empty where it has another cause. */
  static String advice(String error) {
    if (NETWORK.matcher(error).find()) {
      return " (Functions have no network: fetch with a step of its own and give the function what"
          + " came back as its input.)";
    }
    if (FILES.matcher(error).find()) {
      return " (A function sees its work folder and nothing else: hand it the file in its input.)";
    }
    return PROGRAMS.matcher(error).find() ? " (Functions can not start other programs.)" : "";
  }
}
