package org.carelay.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.InputProblem;

/** What can be said about a request before anything runs. */
final class Checks {
  private Checks() {}

  static List<InputProblem> common(Map<String, Object> written) {
    var problems = new ArrayList<InputProblem>();
    if (written.get("headers") instanceof Map<?, ?> headers) {
      headers.forEach(
          (name, value) -> {
            var problem =
                Outgoing.problem(String.valueOf(name), value instanceof String text ? text : null);
            if (problem != null) {
              problems.add(new InputProblem("/headers/" + name, "bad-header", problem));
            }
          });
    }
    if (written.get("url") instanceof String url && url.contains("://") && url.contains("@")) {
      problems.add(
          new InputProblem(
              "/url", "bad-address", "Credentials belong in the connection, not in the address."));
    }
    if (written.get("pages") instanceof Map<?, ?> pages
        && pages.containsKey("parameter")
        && !pages.containsKey("next")) {
      problems.add(
          new InputProblem(
              "/pages/parameter",
              "next-missing",
              "Say in 'next' where the answer has the token for this parameter."));
    }
    return problems;
  }
}
