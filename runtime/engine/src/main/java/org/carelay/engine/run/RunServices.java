package org.carelay.engine.run;

import java.time.Clock;
import org.carelay.engine.Ids;
import org.carelay.engine.effect.Gate;
import org.carelay.engine.effect.Ledger;
import org.carelay.engine.store.Arrivals;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Invitations;
import org.carelay.engine.store.KeptFiles;
import org.carelay.engine.store.Recipes;
import org.carelay.engine.store.SealedOutputs;
import org.carelay.recipe.Catalog;

/** What a run needs of the engine. */
public record RunServices(
    Facts facts,
    Ids ids,
    Clock clock,
    Catalog catalog,
    Clients clients,
    Recipes recipes,
    Arrivals arrivals,
    Invitations invitations,
    SealedOutputs secrets,
    Gate gate,
    Ledger ledger,
    Watchdog watchdog,
    StepResults results,
    KeptFiles files) {
  /** The same, for a run that leaves nothing behind and whose time moves by itself. */
  RunServices onTrial(Facts nowhere, Clock moving) {
    return new RunServices(
        nowhere,
        new Ids(moving),
        moving,
        catalog,
        clients,
        recipes,
        arrivals,
        invitations,
        secrets,
        gate.at(moving),
        ledger,
        watchdog,
        results,
        files);
  }
}
