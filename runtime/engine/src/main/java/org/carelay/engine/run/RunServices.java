package org.carelay.engine.run;

import java.time.Clock;
import org.carelay.engine.Ids;
import org.carelay.engine.effect.Gate;
import org.carelay.engine.effect.Ledger;
import org.carelay.engine.journal.RunJournal;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.KeptFiles;
import org.carelay.engine.store.Recipes;
import org.carelay.recipe.Catalog;

/** What a run needs of the engine. */
public record RunServices(
    RunJournal journal,
    Ids ids,
    Clock clock,
    Catalog catalog,
    Clients clients,
    Recipes recipes,
    Gate gate,
    Ledger ledger,
    Watchdog watchdog,
    KeptFiles files) {}
