package org.carelay.server.api;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.carelay.practice.PracticeClinic;
import org.carelay.practice.google.CellEdit;
import org.carelay.practice.google.Grid;
import org.carelay.practice.google.PracticeGoogle;
import org.carelay.practice.google.PracticeSheet;
import org.carelay.practice.mail.Mail;
import org.carelay.practice.phone.Conversation;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** What a person does in the practice clinic. */
@Controller("/api/v1/practice")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Practice clinic")
final class PracticeController {
  private final Running running;

  PracticeController(Running running) {
    this.running = running;
  }

  record SheetList(List<PracticeGoogle.Listing> spreadsheets) {}

  record Edits(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable List<Edit> edits) {}

  record Edit(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable Integer row,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable Integer column,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable String text) {}

  record Insertion(@Nullable Integer at) {}

  record Rows(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable List<Integer> rows) {}

  record Sorting(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable Integer column,
      boolean descending) {}

  record PhoneList(List<Phone> phones) {}

  record Phone(String number, List<Text> messages) {}

  /**
   * A text message.
   *
   * @param direction outbound is from the clinic, inbound from the patient
   */
  record Text(
      String id,
      @Schema(allowableValues = {"outbound", "inbound"}) String direction,
      String body,
      Instant at,
      String status) {}

  record Answer(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable String body) {}

  /**
   * What became of a patient's answer.
   *
   * @param heard whether this runtime took it
   */
  record Answered(String id, boolean heard) {}

  record Mailbox(List<Mail> mails) {}

  @Get("/sheets")
  @Operation(summary = "The practice clinic's spreadsheets")
  SheetList sheets() {
    return new SheetList(clinic().sheets().spreadsheets());
  }

  @Get("/sheets/{id}/{sheet}")
  @Operation(summary = "A sheet with all its cells; row 0 is the header")
  Grid sheet(String id, String sheet) {
    return onSheet(id, sheet, PracticeSheet::read);
  }

  @Put("/sheets/{id}/{sheet}/cells")
  @Operation(summary = "Types into cells, as a person would")
  Grid edit(String id, String sheet, @Body Edits edits) {
    var cells =
        ProblemException.require(edits.edits(), "/edits").stream()
            .map(
                edit ->
                    new CellEdit(
                        ProblemException.require(edit.row(), "/edits/row"),
                        ProblemException.require(edit.column(), "/edits/column"),
                        ProblemException.require(edit.text(), "/edits/text")))
            .toList();
    return onSheet(id, sheet, s -> s.edit(cells));
  }

  @Post("/sheets/{id}/{sheet}/rows")
  @Operation(summary = "Inserts an empty row, or appends one")
  Grid insert(String id, String sheet, @Body Insertion insertion) {
    return onSheet(id, sheet, s -> s.insertRow(insertion.at()));
  }

  @Delete("/sheets/{id}/{sheet}/rows")
  @Operation(summary = "Deletes rows")
  Grid delete(String id, String sheet, @Body Rows rows) {
    var gone = ProblemException.require(rows.rows(), "/rows");
    return onSheet(id, sheet, s -> s.deleteRows(gone));
  }

  @Post("/sheets/{id}/{sheet}/sort")
  @Operation(summary = "Sorts everything below the header")
  Grid sort(String id, String sheet, @Body Sorting sorting) {
    int column = ProblemException.require(sorting.column(), "/column");
    return onSheet(id, sheet, s -> s.sort(column, sorting.descending()));
  }

  @Get("/phones")
  @Operation(summary = "The patients' phones, the one with the latest message first")
  PhoneList phones() {
    return new PhoneList(
        clinic().phone().conversations().stream().map(PracticeController::phone).toList());
  }

  private static Phone phone(Conversation conversation) {
    return new Phone(
        conversation.number(),
        conversation.messages().stream()
            .map(
                message ->
                    new Text(
                        message.sid(),
                        message.direction().word(),
                        message.body(),
                        message.at(),
                        message.status().word()))
            .toList());
  }

  @Post("/phones/{number}/replies")
  @Operation(summary = "A patient answers")
  Answered answer(String number, @Body Answer answer) throws InterruptedException {
    try {
      var reply = clinic().phone().reply(number, ProblemException.require(answer.body(), "/body"));
      return new Answered(reply.message().sid(), reply.heard());
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("bad-reply", e.getMessage() + ".");
    }
  }

  @Get("/mailbox")
  @Operation(summary = "Every mail that was sent, newest first")
  Mailbox mailbox() {
    return new Mailbox(clinic().mail().mails());
  }

  @Post("/mailbox/{id}/replies")
  @Operation(summary = "A patient answers a mail")
  Mail answerMail(String id, @Body Answer answer) throws IOException {
    try {
      return clinic().mail().reply(id, ProblemException.require(answer.body(), "/body"));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("bad-reply", e.getMessage() + ".");
    }
  }

  private Grid onSheet(String id, String sheet, Function<PracticeSheet, Grid> work) {
    PracticeSheet found;
    try {
      found = clinic().sheets().sheet(id, sheet);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("practice sheet", id + "/" + sheet);
    }
    try {
      return work.apply(found);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("bad-place", e.getMessage() + ".");
    }
  }

  private PracticeClinic clinic() {
    var clinic = running.services().practice();
    if (clinic == null) {
      throw ProblemException.notFound("practice clinic in mode", "allowlist or live");
    }
    return clinic;
  }
}
