package org.carelay.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.Callback;
import org.carelay.connector.Client;
import org.carelay.connector.Connector;
import org.carelay.connector.Effect;
import org.carelay.connector.MessageAction;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.Trigger;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.Schemas;
import org.junit.jupiter.api.Test;

/** What every connector keeps to, so that recipes, forms and documentation can rely on it. */
public abstract class ConnectorContract<S extends Record, C extends Client> {
  private static final String ID = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  protected abstract Connector<S, C> connector();

  @Test
  void is_found_by_the_service_loader() {
    assertThat(ServiceLoader.load(Connector.class).stream().map(ServiceLoader.Provider::type))
        .as("META-INF/services/" + Connector.class.getName())
        .contains(connector().getClass());
  }

  @Test
  void has_well_formed_unique_ids() {
    var id = connector().about().id();
    assertThat(id).matches(ID);
    assertThat(parts().map(About::id))
        .doesNotHaveDuplicates()
        .allMatch(each -> each.matches(id + "\\." + ID), "is the connector's id, a dot, a name");
    assertThat(connector().callbacks().stream().map(Callback::id))
        .doesNotHaveDuplicates()
        .allMatch(each -> each.matches(ID));
  }

  @Test
  void says_in_words_what_everything_is() {
    Stream.concat(Stream.of(connector().about()), parts())
        .forEach(
            about -> {
              assertThat(about.title()).as(about.id()).isNotBlank().doesNotEndWith(".");
              assertThat(about.help()).as(about.id()).endsWith(".");
            });
  }

  @Test
  void offers_something() {
    assertThat(parts()).isNotEmpty();
  }

  @Test
  void describes_every_value() {
    assertThat(records())
        .allSatisfy(type -> assertThat(DescribedRecord.of(type).problems()).isEmpty());
  }

  @Test
  void has_a_schema_for_every_record() {
    for (var type : records()) {
      if (type.isRecord()) {
        var schema = Schemas.of(type.asSubclass(Record.class));
        assertThat(schema.get("properties"))
            .as(type.getName())
            .asInstanceOf(InstanceOfAssertFactories.MAP)
            .hasSize(type.getRecordComponents().length);
      }
    }
  }

  @Test
  void says_what_is_missing_where_nothing_is_written() {
    for (var type : bound()) {
      try {
        assertThat(Binder.bind(Map.of(), type)).isInstanceOf(type);
      } catch (BindingException e) {
        assertThat(e.problems()).as(type.getName()).isNotEmpty();
      }
    }
  }

  @Test
  void says_of_messages_that_they_are_messages() {
    assertThat(connector().actions())
        .allSatisfy(
            action ->
                assertThat(action instanceof MessageAction)
                    .as(action.about().id())
                    .isEqualTo(action.effect() == Effect.MESSAGE));
  }

  @Test
  void shares_pollers_that_have_ids() {
    var pollers =
        connector().triggers().stream()
            .filter(PollingTrigger.class::isInstance)
            .map(trigger -> ((PollingTrigger<?, ?>) trigger).poller().id());
    assertThat(pollers).allMatch(id -> id.matches(ID));
  }

  @Test
  void judges_a_recipe_that_writes_nothing() {
    for (var trigger : connector().triggers()) {
      assertThat(trigger.check(Map.of())).as(trigger.about().id()).isNotNull();
    }
    for (var action : connector().actions()) {
      assertThat(action.check(Map.of())).as(action.about().id()).isNotNull();
    }
  }

  private Stream<About> parts() {
    return Stream.concat(
        connector().triggers().stream().map(Trigger::about),
        connector().actions().stream().map(Action::about));
  }

  /** What is made from JSON. */
  private List<Class<? extends Record>> bound() {
    var types = new ArrayList<Class<? extends Record>>();
    types.add(connector().settings());
    connector().triggers().forEach(trigger -> types.add(trigger.input()));
    connector().actions().forEach(action -> types.add(action.input()));
    return types;
  }

  private List<Class<?>> records() {
    var types = new ArrayList<Class<?>>();
    types.add(connector().settings());
    for (var trigger : connector().triggers()) {
      types.add(trigger.input());
      types.add(trigger.event());
    }
    for (var action : connector().actions()) {
      types.add(action.input());
      types.add(action.output());
    }
    return types;
  }
}
