package org.carelay.engine.trigger;

import java.time.Clock;
import java.util.UUID;
import org.carelay.engine.Ids;
import org.carelay.engine.journal.RunJournal;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Recipes;
import org.carelay.engine.store.Sql;
import org.carelay.recipe.Catalog;

/** What triggers need of the engine. */
public record TriggerServices(
    UUID node,
    RunJournal journal,
    Ids ids,
    Clock clock,
    Sql sql,
    Catalog catalog,
    Clients clients,
    Recipes recipes,
    EventIntake intake,
    Inbound inbound,
    Receipts receipts) {}
