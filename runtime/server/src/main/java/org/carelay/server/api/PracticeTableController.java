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
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.carelay.practice.ClinicTables;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** What a person does at the practice clinic's database. */
@Controller("/api/v1/practice/tables")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Practice clinic")
final class PracticeTableController {
  private final Running running;

  PracticeTableController(Running running) {
    this.running = running;
  }

  record TableList(List<ClinicTables.Table> tables) {}

  /**
   * A new row.
   *
   * @param values as text, by column; what is left out has its default
   */
  record NewRow(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable Map<String, @Nullable String> values) {}

  /**
   * A change of a row.
   *
   * @param key the values that tell it from the others, by column
   * @param values what is new, as text, by column
   */
  record ChangedRow(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable Map<String, @Nullable String> key,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable Map<String, @Nullable String> values) {}

  /**
   * Which row.
   *
   * @param key the values that tell it from the others, by column
   */
  record RowKey(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable Map<String, @Nullable String> key) {}

  @Get
  @Operation(summary = "The tables of the practice clinic's database")
  TableList list() throws SQLException {
    var clinic = running.services().practice();
    var tables = clinic == null ? null : clinic.tables();
    return new TableList(tables == null ? List.of() : tables.list());
  }

  @Get("/{table}")
  @Operation(summary = "A table with its rows, as text")
  ClinicTables.Content read(String table) throws SQLException {
    return asked(tables -> tables.read(table));
  }

  @Post("/{table}/rows")
  @Operation(summary = "Adds a row")
  ClinicTables.Content add(String table, @Body NewRow row) throws SQLException {
    var values = ProblemException.require(row.values(), "/values");
    return asked(tables -> tables.insert(table, values));
  }

  @Put("/{table}/rows")
  @Operation(summary = "Changes values of a row")
  ClinicTables.Content change(String table, @Body ChangedRow row) throws SQLException {
    var key = ProblemException.require(row.key(), "/key");
    var values = ProblemException.require(row.values(), "/values");
    return asked(tables -> tables.update(table, key, values));
  }

  @Delete("/{table}/rows")
  @Operation(summary = "Deletes a row")
  ClinicTables.Content remove(String table, @Body RowKey row) throws SQLException {
    var key = ProblemException.require(row.key(), "/key");
    return asked(tables -> tables.delete(table, key));
  }

  private interface Question {
    ClinicTables.Content of(ClinicTables tables) throws SQLException, ClinicTables.Refused;
  }

  private ClinicTables.Content asked(Question question) throws SQLException {
    var clinic = running.services().practice();
    var tables = clinic == null ? null : clinic.tables();
    if (tables == null) {
      throw ProblemException.notFound("practice database in mode", "allowlist or live");
    }
    try {
      return question.of(tables);
    } catch (ClinicTables.Refused e) {
      throw ProblemException.badRequest("row-refused", String.valueOf(e.getMessage()));
    }
  }
}
