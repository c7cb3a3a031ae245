package org.carelay.practice.google;

import java.util.Set;
import java.util.function.Function;

/** Which operation a request asks for. */
final class Router {
  /** One operation, ready to be called. */
  record Operation(String name, CallKind kind, Function<Request, Reply> handler) {}

  private static final Set<String> VERBS = Set.of("append", "clear");
  private final SheetsApi sheets;
  private final ValuesApi values;
  private final DriveApi drive;
  private final TokenEndpoint tokens;

  Router(Library library, TokenEndpoint tokens) {
    this.sheets = new SheetsApi(library);
    this.values = new ValuesApi(library);
    this.drive = new DriveApi(library);
    this.tokens = tokens;
  }

  Operation route(Request request) {
    var path = request.path();
    return switch (path.getFirst()) {
      case "token" -> new Operation("token", CallKind.TOKEN, tokens::issue);
      case "v4" ->
          path.size() >= 3 && path.get(1).equals("spreadsheets") ? sheets(request) : unknown();
      case "drive" -> path.size() >= 3 && path.get(1).equals("v3") ? drive(request) : unknown();
      default -> unknown();
    };
  }

  private Operation sheets(Request request) {
    var path = request.path();
    var colon = path.get(2).indexOf(':');
    var id = Request.decoded(colon < 0 ? path.get(2) : path.get(2).substring(0, colon));
    if (path.size() == 3) {
      var verb = colon < 0 ? "" : path.get(2).substring(colon + 1);
      return switch (request.method() + " " + verb) {
        case "GET " -> read("spreadsheets.get", call -> sheets.get(call, id));
        case "POST batchUpdate" ->
            write("spreadsheets.batchUpdate", call -> sheets.batchUpdate(call, id));
        default -> unknown();
      };
    }
    if (path.size() == 5 && path.get(3).equals("developerMetadata")) {
      return read("developerMetadata.get", _ -> sheets.metadata(id, path.get(4)));
    }
    if (path.size() == 4 && path.get(3).startsWith("values:")) {
      return switch (request.method() + " " + path.get(3).substring("values:".length())) {
        case "GET batchGet" -> read("values.batchGet", call -> values.batchGet(call, id));
        case "POST batchUpdate" ->
            write("values.batchUpdate", call -> values.batchUpdate(call, id));
        default -> unknown();
      };
    }
    return path.size() == 5 && path.get(3).equals("values") ? values(request, id) : unknown();
  }

  private Operation values(Request request, String id) {
    var last = request.path().get(4);
    var colon = last.lastIndexOf(':');
    var verb = colon < 0 ? "" : last.substring(colon + 1);
    // A colon may also stand inside the range, where a client does not encode it.
    var known = VERBS.contains(verb);
    var range = Request.decoded(known ? last.substring(0, colon) : last);
    return switch (request.method() + " " + (known ? verb : "")) {
      case "GET " -> read("values.get", call -> values.get(call, id, range));
      case "PUT " -> write("values.update", call -> values.update(call, id, range));
      case "POST append" -> write("values.append", call -> values.append(call, id, range));
      case "POST clear" -> write("values.clear", call -> values.clear(id, range));
      default -> unknown();
    };
  }

  private Operation drive(Request request) {
    var path = request.path();
    var rest = String.join("/", path.subList(2, path.size()));
    if (!request.method().equals("GET")) {
      return unknown();
    }
    return switch (rest) {
      case "changes/startPageToken" ->
          new Operation("changes.getStartPageToken", CallKind.DRIVE, _ -> drive.startPageToken());
      case "changes" -> new Operation("changes.list", CallKind.DRIVE, drive::changes);
      case "files" -> new Operation("files.list", CallKind.DRIVE, drive::files);
      default ->
          path.size() == 4 && path.get(2).equals("files")
              ? new Operation(
                  "files.get", CallKind.DRIVE, _ -> drive.file(Request.decoded(path.get(3))))
              : unknown();
    };
  }

  private static Operation read(String name, Function<Request, Reply> handler) {
    return new Operation(name, CallKind.SHEETS_READ, handler);
  }

  private static Operation write(String name, Function<Request, Reply> handler) {
    return new Operation(name, CallKind.SHEETS_WRITE, handler);
  }

  private static Operation unknown() {
    throw new ApiError(
        404, "NOT_FOUND", "notFound", "The practice Google does not know this address.");
  }
}
