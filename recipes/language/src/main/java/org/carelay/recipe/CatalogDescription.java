package org.carelay.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.Connector;
import org.carelay.connector.Existing;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.ManualTrigger;
import org.carelay.connector.PageTrigger;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.Trigger;

/** A catalog as JSON. */
final class CatalogDescription {
  private CatalogDescription() {}

  static Map<String, Object> of(List<Connector<?, ?>> connectors) {
    return Map.of(
        "connectors",
        connectors.stream().map(CatalogDescription::connector).toList(),
        "functions",
        Functions.describe());
  }

  private static Map<String, Object> connector(Connector<?, ?> connector) {
    var json = about(connector.about());
    json.put("needsConnection", Catalog.needsConnection(connector));
    json.put("takesConnection", Catalog.takesConnection(connector));
    json.put("settings", Schemas.of(connector.settings()));
    json.put("triggers", connector.triggers().stream().map(CatalogDescription::trigger).toList());
    json.put("actions", connector.actions().stream().map(CatalogDescription::action).toList());
    return json;
  }

  private static Map<String, Object> trigger(Trigger<?, ?> trigger) {
    var json = about(trigger.about());
    json.put(
        "kind",
        switch (trigger) {
          case PollingTrigger<?, ?> polled -> "polling";
          case HttpTrigger<?, ?> pushed -> "http";
          case ManualTrigger<?, ?> pulled -> "manual";
          case PageTrigger<?, ?> page -> "page";
        });
    json.put("existing", trigger instanceof Existing<?, ?>);
    json.put("input", Schemas.of(trigger.input()));
    json.put("event", Schemas.of(trigger.event()));
    return json;
  }

  private static Map<String, Object> action(Action<?, ?, ?> action) {
    var json = about(action.about());
    json.put("effect", ValueWriter.kebab(action.effect().name()));
    json.put("input", Schemas.of(action.input()));
    json.put("output", Schemas.ofValue(action.output()));
    return json;
  }

  private static Map<String, Object> about(About about) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", about.id());
    json.put("title", about.title());
    json.put("help", about.help());
    return json;
  }
}
