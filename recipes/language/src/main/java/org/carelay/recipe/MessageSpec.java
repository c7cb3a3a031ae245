package org.carelay.recipe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What makes a message unique; with the recipe and the subject this is the ledger's key.
 *
 * @param purpose such as {@code reminder}
 * @param subject whom it is about; null: the recipe's subject
 * @param occurrence which visit, row or event it is about
 * @param touch which of several messages about the same occurrence, such as {@code 24h}
 * @param expires how long after the event the message is still of use; null: the site's limit
 * @param recheck asked again right before sending: nothing is sent unless true; {@code answered}
 *     holds the invitations of the run that have been answered by then
 * @param instead an earlier step whose message this one replaces where that one did not arrive: the
 *     same touch in another way, so that both never count as two
 */
public record MessageSpec(
    String purpose,
    @Nullable Template subject,
    Template occurrence,
    @Nullable String touch,
    @Nullable Duration expires,
    @Nullable Expression recheck,
    @Nullable String instead) {}
