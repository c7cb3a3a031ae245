package org.carelay.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.carelay.schedule.Calendars;
import org.carelay.schedule.CronException;
import org.carelay.schedule.CronExplainer;
import org.carelay.schedule.Holidays;
import org.carelay.schedule.ScheduleConnector;
import org.junit.jupiter.api.Test;

/** Dependencies run one way; the build holds most of it, this the rest. */
class ArchitectureTest {
  private static final String[] CONNECTORS = {
    "org.carelay.sheets..",
    "org.carelay.twilio..",
    "org.carelay.email..",
    "org.carelay.schedule..",
    "org.carelay.manual..",
    "org.carelay.form..",
    "org.carelay.http..",
    "org.carelay.webhook..",
    "org.carelay.database..",
    "org.carelay.http..",
    "org.carelay.file..",
    "org.carelay.push.."
  };
  private static final String[] WEB = {"io.micronaut..", "io.netty..", "reactor.."};

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.carelay");

  @Test
  void a_connector_knows_the_connector_api_and_nothing_else_of_ours() {
    for (var connector : CONNECTORS) {
      noClasses()
          .that()
          .resideInAPackage(connector)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.carelay..")
                  .and(not(resideInAnyPackage(connector, "org.carelay.connector.."))))
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void nobody_compiles_against_a_connector() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CONNECTORS)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(CONNECTORS)
                // What a cron expression means is a calculation; the API explains it, with the
                // holidays of this installation's calendars.
                .and(
                    not(
                        belongToAnyOf(
                            CronExplainer.class,
                            CronException.class,
                            Calendars.class,
                            Holidays.class,
                            ScheduleConnector.class))))
        .check(CLASSES);
  }

  @Test
  void the_language_knows_the_connector_api_only() {
    noClasses()
        .that()
        .resideInAPackage("org.carelay.recipe..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.carelay..")
                .and(not(resideInAnyPackage("org.carelay.recipe..", "org.carelay.connector.."))))
        .check(CLASSES);
  }

  @Test
  void the_engine_knows_nothing_of_http_or_of_the_server() {
    noClasses()
        .that()
        .resideInAnyPackage("org.carelay.engine..", "org.carelay.recipe..", "org.carelay.workers..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(WEB))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("org.carelay.server..", "org.carelay.practice..")
        .check(CLASSES);
  }

  @Test
  void the_practice_clinic_stands_alone() {
    noClasses()
        .that()
        .resideInAPackage("org.carelay.practice..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.carelay..")
                .and(not(resideInAnyPackage("org.carelay.practice.."))))
        .check(CLASSES);
  }

  @Test
  void only_controllers_speak_http_inside_the_server() {
    noClasses()
        .that()
        .resideInAPackage("org.carelay.server.secret..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(WEB))
        .check(CLASSES);
  }
}
