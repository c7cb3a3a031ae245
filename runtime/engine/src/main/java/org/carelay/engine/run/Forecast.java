package org.carelay.engine.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Samples;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Recipes;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.Catalog;
import org.carelay.recipe.Recipe;
import org.jspecify.annotations.Nullable;

/** What a recipe would do with what is there now, for whoever is about to activate it. */
public final class Forecast {
  private static final int MOST_EVENTS = 100;

  /** A person waits for the answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Trials trials;
  private final Recipes recipes;
  private final Alike alike;
  private final Clock clock;

  public Forecast(Trials trials, Recipes recipes, Catalog catalog, Clock clock) {
    this.trials = trials;
    this.recipes = recipes;
    this.alike = new Alike(catalog);
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param total how much there is outside; null where nobody has counted
   * @param tried how many of them were tried, the latest first
   * @param wanted for how many of those the condition is true
   * @param intents how often something would be done outside, by what: see {@link Trials.Intent}
   * @param reasons why something would not be sent, and how often
   * @param failed how many would fail
   * @param message why there is nothing to try; null where there is
   * @param warnings what else should be known before it is activated, as sentences
   */
  public record Result(
      @Nullable Long total,
      int tried,
      int wanted,
      Map<String, Integer> intents,
      Map<String, Integer> reasons,
      int failed,
      @Nullable String message,
      List<String> warnings) {}

  public Result of(int workspace, Recipe recipe) throws InterruptedException {
    var trigger = recipe.trigger();
    var active =
        recipes.allActive().stream()
            .filter(each -> each.workspace() == workspace && !each.paused())
            .map(Recipes.ActiveRecipe::recipe)
            .toList();
    var warnings = alike.warnings(recipe, active);
    try {
      var samples =
          trials.samples(
              workspace,
              trigger.uses(),
              trigger.connection(),
              trigger.with(),
              MOST_EVENTS,
              recipe.zone());
      return of(workspace, recipe, samples, warnings);
    } catch (BindingException e) {
      return nothing(e.problems().getFirst().message(), warnings);
    } catch (Clients.NotAvailable | ConnectorException e) {
      return nothing(e.getMessage(), warnings);
    }
  }

  private static Result nothing(@Nullable String message, List<String> warnings) {
    return new Result(null, 0, 0, Map.of(), Map.of(), 0, message, warnings);
  }

  private Result of(int workspace, Recipe recipe, Samples samples, List<String> warnings) {
    var until = clock.instant().plus(PATIENCE);
    var intents = new TreeMap<String, Integer>();
    var reasons = new TreeMap<String, Integer>();
    int tried = 0;
    int wanted = 0;
    int failed = 0;
    for (var event : samples.events()) {
      if (clock.instant().isAfter(until)) {
        break;
      }
      tried++;
      var outcome = trials.run(workspace, recipe, event, false);
      wanted += outcome.wanted() ? 1 : 0;
      failed += outcome.state().equals("failed") ? 1 : 0;
      for (var intent : outcome.intents().values()) {
        intents.merge(intent.action(), 1, Integer::sum);
        if (intent.reason() != null) {
          reasons.merge(intent.reason(), 1, Integer::sum);
        }
      }
    }
    return new Result(samples.total(), tried, wanted, intents, reasons, failed, null, warnings);
  }
}
